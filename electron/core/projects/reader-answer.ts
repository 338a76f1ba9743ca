import { z } from 'zod'
import { cardSettingSchema } from '../../../shared/model/settings-card.ts'

const text = z.string()
const storedValue = z.unknown()

/** Where an error went through the project's own code. */
const frameSchema = z.object({ file: text, line: z.int(), function: text.nullable(), text: text.nullable() })

const failureSchema = z.object({
  /** How far the reading came: `start`, `manage`, `settings`, `apps`, `facts`, or the name of one fact. */
  phase: text,
  /** Name of the Python class. */
  type: text,
  message: text,
  frame: frameSchema.nullable(),
})
export type ReaderFailure = Readonly<z.infer<typeof failureSchema>>

/** A class with its ancestors, nearest first, and what classes of the project change of well-known ones. */
const classSchema = z.object({
  ancestry: z.array(text),
  overrides: z.array(
    z.object({
      class: text,
      method: text,
      file: text.nullable(),
      line: z.int().nullable(),
      /** The code itself, as far as it is known: at most 40 lines. */
      code: text.nullable(),
    }),
  ),
  /** Names of values that the project's own classes set. */
  attributes: z.array(text),
})
export type ReadClass = Readonly<z.infer<typeof classSchema>>

const storageSchema = z.object({
  backend: text,
  options: storedValue,
  built: classSchema
    .extend({
      isFileSystem: z.boolean(),
      values: z.record(text, storedValue),
      /** All patterns in order; `index`: the place among Django's own for the glob, null for others. Null: it has none. */
      patterns: z
        .array(
          z.object({
            glob: text,
            index: z.int().nullable(),
            regex: text,
            template: text,
            ignored: z.enum(['css', 'js', 'own']),
          }),
        )
        .nullable(),
      /** Null: the manifest lies in the storage itself. */
      manifestStorage: z.object({ class: text, location: text.nullable() }).nullable(),
      /** What an own `file_hash` was found to do; null: it is none, or it could not be told. */
      hash: z
        .discriminatedUnion('kind', [
          z.object({ kind: z.literal('digest'), algorithm: text, start: z.int(), length: z.int() }),
          z.object({ kind: z.literal('constant'), text }),
          z.object({ kind: z.literal('none') }),
        ])
        .nullable(),
      /** The same of an own `hashed_name` for a file that is not there; contents that are given are named as Django does. */
      naming: z.enum(['raises', 'keeps']).nullable(),
    })
    .nullable(),
})
export type ReadStorage = Readonly<z.infer<typeof storageSchema>>

const finderSchema = z.object({
  path: text,
  built: classSchema
    .extend({
      sourceDir: storedValue,
      storages: z.array(z.object({ location: text, prefix: text })),
      /** What an own `list` was found to walk, or listed; null: it is Django's, or it could not be told. */
      walks: z
        .array(
          z.object({
            location: text,
            prefix: text,
            ignore: z.array(text),
            heedsCommand: z.boolean(),
            files: z.array(text).nullable(),
          }),
        )
        .nullable(),
    })
    .nullable(),
})
export type ReadFinder = Readonly<z.infer<typeof finderSchema>>

export const projectFactsSchema = z.object({
  python: text,
  executable: text,
  /** Three numbers, such as `5.2.19`. */
  django: text,
  djangoFull: text,
  settingsModule: text.nullable(),
  settings: z.array(cardSettingSchema),
  staticUrl: text.nullable(),
  mediaUrl: text.nullable(),
  staticRoot: text,
  mediaRoot: text,
  debug: z.boolean(),
  scriptPrefix: text,
  dirs: z.object({
    type: z.enum(['list', 'tuple', 'set', 'string']),
    entries: z.array(z.object({ path: text, prefix: text.nullable(), list: z.boolean() })),
  }),
  hasStaticfiles: z.boolean(),
  /** The app whose `collectstatic` would run; null if there is none. */
  command: text.nullable(),
  apps: z.array(
    z.object({
      label: text,
      name: text,
      path: text,
      distribution: text.nullable(),
      version: text.nullable(),
      hasStatic: z.boolean(),
    }),
  ),
  ignorePatterns: z.array(text).nullable(),
  storage: storageSchema,
  hasStaticfilesStorage: z.boolean(),
  finders: z.array(finderSchema),
  middleware: z.array(text),
  templates: z.array(z.object({ backend: text, folders: z.array(text) })),
  whitenoise: text.nullable(),
  /** What WhiteNoise compresses; null without it. */
  compression: z.object({ brotli: z.boolean(), skipExtensions: z.array(text).nullable() }).nullable(),
  /** Packages of django-pipeline; null without it. */
  pipelinePackages: z.int().nullable(),
  checks: z.array(z.object({ id: text, level: z.int(), message: text, hint: text.nullable() })),
  /** The files that the reading depends on; not all of them where `isWhole` is false. */
  trail: z.object({
    isWhole: z.boolean(),
    files: z.array(
      z.object({
        path: text,
        /** Nanoseconds since 1970, as text since they are too long for a number; null: not there. */
        modified: text.nullable(),
        changed: text.nullable(),
        size: z.int(),
      }),
    ),
  }),
  /** Facts that could not be had. */
  problems: z.array(failureSchema),
})
/** What `read_settings.py` knows of a project. Names that are not UTF-8 hold lone surrogates, as in Python. */
export type ProjectFacts = Readonly<z.infer<typeof projectFactsSchema>>

/** The one document that `read_settings.py` prints. */
export const readerAnswerSchema = z.union([
  z.object({ facts: projectFactsSchema }),
  z.object({ failure: failureSchema }),
])
export type ReaderAnswer = z.infer<typeof readerAnswerSchema>
