import type { Alarm, ComparisonHead, FileDifference } from '../model/comparison.ts'
import type { Release, ReleaseFile } from '../model/release.ts'

/** A release with its files, each logical name once, as they are compared. What was remarked when it was taken is told where releases are kept. */
export type WholeRelease = { readonly release: Omit<Release, 'remarks'>; readonly files: readonly ReleaseFile[] }

/** A difference with the files behind it. */
export type Difference = {
  readonly difference: FileDifference
  readonly a: ReleaseFile | null
  readonly b: ReleaseFile | null
}

/** Two releases compared. */
export type Comparison = {
  readonly head: ComparisonHead
  /** What differs, by name. A file that is only shipped by another provider is among them, as unchanged. */
  readonly differences: readonly Difference[]
  /** Files of B that are the same in A. */
  readonly unchanged: readonly ReleaseFile[]
  readonly alarms: readonly Alarm[]
}
