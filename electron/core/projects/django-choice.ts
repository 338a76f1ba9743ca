import { z } from 'zod'
import { type CollectSettings, collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { STATIC_ROOT_CHOICES } from '../../../shared/model/project.ts'
import { readEnvironmentFile } from './environment-file.ts'
import type { ProjectChoice } from './read-project.ts'

/** How the user opened a Django project. Paths are absolute; the values of variables may be secrets. */
export const djangoChoiceSchema = z.object({
  project: z.string().min(1),
  /** Null: as manage.py says. */
  settingsModule: z.string().nullable(),
  python: z.string().min(1),
  environment: z.record(z.string(), z.string()),
  envFile: z.string().min(1).nullable(),
  /** How long it may take to load, in seconds. */
  patience: z.int().min(1).max(3600).default(60),
})
export type DjangoChoice = Readonly<z.infer<typeof djangoChoiceSchema>>

/** Some of the settings. (A partial schema would put in what the whole one has by default.) */
const someSettingsSchema = z.record(z.string(), z.unknown()).transform((given): Partial<CollectSettings> => {
  const parsed = collectSettingsSchema.safeParse(given)
  if (!parsed.success) return {}
  return Object.fromEntries(Object.entries(parsed.data).filter(([name]) => name in given))
})

/** What the user wants other than the settings say. */
export const whatIfSchema = z.object({
  settings: someSettingsSchema,
  staticRoot: z.enum(STATIC_ROOT_CHOICES),
})
export type WhatIf = Readonly<z.infer<typeof whatIfSchema>>

/** The variables that a project's Python is given: those of the file, then those that were named one by one. */
export function environmentOf({ envFile, environment }: DjangoChoice): Readonly<Record<string, string>> {
  return envFile === null ? environment : { ...readEnvironmentFile(envFile, envFile), ...environment }
}

/**
 * A choice as the reader takes it.
 * @throws InspectorError unreadable when the file of variables is
 */
export function readerChoice(choice: DjangoChoice): ProjectChoice {
  const { project, settingsModule, python, patience } = choice
  return { project, settingsModule, python, environment: environmentOf(choice), timeLimitMs: patience * 1000 }
}
