import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import type { ViewQuery } from '../../../shared/model/preview.ts'
import type { OutlineItems } from './outline-items.ts'
import type { OutlineTree } from './outline-tree.ts'
import type { RollUps } from './roll-up.ts'
import { sortInSlices } from './sort-in-slices.ts'
import type { TimeSlices } from './time-slices.ts'

/**
 * What stands below each group of a view, in the order shown: `list[starts[g]]` up to `starts[g + 1]`.
 * An entry is an item, or a group as its bitwise complement (`~group`, always negative).
 */
export type Entries = { readonly list: Int32Array; readonly starts: Int32Array }

/** Lists the found entries of each group: by name folders come first, by size or marks they stand among the files. */
export async function orderEntries(
  tree: OutlineTree,
  items: OutlineItems,
  found: Uint8Array,
  rollUps: RollUps,
  query: Pick<ViewQuery, 'sort' | 'descending'>,
  slices: TimeSlices,
): Promise<Entries> {
  const groups = tree.parents.length
  const starts = new Int32Array(groups + 1)
  // Group 0 is nobody's child, so all groups and items together are one more than there can be entries.
  const list = new Int32Array(groups + found.length)
  const compare = comparison(items, rollUps, query)
  const isReversed = query.sort === 'name' && query.descending
  let end = 0
  for (let group = 0; group < groups; group++) {
    if (slices.isOver) await slices.rest()
    const start = end
    const afterGroups = tree.childStarts[group + 1] ?? 0
    for (let at = tree.childStarts[group] ?? 0; at < afterGroups; at++) {
      const child = tree.childGroups[at] ?? 0
      if ((rollUps.files[child] ?? 0) > 0) list[end++] = ~child
    }
    const middle = end
    const afterLeaves = tree.leafStarts[group + 1] ?? 0
    for (let at = tree.leafStarts[group] ?? 0; at < afterLeaves; at++) {
      if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
      const item = tree.leaves[at] ?? 0
      if (found[item] === 1) list[end++] = item
    }
    if (isReversed) {
      list.subarray(start, middle).reverse()
      list.subarray(middle, end).reverse()
    } else if (compare !== null && end - start > 1) await sortInSlices(list.subarray(start, end), compare, slices)
    starts[group + 1] = end
  }
  return { list: list.slice(0, end), starts }
}

/** Rising unless `descending`; the sort is stable, so equals stay in the order of their names. */
function comparison(
  items: OutlineItems,
  rollUps: RollUps,
  { sort, descending }: Pick<ViewQuery, 'sort' | 'descending'>,
): ((a: number, b: number) => number) | null {
  const sign = descending ? -1 : 1
  switch (sort) {
    case 'name':
      return null
    case 'size': {
      const sizeOf = (entry: number) => (entry < 0 ? rollUps.sizes[~entry] : items.sizes[entry]) ?? 0
      return (a, b) => sign * (sizeOf(a) - sizeOf(b))
    }
    case 'marks': {
      // Marks stand worst first: one more broken outweighs any number of what comes after.
      const columns = items.marks.map((column, kind) => [column, rollUps.marks[kind] ?? column] as const)
      return (a, b) => {
        for (const [ofItems, ofGroups] of columns) {
          const countA = (a < 0 ? ofGroups[~a] : ofItems[a]) ?? 0
          const countB = (b < 0 ? ofGroups[~b] : ofItems[b]) ?? 0
          if (countA !== countB) return sign * (countA - countB)
        }
        return 0
      }
    }
  }
}
