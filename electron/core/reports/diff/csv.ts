import type { ComparisonView } from '../../compare/comparison-outlines.ts'
import { changeOf, servedOrNull } from '../../compare/comparison-items.ts'
import { csvLine } from '../csv-line.ts'

const COLUMNS = [
  'name',
  'status',
  'cause',
  'from',
  'name in A',
  'name in B',
  'size in A',
  'size in B',
  'change',
  'root edit',
  'root edits',
  'files that ripple',
  'alarm',
] as const

/** The rows of a view, its filter, search and order included, as comma-separated values; closed groups too. */
export function* comparisonCsv({ rows, items }: ComparisonView): Generator<string> {
  // Spreadsheets take a text without this mark for Latin-1.
  yield '\ufeff'
  yield csvLine(COLUMNS)
  for (const at of rows.items()) {
    const pair = items.pairs[at]
    if (pair === undefined) continue
    const { difference, a, b } = pair
    yield csvLine([
      items.names[at] ?? '',
      difference?.status ?? 'unchanged',
      difference?.cause ?? 'unchanged',
      difference?.from ?? null,
      servedOrNull(a),
      servedOrNull(b),
      a?.output?.size ?? null,
      b?.output?.size ?? null,
      changeOf(pair),
      difference?.chain.at(-1) ?? null,
      difference?.rootCount ?? 0,
      difference?.blast?.files ?? null,
      items.alarms.get(at) ?? null,
    ])
  }
}
