import { z } from 'zod'
import { collectSettingsSchema } from '../model/collect-settings.ts'
import { jobSchema } from '../model/job.ts'
import { projectSchema, recentSchema, sourceChoiceSchema, STATIC_ROOT_CHOICES } from '../model/project.ts'
import { projectInspectionSchema } from '../model/project-inspection.ts'
import { settingsCardSchema } from '../model/settings-card.ts'
import { empty, id, none } from './method-parts.ts'

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, 'Write a name such as SECRET_KEY')
/** Windows and Linux allow about this much for all variables together. */
const variableValue = z
  .string()
  .max(100_000)
  .regex(/^[^\0]*$/, 'A value cannot hold a null character')
const settingsModule = z
  .string()
  .max(500)
  .regex(/^[\w.]+$/, 'Write a module such as shop.settings')

/** The methods that open projects, and read and change their settings. */
export const PROJECT_METHODS = {
  'projects.recents': { side: 'engine', input: empty, output: z.array(recentSchema) },
  'projects.openSample': { side: 'engine', input: empty, output: projectSchema },
  'projects.openFolders': {
    side: 'engine',
    input: z
      .object({
        sources: z.array(sourceChoiceSchema).min(1).max(500),
        staticRootGrantId: id.nullable(),
        settings: collectSettingsSchema,
      })
      .strict(),
    output: projectSchema,
  },
  /** What the files of a Django project show; nothing of it runs. `pythonId` adds an interpreter that the user chose. */
  'projects.inspect': {
    side: 'engine',
    input: z.union([
      z.object({ grantId: id, pythonId: id.nullable().default(null) }).strict(),
      z.object({ projectId: id, pythonId: id.nullable().default(null) }).strict(),
    ]),
    output: projectInspectionSchema,
  },
  /**
   * Reads a Django project with its own Python; the job's `projectId` is the project once it is done. Without consent,
   * given now or earlier for this folder and interpreter, it is refused with `consent-needed`.
   */
  'projects.openDjango': {
    side: 'engine',
    input: z
      .object({
        grantId: id,
        /** Null: as manage.py says. */
        settingsModule: settingsModule.nullable(),
        interpreterId: id,
        environment: z.record(variableName, variableValue),
        /** Names of variables whose values stay those of the last time. */
        keptVariables: z.array(variableName).max(1000).default([]),
        envFileId: id.nullable().default(null),
        /** Seconds that the project may take to load. */
        patience: z.int().min(1).max(3600).default(60),
        consent: z.boolean(),
      })
      .strict(),
    output: jobSchema,
  },
  /** Reads the settings of a Django project again, whatever is remembered of them. */
  'projects.reread': { side: 'engine', input: z.object({ id }).strict(), output: jobSchema },
  /** The settings card of a Django project as it was read last; null for other projects. */
  'projects.settings': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: settingsCardSchema.nullable(),
  },
  'projects.reopen': { side: 'engine', input: z.object({ id }).strict(), output: projectSchema },
  /** Takes a project off the list; of a Django project consent, environment and choices are forgotten too. */
  'projects.forget': { side: 'engine', input: z.object({ id }).strict(), output: none },
  'projects.get': { side: 'engine', input: z.object({ id }).strict(), output: projectSchema },
  /** Changes the settings. On a Django project what differs from its own settings overrides them. */
  'projects.configure': {
    side: 'engine',
    input: z
      .object({ id, settings: collectSettingsSchema, staticRoot: z.enum(STATIC_ROOT_CHOICES).optional() })
      .strict(),
    output: projectSchema,
  },
} as const
