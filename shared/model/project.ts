import { z } from 'zod'
import { collectSettingsSchema } from './collect-settings.ts'

/** Paths never come from the page: a source is named by a grant that the host gave out. */
export const sourceChoiceSchema = z
  .object({
    grantId: z.string().min(1).max(100),
    /** Prefix of the STATICFILES_DIRS entry; ignored for apps. */
    prefix: z.string().max(1000).default(''),
    /** Set when the folder is an app (its `static` folder is collected), in INSTALLED_APPS order. */
    appLabel: z.string().max(200).nullable().default(null),
  })
  .strict()
export type SourceChoice = Readonly<z.infer<typeof sourceChoiceSchema>>

/** A granted folder as the page sees it. `display` is for people's eyes and is never sent back. */
export const grantSchema = z.object({ id: z.string(), name: z.string(), display: z.string() })
export type Grant = Readonly<z.infer<typeof grantSchema>>

export const projectSourceSchema = z.object({
  display: z.string(),
  name: z.string(),
  prefix: z.string(),
  appLabel: z.string().nullable(),
  missing: z.boolean(),
})

/** An opened project. */
export const projectSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['sample', 'folders']),
  sources: z.array(projectSourceSchema),
  /** Display path of STATIC_ROOT whose present state counts, null for a clean one. */
  staticRoot: z.string().nullable(),
  settings: collectSettingsSchema,
})
export type Project = Readonly<z.infer<typeof projectSchema>>

export const recentSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['sample', 'folders']),
  display: z.string(),
  django: z.string(),
  storage: z.string(),
  /** ISO 8601. */
  openedAt: z.string(),
  /** Errors of the last preview; null if it never finished. */
  errors: z.int().nullable(),
})
export type Recent = Readonly<z.infer<typeof recentSchema>>
