import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { diffReleases } from '../../../shared/analysis/diff-releases.ts'
import type { ReadText } from '../../../shared/analysis/pair-similar.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { ComparedSide } from './compared-side.ts'

/** Compares two sides, with progress and cancel. @throws InspectorError cancelled */
export function compareSides(a: ComparedSide, b: ComparedSide, { signal, report }: JobContext): Promise<Comparison> {
  return diffReleases(a, b, {
    readText: textReader(a, b),
    pace: new TimeSlices(signal),
    report: (step) => report({ step, done: 0, total: 0 }),
  })
}

/** Reads texts of either side; what is no UTF-8 is no text. */
export function textReader(a: ComparedSide, b: ComparedSide): ReadText {
  return async (hash) => {
    const bytes = (await a.readBytes(hash)) ?? (await b.readBytes(hash))
    if (bytes === null) return null
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return null
    }
  }
}
