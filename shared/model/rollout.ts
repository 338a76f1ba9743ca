import { z } from 'zod'
import { rolloutPlanSchema, topologySchema } from './rollout-plan.ts'

/** What a visitor may get, worst first. */
export const OUTCOMES = [
  'error-500',
  'missing',
  'missing-cached',
  'other-version',
  'stale',
  'unhashed',
  'harmless',
  'ok',
] as const
export const outcomeSchema = z.enum(OUTCOMES)
export type Outcome = z.infer<typeof outcomeSchema>

const sideSchema = z.enum(['a', 'b'])
export type ReleaseSide = z.infer<typeof sideSchema>
/** What the two releases are called in sentences. */
export type SideNames = Readonly<Record<ReleaseSide, string>>
/**
 * The table of names that a process holds: a release's manifest; none, because it found no file; or, until it is whole,
 * one that cannot be read, which is tried again at each request.
 */
export const tableSchema = z.enum(['a', 'b', 'empty', 'unreadable'])
export type NameTable = z.infer<typeof tableSchema>

/** One thing that happens. `sentence` tells it; `at` is seconds after the start of the plan. */
export const rolloutEventSchema = z.object({
  at: z.int(),
  kind: z.enum([
    'start',
    'clear',
    'collect-start',
    'collect-copied',
    'manifest-deleted',
    'manifest-begun',
    'manifest-written',
    'collect-end',
    'switch',
    'restart',
    'first-use',
    'rollback',
    'clean-up',
  ]),
  lane: z.enum(['storage', 'manifest', 'server', 'plan']),
  /** Counts from 1; null where it is not about one server. */
  server: z.int().nullable(),
  sentence: z.string(),
})
export type RolloutEvent = Readonly<z.infer<typeof rolloutEventSchema>>

/** What lies in one storage. Null: no such file; `arriving`: being written. */
export const storageStateSchema = z.object({
  id: z.string(),
  /** Hashed files of each release. `shared`: only those that the other release has too. */
  a: z.enum(['all', 'shared', 'arriving', 'none']),
  b: z.enum(['all', 'shared', 'arriving', 'none']),
  /** Whose plain copies lie there. Names of one release alone stay as they were. */
  plain: z.enum(['a', 'b', 'arriving', 'none']),
  /** Names of A that are not in B still lie there as plain copies. */
  plainLeftOvers: z.boolean(),
  /**
   * The release whose collect saved hashed files last, and the one whose collect saved them first. Of one stored name with
   * two contents style sheets and scripts are the last one's, other files the first one's.
   */
  saved: sideSchema,
  savedFirst: sideSchema,
  /** The release whose collect deletes and saves plain copies; null while none does. */
  copying: sideSchema.nullable(),
  /** The release whose collect deletes and saves hashed style sheets and scripts again; null while none does. */
  rewriting: sideSchema.nullable(),
})
export type StorageState = Readonly<z.infer<typeof storageStateSchema>>

/** A server between two events. */
export const serverStateSchema = z.object({
  server: z.int(),
  code: sideSchema,
  /** Null: not read yet. */
  table: tableSchema.nullable(),
  /** The storage beside it, or the one all share. */
  storage: z.string(),
})
export type ServerState = Readonly<z.infer<typeof serverStateSchema>>

/** How sure a hazard is: it happens; in a moment between delete and save; if a process restarts; if A is rolled back to. */
export const CONDITIONS = ['always', 'moment', 'restart', 'rollback'] as const
export const conditionSchema = z.enum(CONDITIONS)
export type Condition = z.infer<typeof conditionSchema>

/** Visitors who get something wrong: which, when, on what, and why. */
export const hazardSchema = z.object({
  id: z.string(),
  outcome: outcomeSchema,
  condition: conditionSchema,
  from: z.int(),
  /** Null: for ever. */
  to: z.int().nullable(),
  /** Release of the page, and of the table that its process has. */
  page: sideSchema,
  table: tableSchema,
  /** The page was made before and is still open or cached. */
  isOpenPage: z.boolean(),
  /** One sentence: who, when, how many, and why. */
  sentence: z.string(),
  /** Why, in one sentence. */
  reason: z.string(),
  /** What led to it, in order; one sentence each, with its time. */
  cause: z.array(z.string()),
  /** Django's own words, for a 500; of the first file. */
  message: z.string().nullable(),
  /** Logical names, at most `SHOWN`; `fileCount` is exact. */
  files: z.array(z.string()),
  fileCount: z.int(),
  /** Templates, at most `SHOWN`; `pageCount` is exact, and null where pages are not known. */
  pages: z.array(z.string()),
  pageCount: z.int().nullable(),
})
export type Hazard = Readonly<z.infer<typeof hazardSchema>>

/** So many files and pages of a hazard or a cell are named. */
export const SHOWN = 20

