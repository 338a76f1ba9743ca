import { setImmediate as others } from 'node:timers/promises'
import type { CollectError } from '../../../shared/model/preview.ts'
import { textOf } from './describe-file.ts'
import { failsBySeries, type FailsBySeries } from './fails-by-series.ts'
import type { Preview } from './preview-result.ts'

/** Verdicts of a file's errors by series, asked once for each file of a preview. */
type Verdicts = (error: CollectError) => FailsBySeries

const known = new WeakMap<Preview, Map<string, Verdicts>>()

/**
 * For a slice of a preview's errors the series of Django in which each would be met, in the errors' order; empty where
 * they cannot be told apart by looking at one file. Other work runs between the files.
 * @throws InspectorError unreadable, cancelled
 */
export async function seriesOfErrors(
  preview: Preview,
  offset: number,
  limit: number,
  signal: AbortSignal,
): Promise<FailsBySeries[]> {
  const verdicts = known.get(preview) ?? new Map<string, Verdicts>()
  known.set(preview, verdicts)
  const shown = await preview.evidence.run()
  const series: FailsBySeries[] = []
  for (const error of preview.errors.slice(offset, offset + limit)) {
    const { name, step } = error
    if (name === null || (step !== 'reference' && step !== 'encoding')) {
      series.push([])
      continue
    }
    let verdict = verdicts.get(name)
    if (verdict === undefined) {
      await others()
      signal.throwIfAborted()
      verdict = failsBySeries(preview.evidence.settings, shown, name, textOf(preview, name))
      verdicts.set(name, verdict)
    }
    series.push(verdict(error))
  }
  return series
}
