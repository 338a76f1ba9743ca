import { z } from 'zod'
import { severitySchema } from './finding.ts'

/** A line of a source file. `line` counts from 1. */
export const sourcePlaceSchema = z.object({ file: z.string(), line: z.int() })
export type SourcePlace = Readonly<z.infer<typeof sourcePlaceSchema>>

/** One effective setting. `isSet` false: Django's own default; `place` null: set, and nobody can tell where. */
export const cardSettingSchema = z.object({
  name: z.string(),
  /** As JSON: paths as text, what JSON has no word for as Python's `repr`, secrets as `(hidden)`. */
  value: z.unknown(),
  isSet: z.boolean(),
  place: sourcePlaceSchema.nullable(),
})
export type CardSetting = Readonly<z.infer<typeof cardSettingSchema>>

/** Codes of what may be wrong with a project's settings. */
export const SETTINGS_WARNING_CODES = [
  'no-staticfiles',
  'no-static-root',
  'ignored-setting',
  'not-hashed',
  'debug-on',
  'nested-static-root',
  'duplicate-root',
  'link-in-static-root',
  'missing-folder',
  'lookup-not-strict',
  'signed-urls',
  'empty-location',
  'middleware-order',
  'url-without-slash',
  'same-urls',
  'same-release-id',
  'not-emulated',
  'settings-check',
  'not-read',
] as const

/** A doubt about the settings, with what follows from it for visitors or for the next run. */
export const settingsWarningSchema = z.object({
  code: z.enum(SETTINGS_WARNING_CODES),
  severity: severitySchema,
  /** The setting that it is about; empty if none. */
  setting: z.string(),
  message: z.string(),
  place: sourcePlaceSchema.nullable(),
})
export type SettingsWarning = Readonly<z.infer<typeof settingsWarningSchema>>

/** Where the emulation may differ from the project's own classes: the class, its code, and the parts of a preview in doubt. */
export const notEmulatedSchema = z.object({
  class: z.string(),
  method: z.string().nullable(),
  place: sourcePlaceSchema.nullable(),
  parts: z.string(),
  /** The code of the method, at most 40 lines; null if there is none to show. */
  code: z.string().nullable(),
  /** What trying it told, so that it is followed after all; null: it is not. */
  recognised: z.string().nullable(),
})
export type NotEmulated = Readonly<z.infer<typeof notEmulatedSchema>>

/** The settings card of a project: every effective value, where it comes from, and what to think of it. */
export const settingsCardSchema = z.object({
  project: z.string(),
  settingsModule: z.string().nullable(),
  python: z.object({ file: z.string(), version: z.string() }),
  django: z.string(),
  settings: z.array(cardSettingSchema),
  /** With the script prefix, as Django gives it. */
  staticUrl: z.string().nullable(),
  scriptPrefix: z.string(),
  storage: z.object({
    backend: z.string(),
    /** Class and ancestors, nearest first; empty if it could not be built. */
    ancestry: z.array(z.string()),
    /** The kind that a preview emulates it by; null if none fits. */
    kind: z.string().nullable(),
    options: z.unknown(),
    values: z.record(z.string(), z.unknown()),
  }),
  finders: z.array(
    z.object({ path: z.string(), folders: z.array(z.object({ prefix: z.string(), location: z.string() })) }),
  ),
  apps: z.array(
    z.object({
      label: z.string(),
      path: z.string(),
      distribution: z.string().nullable(),
      version: z.string().nullable(),
      hasStatic: z.boolean(),
    }),
  ),
  ignorePatterns: z.array(z.string()),
  templates: z.array(z.object({ backend: z.string(), folders: z.array(z.string()) })),
  middleware: z.array(z.string()),
  whitenoise: z.string().nullable(),
  notEmulated: z.array(notEmulatedSchema),
  warnings: z.array(settingsWarningSchema),
})
export type SettingsCard = Readonly<z.infer<typeof settingsCardSchema>>