/** One combination at one moment, with what becomes of its names. */
export const matrixCellSchema = z.object({
  page: sideSchema,
  table: tableSchema,
  isOpenPage: z.boolean(),
  condition: conditionSchema,
  /** Storage that its files are asked of. */
  storage: z.string(),
  servers: z.array(z.int()),
  worst: outcomeSchema,
  outcomes: z.array(
    z.object({
      outcome: outcomeSchema,
      condition: conditionSchema,
      /** Seconds after the start; for `missing-cached` and `stale`. */
      until: z.int().nullable(),
      files: z.array(z.string()),
      fileCount: z.int(),
      pages: z.array(z.string()),
      pageCount: z.int().nullable(),
      reason: z.string(),
    }),
  ),
})
export type MatrixCell = Readonly<z.infer<typeof matrixCellSchema>>

/** Until when one file of A must stay. */
export const keepUntilSchema = z.object({
  /** Logical name, and the stored name that may go. */
  name: z.string(),
  storedName: z.string(),
  size: z.int().nullable(),
  /** Seconds after the start; null: it is used by B or has no known end. */
  until: z.int().nullable(),
  /** What holds it longest. */
  reason: z.enum(['used-by-b', 'open-page', 'rollback', 'processes', 'in-use']),
  /** One sentence each; the first is what holds it longest. */
  proof: z.array(z.string()),
  /** Templates of A that use it, at most `SHOWN`; empty where pages are not known. */
  pages: z.array(z.string()),
})
export type KeepUntil = Readonly<z.infer<typeof keepUntilSchema>>

export const adviceSchema = z.object({
  code: z.enum([
    'manifest-per-release',
    'manifest-per-release-bucket',
    'collect-first',
    'no-clear',
    'upload-first',
    'clean-up-later',
    'rollback-collect',
    'shorter-missing',
    'shorter-plain',
    'whitenoise-restart',
    'collect-everywhere',
    'all-is-well',
  ]),
  sentence: z.string(),
  /** Python to paste, for the project's Django; null where none is needed. */
  paste: z.string().nullable(),
})
export type Advice = Readonly<z.infer<typeof adviceSchema>>

/** Whether A can be rolled back to at a moment, and what it needs. */
export const rollbackCheckSchema = z.object({
  at: z.int(),
  isPossible: z.boolean(),
  sentence: z.string(),
  needs: z.array(z.string()),
})
export type RollbackCheck = Readonly<z.infer<typeof rollbackCheckSchema>>

/** The head of a rollout: everything that does not grow with the number of files. */
export const rolloutHeadSchema = z.object({
  a: z.string(),
  b: z.string(),
  plan: rolloutPlanSchema,
  sentence: z.string(),
  worst: outcomeSchema,
  /** When the last visitor may ask for a file of A. */
  lastUseOfA: z.int().nullable(),
  /** Until when files that only A has must stay; null: there are none, they go with their image, or there is no end. */
  keepUntil: z.int().nullable(),
  hazardCount: z.int(),
  /** Pages are known from templates; otherwise each name counts as used. */
  arePagesKnown: z.boolean(),
  remarks: z.array(z.string()),
})
export type RolloutHead = Readonly<z.infer<typeof rolloutHeadSchema>>

/** A topology for people's eyes. */
export const topologyCardSchema = z.object({
  topology: topologySchema,
  title: z.string(),
  sentence: z.string(),
  files: z.string(),
  manifest: z.string(),
  plan: rolloutPlanSchema,
})
export type TopologyCard = Readonly<z.infer<typeof topologyCardSchema>>

/** What was recognised of a set-up, with its place. */
export const recognitionSchema = z.object({
  /** Part of the plan that follows from all facts; of two that contradict each other the first counts. */
  plan: z.record(z.string(), z.unknown()),
  facts: z.array(
    z.object({
      file: z.string(),
      line: z.int().nullable(),
      text: z.string(),
      sentence: z.string(),
      /** Part of the plan that follows from this one. */
      plan: z.record(z.string(), z.unknown()),
    }),
  ),
})
export type Recognition = Readonly<z.infer<typeof recognitionSchema>>

/** The document of `rollout --json`. */
export const ROLLOUT_SCHEMA = 'staticscope/rollout@1'
export const rolloutDocumentSchema = z.object({
  schema: z.literal(ROLLOUT_SCHEMA),
  head: rolloutHeadSchema,
  events: z.array(rolloutEventSchema),
  hazards: z.array(hazardSchema),
  /** At the time asked for, else at the worst moment. */
  matrix: z.object({ at: z.int(), cells: z.array(matrixCellSchema) }),
  keepUntil: z.array(keepUntilSchema),
  /** Stored names that may go at that time. */
  deletable: z.array(z.string()),
  rollback: rollbackCheckSchema,
  advice: z.array(adviceSchema),
})
export type RolloutDocument = Readonly<z.infer<typeof rolloutDocumentSchema>>
