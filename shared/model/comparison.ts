import { z } from 'zod'

/** What became of a file from release A to release B. */
export const STATUSES = ['unchanged', 'changed', 'added', 'removed', 'moved'] as const
export const statusSchema = z.enum(STATUSES)
export type Status = z.infer<typeof statusSchema>

/** Why a file differs; `README.md` and `shared/text/describe-comparison.ts` have the words. */
export const CAUSES = [
  'unchanged',
  'own-edit',
  'ripple',
  'own-edit-and-ripple',
  'source-only',
  'tool',
  'name-only',
  'other-bytes',
  'moved',
  'added',
  'removed',
  'unknown',
] as const
export const causeSchema = z.enum(CAUSES)
export type Cause = z.infer<typeof causeSchema>

/** How a file of A and a file of B were found to be one: by their names first, then by what is in them. */
export const pairingSchema = z.enum(['name', 'bundler-hash', 'content', 'similar-text'])
export type Pairing = z.infer<typeof pairingSchema>

/** One side of a difference. What the release could not tell is null. Sizes are bytes. */
export const differenceSideSchema = z.object({
  hashedName: z.string().nullable(),
  /** SHA-256 of the author's bytes, hex. */
  sourceHash: z.string().nullable(),
  /** SHA-256 of the bytes that are served, hex. */
  outputHash: z.string().nullable(),
  /** Of what is served. */
  size: z.int().nullable(),
})
export type DifferenceSide = Readonly<z.infer<typeof differenceSideSchema>>

/** One file that differs, or that is only shipped by another provider. */
export const fileDifferenceSchema = z.object({
  /** Logical name in B; in A for a removed file. */
  name: z.string(),
  status: statusSchema,
  cause: causeSchema,
  /** Logical name in A where it is another one, else null. */
  from: z.string().nullable(),
  pairing: pairingSchema.nullable(),
  /** Share of equal lines, from 0 to 1; null unless paired by similar text. */
  similarity: z.number().nullable(),
  /** A target that Django rewrites in this file has another name in B. */
  ripples: z.boolean(),
  providerChanged: z.boolean(),
  a: differenceSideSchema.nullable(),
  b: differenceSideSchema.nullable(),
  /** Root edits by which it ripples, by name; at most `ROOTS_SHOWN`, `rootCount` is exact. */
  roots: z.array(z.string()),
  rootCount: z.int(),
  /** The smallest number of references to a root, from the file itself to that root; empty if it does not ripple. */
  chain: z.array(z.string()),
  /** Of a root edit: files that ripple because of it, and the bytes of their outputs in B; null for others. */
  blast: z.object({ files: z.int(), bytes: z.int() }).nullable(),
})
export type FileDifference = Readonly<z.infer<typeof fileDifferenceSchema>>

/** So many roots are named for one file. */
export const ROOTS_SHOWN = 100

/** What to look at first, worst first. */
export const ALARM_CODES = [
  'other-bytes',
  'missing-referenced',
  'new-name-equal-bytes',
  'case-collision',
  'plain-overwritten',
] as const
export const alarmSchema = z.object({
  code: z.enum(ALARM_CODES),
  severity: z.enum(['error', 'warning', 'note']),
  /** Logical name in B. */
  name: z.string(),
  /** The other name: the served name that is missing, the former served name, the name in other case; else null. */
  other: z.string().nullable(),
})
export type Alarm = Readonly<z.infer<typeof alarmSchema>>

/** Bytes that a returning visitor downloads again: an upper bound, for nobody visits every page. */
export const downloadSchema = z.object({
  files: z.int(),
  /** Bytes of the outputs. */
  bytes: z.int(),
  /** The same with the smallest compressed form of a file in place of its output: one that is known, else the computed one. */
  compressed: z.int(),
  /** Files with a known compressed form, which lies in the release. */
  compressedFiles: z.int(),
  /** Files without one whose compressed size was computed: gzip at level 6, which most servers and CDNs do on the way. */
  computedFiles: z.int(),
  /** Files whose size is not known; not in the bytes. */
  unsized: z.int(),
})
export type Download = Readonly<z.infer<typeof downloadSchema>>

export const costSchema = z.object({
  all: downloadSchema,
  /** By the ending of the name (`css`, empty for none), costliest first. */
  kinds: z.array(downloadSchema.extend({ kind: z.string() })),
  /** By page, costliest first: its static names and what they refer to. Null where templates were not read. */
  pages: z.array(downloadSchema.extend({ template: z.string() })).nullable(),
})
export type Cost = Readonly<z.infer<typeof costSchema>>

/** A setting or tool that differs between the releases. */
export const ruleChangeSchema = z.object({
  setting: z.enum([
    'django',
    'storage',
    'staticUrl',
    'jsModules',
    'manifestStrict',
    'maxPasses',
    'postProcess',
    'keepOnlyHashed',
    'manifestVersion',
  ]),
  /** For people's eyes. */
  a: z.string(),
  b: z.string(),
})
export type RuleChange = Readonly<z.infer<typeof ruleChangeSchema>>

/** Numbers of files, for the verdict. */
export const verdictSchema = z.object({
  files: z.object({ a: z.int(), b: z.int() }),
  statuses: z.record(statusSchema, z.int()),
  causes: z.record(causeSchema, z.int()),
  /** Files that an author edited: own edits, with ripple or without, and edits that Django wrote away. */
  edits: z.int(),
  /** Files whose served name or bytes differ, added and removed ones not counted. */
  changedNames: z.int(),
  providerChanged: z.int(),
  alarms: z.record(z.enum(ALARM_CODES), z.int()),
  /** Root edits by the number of files that ripple because of them, at most ten. */
  roots: z.array(z.object({ name: z.string(), files: z.int(), bytes: z.int() })),
})
export type Verdict = Readonly<z.infer<typeof verdictSchema>>

/** What one side of a comparison is, and what it cannot tell. */
export const comparedReleaseSchema = z.object({
  name: z.string(),
  origin: z.string(),
  kind: z.string(),
  commit: z.string().nullable(),
  django: z.string().nullable(),
  storageClass: z.string().nullable(),
  unknowns: z.array(z.string()),
  files: z.int(),
})
export type ComparedRelease = Readonly<z.infer<typeof comparedReleaseSchema>>

/** The head of a comparison: everything that does not grow with the number of files, alarms aside. */
export const comparisonHeadSchema = z.object({
  a: comparedReleaseSchema,
  b: comparedReleaseSchema,
  verdict: verdictSchema,
  ruleChanges: z.array(ruleChangeSchema),
  /** What the comparison could not do, one sentence each. */
  remarks: z.array(z.string()),
  cost: costSchema,
})
export type ComparisonHead = Readonly<z.infer<typeof comparisonHeadSchema>>

/** The document of `diff --json`. */
export const DIFF_SCHEMA = 'staticscope/diff@1'
export const diffDocumentSchema = z.object({
  schema: z.literal(DIFF_SCHEMA),
  a: comparedReleaseSchema,
  b: comparedReleaseSchema,
  verdict: verdictSchema,
  ruleChanges: z.array(ruleChangeSchema),
  remarks: z.array(z.string()),
  files: z.array(fileDifferenceSchema),
  alarms: z.array(alarmSchema),
  cost: costSchema,
})
export type DiffDocument = Readonly<z.infer<typeof diffDocumentSchema>>
