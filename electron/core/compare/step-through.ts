import type { ComparisonView } from './comparison-outlines.ts'
import { COMPARISON_MARK } from './comparison-items.ts'

/**
 * The file before or after a name in the order of a view, files in closed groups included.
 * @param from null begins at the end that is walked away from
 * @returns null when there is none
 */
export function stepThrough(
  { rows, items }: ComparisonView,
  from: string | null,
  forward: boolean,
  onlyOwn: boolean,
): string | null {
  const order = [...rows.items()].map((at) => ({
    name: items.names[at] ?? '',
    isOwn: (items.marks[COMPARISON_MARK.own]?.[at] ?? 0) > 0,
  }))
  const walk = forward ? order : order.toReversed()
  const start = from === null ? 0 : walk.findIndex(({ name }) => name === from) + 1
  return walk.slice(start).find(({ isOwn }) => isOwn || !onlyOwn)?.name ?? null
}
