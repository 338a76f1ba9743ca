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
  const isWanted = (at: number): boolean => !onlyOwn || (items.marks[COMPARISON_MARK.own]?.[at] ?? 0) > 0
  const nameAt = (at: number): string => items.names[at] ?? ''
  let isBehind = from === null
  let first: string | null = null
  let last: string | null = null
  for (const at of rows.items()) {
    const isFrom = from !== null && nameAt(at) === from
    if (forward && isBehind && isWanted(at)) return nameAt(at)
    if (isFrom && !forward) return last
    if (isFrom) isBehind = true
    if (!isWanted(at)) continue
    first ??= nameAt(at)
    last = nameAt(at)
  }
  // A name that the view leaves out is walked away from as if there were none.
  if (forward) return isBehind ? null : first
  return last
}
