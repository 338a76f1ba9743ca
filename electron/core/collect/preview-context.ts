import type { RealDisk } from '../files/real-disk.ts'
import type { RecalledRewrites } from './remember-rewrites.ts'
import type { Candidates } from './find-candidates.ts'
import type { FactStore } from '../releases/fact-store.ts'

/** What is being done, for people; `total` 0 while unknown. */
export type Progress = { readonly step: string; readonly done: number; readonly total: number }

/** Folders that were looked at already and surely lie there as this says. */
export type KnownFolders = {
  readonly disk: RealDisk
  /** All that the finders see there, where they were walked for the same request. */
  readonly candidates: Candidates | null
  /** Rewritings of the refreshes before, filled on. */
  readonly rewrites: RecalledRewrites
}

/** What long work is given by its host. */
export type WorkContext = {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
  /** Facts of earlier runs; null = everything is read. An answer is the same with and without. */
  readonly facts: FactStore | null
  /** What is known of the folders; default nothing. An answer is the same. */
  readonly known?: KnownFolders | null
  /** Threads for reading; default one per core. An answer is the same with one and many. */
  readonly workers?: number
  /** Nanoseconds since 1970; default the system's clock. */
  readonly clock?: () => bigint
}

/** The system's clock. */
export function systemClock(): bigint {
  return BigInt(Date.now()) * 1_000_000n
}

/** The same inside the engine, with a way to let other work run. */
export type PreviewContext = WorkContext & {
  /** Lets the event loop run once the present slice of time is over. @throws InspectorError cancelled */
  readonly rest: () => Promise<void>
}
