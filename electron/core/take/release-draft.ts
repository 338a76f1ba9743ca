import type { Release, ReleaseFile } from '../../../shared/model/release.ts'

/** What a source tells of a release. Name, note, labels and time are not its business. */
export type ReleaseDraft = {
  readonly head: Omit<Release, 'name' | 'note' | 'labels' | 'takenAt' | 'counts' | 'remarks'>
  /** What was met, a sentence each. Gathered when it is asked for: only a release that is kept shows them. */
  readonly remarks: () => string[]
  readonly files: readonly ReleaseFile[]
}

/** At most so many remarks are kept; the last one says how many there were. */
const REMARKS = 1000

/** Remarks as a release keeps them. */
export function boundedRemarks(remarks: readonly string[]): string[] {
  if (remarks.length <= REMARKS) return remarks.map((remark) => remark.toWellFormed())
  const kept = remarks.slice(0, REMARKS - 1).map((remark) => remark.toWellFormed())
  return [...kept, `… and ${remarks.length - kept.length} more remarks of this kind were not kept.`]
}
