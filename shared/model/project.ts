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

/** A grant of something that was dropped on the window: a folder, or a file that a release may be taken from. */
export const droppedGrantSchema = grantSchema.extend({ isFile: z.boolean() })
export type DroppedGrant = Readonly<z.infer<typeof droppedGrantSchema>>

export const projectSourceSchema = z.object({
  display: z.string(),
  name: z.string(),
  prefix: z.string(),
  appLabel: z.string().nullable(),
  missing: z.boolean(),
})

/** What a project is: the sample, folders named by hand, or a Django project whose own settings are read. */
export const PROJECT_KINDS = ['sample', 'folders', 'django'] as const
export type ProjectKind = (typeof PROJECT_KINDS)[number]

/**
 * Which state of STATIC_ROOT counts: a clean one, the one that is configured (or was chosen with the folders), or, where
 * a Django project names none, one that is assumed so that the rest can be seen.
 */
export const STATIC_ROOT_CHOICES = ['clean', 'configured', 'assumed'] as const
export type StaticRootChoice = (typeof STATIC_ROOT_CHOICES)[number]

/** What is known of a Django project besides its folders. Of its environment variables only the names are told. */
export const djangoProjectSchema = z.object({
  /** The folder that was opened. */
  display: z.string(),
  settingsModule: z.string().nullable(),
  /** Django's full version, such as `5.2.17` or `6.1rc1`. */
  version: z.string(),
  python: z.object({ display: z.string(), version: z.string() }),
  variables: z.array(z.string()),
  envFile: z.string().nullable(),
  /** What the project's own settings say. */
  own: collectSettingsSchema,
  /** Names of the settings that are overridden: the what-if. */
  overridden: z.array(z.string()),
  /** Why collectstatic would not even begin with these settings; null if it would. */
  refusal: z.string().nullable(),
})
export type DjangoProject = Readonly<z.infer<typeof djangoProjectSchema>>

/** An opened project. */
export const projectSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(PROJECT_KINDS),
  sources: z.array(projectSourceSchema),
  /** Display path of STATIC_ROOT whose present state counts, null for a clean one. */
  staticRoot: z.string().nullable(),
  staticRootChoice: z.enum(STATIC_ROOT_CHOICES),
  /** Display path of the STATIC_ROOT that the choice `configured` means; null if there is none. */
  configuredStaticRoot: z.string().nullable(),
  settings: collectSettingsSchema,
  /** Null unless it is a Django project. */
  django: djangoProjectSchema.nullable(),
})
export type Project = Readonly<z.infer<typeof projectSchema>>

export const recentSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(PROJECT_KINDS),
  display: z.string(),
  django: z.string(),
  storage: z.string(),
  /** Of a Django project; null for others, and where manage.py leaves it to the environment. */
  settingsModule: z.string().nullable(),
  /** ISO 8601. */
  openedAt: z.string(),
  /** Errors of the last preview; null if it never finished. */
  errors: z.int().nullable(),
})
export type Recent = Readonly<z.infer<typeof recentSchema>>
