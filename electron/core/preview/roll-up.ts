import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import { MARK, MARKS, type OutlineItems } from './outline-items.ts'
import type { OutlineTree } from './outline-tree.ts'
import type { TimeSlices } from './time-slices.ts'

/** No item was seen yet, and items of more than one provider were seen. */
const NONE = -2
const MIXED = -1

/** Sums over the found items below each group, by column. */
export type RollUps = {
  readonly files: Uint32Array
  /** Bytes; doubles, for 32 bits end at 4 GB. */
  readonly sizes: Float64Array
  /** One column for each of `MARKS`; `shadowed` counts items, the others what the items count. */
  readonly marks: readonly Uint32Array[]
  /** The provider of all found items below, negative where they have several. */
  readonly providers: Int32Array
}

/**
 * Sums up the found items of each group.
 * @param found 1 for each item that the view shows
 */
export async function rollUp(
  tree: OutlineTree,
  items: OutlineItems,
  found: Uint8Array,
  slices: TimeSlices,
): Promise<RollUps> {
  const groups = tree.parents.length
  const files = new Uint32Array(groups)
  const marks = MARKS.map(() => new Uint32Array(groups))
  const providers = new Int32Array(groups).fill(NONE)
  for (let at = 0; at < found.length; at++) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    if (found[at] !== 1) continue
    const group = tree.groupOfItem[at] ?? 0
    files[group] = (files[group] ?? 0) + 1
    providers[group] = joined(providers[group] ?? NONE, items.providers[at] ?? MIXED)
  }
  // Few items have marks, so each column is looked through on its own; one that nothing has may be empty.
  for (const [kind, column] of items.marks.entries()) {
    const sums = marks[kind] ?? new Uint32Array(0)
    for (let at = 0; at < column.length; at++) {
      const count = column[at] ?? 0
      if (count === 0 || found[at] !== 1) continue
      const group = tree.groupOfItem[at] ?? 0
      sums[group] = (sums[group] ?? 0) + (kind === MARK.shadowed ? 1 : count)
    }
    if (slices.isOver) await slices.rest()
  }
  for (let group = groups - 1; group > 0; group--) {
    const parent = tree.parents[group] ?? 0
    files[parent] = (files[parent] ?? 0) + (files[group] ?? 0)
    for (const sums of marks) sums[parent] = (sums[parent] ?? 0) + (sums[group] ?? 0)
    providers[parent] = joined(providers[parent] ?? NONE, providers[group] ?? NONE)
  }
  return { files, sizes: await sumUp(tree, items.sizes, found, slices), marks, providers }
}

/** Sums of one column over the found items below each group. */
export async function sumUp(
  tree: OutlineTree,
  column: Float64Array,
  found: Uint8Array,
  slices: TimeSlices,
): Promise<Float64Array> {
  const sums = new Float64Array(tree.parents.length)
  for (let at = 0; at < found.length; at++) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    if (found[at] !== 1) continue
    const group = tree.groupOfItem[at] ?? 0
    sums[group] = (sums[group] ?? 0) + (column[at] ?? 0)
  }
  for (let group = sums.length - 1; group > 0; group--) {
    const parent = tree.parents[group] ?? 0
    sums[parent] = (sums[parent] ?? 0) + (sums[group] ?? 0)
  }
  return sums
}

function joined(a: number, b: number): number {
  if (a === NONE || a === b) return b
  return b === NONE ? a : MIXED
}
