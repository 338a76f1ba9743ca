import { performance } from 'node:perf_hooks'

/** Phases of the start, in the order in which they should come. */
export type StartupMark =
  | 'main-loaded'
  | 'app-ready'
  | 'window-created'
  | 'page-loaded'
  | 'window-shown'
  | 'engine-ready'

/** Marks that a phase of the start is done. */
export function markStartup(mark: StartupMark): void {
  performance.mark(mark)
}

/** One line with the marks so far, in whole milliseconds since the process was created (a time in epoch milliseconds). */
export function describeStartup(createdAt: number): string {
  const marks = performance
    .getEntriesByType('mark')
    .map((mark) => `${mark.name} ${Math.round(performance.timeOrigin + mark.startTime - createdAt)} ms`)
  return `startup: ${marks.join(', ')}`
}
