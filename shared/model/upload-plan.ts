import { z } from 'zod'

/** Calls that a storage answers. On a remote one each is a request at least. */
export const OPERATION_KINDS = ['exists', 'modified-time', 'open', 'list', 'delete', 'save'] as const

/**
 * Why a call is made. `start`: the manifest of the last run is read. `copy`: the plain copy. `hashed`: the hashed copy, or
 * its first form. `renamed`: in a later pass, a name that the file refers to had changed. `again`: in a later pass,
 * although nothing changed. `manifest`: the new manifest.
 */
export const OPERATION_REASONS = ['start', 'copy', 'hashed', 'renamed', 'again', 'manifest'] as const

/** One call of a storage, in the order in which Django makes them. */
export const storageOperationSchema = z.object({
  /** From 1. */
  number: z.int(),
  kind: z.enum(OPERATION_KINDS),
  /** Name in the storage. */
  name: z.string(),
  /** Bytes sent or fetched; 0 for other calls. */
  bytes: z.int(),
  /** `exists`: the answer; null for other calls. */
  found: z.boolean().nullable(),
  reason: z.enum(OPERATION_REASONS),
  /** 0 is the pass over all files; null outside of post-processing. */
  pass: z.int().nullable(),
  /** `renamed`: the file whose name had changed. */
  because: z.string().nullable(),
  /** `delete`: calls until the name is there again, 0 if it never is; null for other calls. */
  absentFor: z.int().nullable(),
})
export type StorageOperation = z.infer<typeof storageOperationSchema>

/** What a whole run asks of a storage. */
export const operationTotalsSchema = z.object({
  calls: z.int(),
  exists: z.int(),
  modifiedTimes: z.int(),
  opens: z.int(),
  lists: z.int(),
  deletes: z.int(),
  saves: z.int(),
  bytesSent: z.int(),
  bytesFetched: z.int(),
  /** Names that are deleted and saved again later in the run: visitors get 404 in between. */
  absences: z.int(),
  /** Passes of post-processing after the first. */
  passes: z.int(),
})
export type OperationTotals = z.infer<typeof operationTotalsSchema>

/** What of a run's calls is listed. */
export const OPERATION_FILTERS = ['all', 'uploads', 'absences'] as const
export type OperationFilter = (typeof OPERATION_FILTERS)[number]

/** Both runs of an upload plan. */
export const uploadTotalsSchema = z.object({
  /** The storage is a remote one; else the plan tells what it would be. */
  isRemote: z.boolean(),
  /** What Django's storage does with a name that is taken: the options `file_overwrite` and `overwrite_files`. */
  overwrites: z.boolean(),
  /** The name at which the first run ends with an error; null when it succeeds. */
  failsAt: z.string().nullable(),
  first: operationTotalsSchema,
  unchanged: operationTotalsSchema,
})
export type UploadTotals = z.infer<typeof uploadTotalsSchema>
