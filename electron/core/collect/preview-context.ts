import type { RealDisk } from '../files/real-disk.ts'
import type { FactStore } from '../releases/fact-store.ts'

/** What is being done, for people; `total` 0 while unknown. */
export type Progress = { readonly step: string; readonly done: number; readonly total: number }

/** What long work is given by its host. */
export type WorkContext = {
  readonly signal: AbortSignal
  readonly report: (progress: Progress) => void
  /** Facts of earlier runs; null = everything is read. An answer is the same with and without. */
  readonly facts: FactStore | null
  /** A disk some of which was looked at already, and surely lies there as it says; default none. An answer is the same. */
  readonly known?: RealDisk | null
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
