/** Runs of an upload plan. `first`: into an empty storage. `unchanged`: the same run once more, when nothing has changed. */
export const UPLOAD_RUNS = ['first', 'unchanged'] as const

/** One of the runs of an upload plan. */
export type UploadRun = (typeof UPLOAD_RUNS)[number]
