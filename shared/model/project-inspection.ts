import { z } from 'zod'

const reasoned = { reason: z.string() }

/** A Python that may be the project's own. `id` is what is sent back; the path is for people's eyes. */
export const foundPythonSchema = z.object({
  id: z.string(),
  display: z.string(),
  ...reasoned,
  /** The exact command that would run, word by word. */
  command: z.array(z.string()),
  /** The user has allowed it for this project before. */
  isAllowed: z.boolean(),
})
export type FoundPython = Readonly<z.infer<typeof foundPythonSchema>>

/** A Django project as its files show it, before any of its code has run. */
export const projectInspectionSchema = z.object({
  /** The grant of its folder. */
  grantId: z.string(),
  title: z.string(),
  display: z.string(),
  /** Where its Python starts: the folder of manage.py. */
  folder: z.string(),
  hasManage: z.boolean(),
  /** Settings modules, the likeliest first. */
  settingsModules: z.array(z.object({ value: z.string(), ...reasoned })),
  /** The module that is taken unless another is named; null: manage.py or the environment decides. */
  usual: z.object({ settingsModule: z.string().nullable(), ...reasoned }),
  /** Pythons, the likeliest first. */
  interpreters: z.array(foundPythonSchema),
  /** How it was opened last; null before the first time. Of variables only the names are told. */
  last: z
    .object({
      settingsModule: z.string().nullable(),
      interpreterId: z.string(),
      variables: z.array(z.string()),
      envFile: z.object({ id: z.string(), display: z.string() }).nullable(),
    })
    .nullable(),
})
export type ProjectInspection = Readonly<z.infer<typeof projectInspectionSchema>>
