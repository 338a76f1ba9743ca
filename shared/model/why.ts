import { z } from 'zod'
import { fileActionSchema, providerSchema } from './preview.ts'

/** A file in a finder's folder. `source` is for people's eyes and is never sent back. */
const placeSchema = z.object({ source: z.string(), provider: providerSchema })

/** Another file that asked for the same destination path. */
const rivalSchema = placeSchema.extend({
  /** Bytes equal to the winner's; null where nobody has read it. */
  equal: z.boolean().nullable(),
  /** The ignore pattern that left it out; null for one that lost to an earlier file. */
  pattern: z.string().nullable(),
})

/** Where an ignore pattern comes from: `-i`, the ones that Django's app ships with, or a project's own app configuration. */
export const patternOriginSchema = z.enum(['option', 'django', 'app-config'])
export type PatternOrigin = z.infer<typeof patternOriginSchema>

/**
 * Why a name or path is collected or not: one answer for whatever a person has typed. Each kind holds what its
 * sentence needs; the words are in `shared/text/describe-why.ts`.
 */
export const whyAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('collected'),
    ...placeSchema.shape,
    /** What of the file was asked for. */
    via: z.enum(['name', 'url', 'hashed-name', 'source']),
    name: z.string(),
    hashedName: z.string().nullable(),
    url: z.string().nullable(),
    action: fileActionSchema,
    /** Why that action, ready for a sentence. */
    actionReason: z.string(),
    size: z.int(),
    /** Errors met in it. */
    errors: z.int(),
    /** Files whose references resolve to it. */
    users: z.int(),
    /** The shortest way by references from a file that nobody refers to down to this one; only itself if nobody does. */
    chain: z.array(z.string()),
    rivals: z.array(rivalSchema),
  }),
  z.object({
    kind: z.literal('shadowed'),
    ...placeSchema.shape,
    name: z.string(),
    size: z.int(),
    equal: z.boolean().nullable(),
    winner: placeSchema.extend({ size: z.int() }),
  }),
  z.object({
    kind: z.literal('ignored'),
    ...placeSchema.shape,
    /** The path it would have had. */
    name: z.string(),
    pattern: z.string(),
    origin: patternOriginSchema,
    /** What the pattern was held against: a file's own name, its path below the finder's folder, or a folder's own name. */
    rule: z.enum(['file-name', 'file-path', 'folder-name']),
    /** The part of the path that matched. */
    part: z.string(),
    /** Whether it lies there; null where nobody looked. */
    isThere: z.boolean().nullable(),
  }),
  /** A folder: Django collects files. */
  z.object({ kind: z.literal('folder'), name: z.string(), files: z.int(), bytes: z.int() }),
  z.object({
    kind: z.literal('app'),
    label: z.string(),
    /** The folder that its static files lie in, whether it is there or not. */
    folder: z.string(),
    files: z.int(),
    hasFolder: z.boolean(),
  }),
  /** Written by the storage itself. */
  z.object({
    kind: z.literal('made'),
    name: z.string(),
    what: z.enum(['compressed', 'manifest', 'intermediate']),
    /** The logical name that it is made of; null for the manifest. */
    of: z.string().nullable(),
    size: z.int().nullable(),
  }),
  /** The form of a hashed name, with a hash that this run does not give. */
  z.object({
    kind: z.literal('other-hash'),
    asked: z.string(),
    name: z.string(),
    hashedName: z.string().nullable(),
    /** It lies in STATIC_ROOT, from an earlier run. */
    isLeftOver: z.boolean(),
  }),
  /** Collected under the prefix of its STATICFILES_DIRS entry. */
  z.object({ kind: z.literal('prefixed'), asked: z.string(), prefix: z.string(), name: z.string() }),
  z.object({ kind: z.literal('other-case'), asked: z.string(), names: z.array(z.string()) }),
  z.object({
    kind: z.literal('left-over'),
    name: z.string(),
    path: z.string(),
    /** `--clear` deletes it. */
    cleared: z.boolean(),
  }),
  z.object({ kind: z.literal('missing-folder'), path: z.string(), folder: z.string() }),
  /** In the `static` folder of something that looks like an app and is not installed. */
  z.object({ kind: z.literal('app-not-installed'), path: z.string(), app: z.string(), folder: z.string() }),
  /** In a folder of static files that no finder looks into. */
  z.object({ kind: z.literal('not-listed'), path: z.string(), folder: z.string() }),
  /** Below a source folder whose finder is not among STATICFILES_FINDERS. */
  z.object({ kind: z.literal('finder-off'), path: z.string(), finder: z.string(), folder: z.string() }),
  /** Lies in a finder's folder now, and did not when the preview was made. */
  z.object({ kind: z.literal('unseen'), path: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('outside'),
    path: z.string(),
    /** The installed app that it lies in, beside its `static` folder. */
    app: z.string().nullable(),
    /** The finder's folder that is nearest to it. */
    nearest: z.string().nullable(),
    /** Whether it lies there; null where nobody may look. */
    isThere: z.boolean().nullable(),
    /** Names like it, nearest first. */
    names: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('nothing'),
    asked: z.string(),
    /** Names like it, nearest first. */
    nearest: z.array(z.string()),
    /** References that ask for it, and fail. */
    wantedBy: z.array(z.object({ name: z.string(), line: z.int().nullable() })),
    /** Folders of STATICFILES_DIRS that are not there: it may lie in one of them. */
    missingFolders: z.array(z.string()),
  }),
])
export type WhyAnswer = Readonly<z.infer<typeof whyAnswerSchema>>

/** A name that a preview knows, offered while a person is typing. */
export const suggestedNameSchema = z.object({ name: z.string(), isCollected: z.boolean() })
export type SuggestedName = Readonly<z.infer<typeof suggestedNameSchema>>

/** Whether the answer says that a run of collectstatic leaves this very thing in STATIC_ROOT. */
export function isCollected(answer: WhyAnswer): boolean {
  return (
    (answer.kind === 'collected' && answer.action !== 'failed') ||
    answer.kind === 'made' ||
    ((answer.kind === 'folder' || answer.kind === 'app') && answer.files > 0)
  )
}

/** The logical name that somebody would ask for to get what an answer is about; null where it is about no single name. */
export function askedName(answer: WhyAnswer): string | null {
  switch (answer.kind) {
    case 'collected':
    case 'shadowed':
    case 'ignored':
    case 'other-hash':
    case 'prefixed':
    case 'left-over':
    case 'unseen':
      return answer.name
    case 'made':
      return answer.of
    case 'other-case':
    case 'nothing':
      return answer.asked
    default:
      return null
  }
}
