import { MARK } from './outline-items.ts'
import type { Entries } from './order-entries.ts'
import type { RollUps } from './roll-up.ts'

/** So many rows may be opened by the view itself; the rest is for the user. */
const ROWS = 200

/**
 * Opens groups of a view that nobody has opened by hand, from the top down and as long as the rows stay few: first
 * those that hold broken files, then those with shadowed ones, and in a narrowed view (search, chip) all others. A
 * group that stands alone at the top is opened too, since it says nothing while it is folded.
 * @param isOpen 1 for each open group; changed
 */
export function expandFirst(entries: Entries, rollUps: RollUps, isNarrowed: boolean, isOpen: Uint8Array): void {
  const wishes = [
    (group: number) => (rollUps.marks[MARK.broken]?.[group] ?? 0) > 0,
    (group: number) => (rollUps.marks[MARK.shadowed]?.[group] ?? 0) > 0,
    (_: number, parent: number) => isNarrowed || (parent === 0 && lengthOf(entries, 0) === 1),
  ]
  let rows = openRows(entries, isOpen)
  for (const isWished of wishes) {
    const queue = [0]
    for (const group of queue) {
      for (let at = entries.starts[group] ?? 0; at < (entries.starts[group + 1] ?? 0); at++) {
        const child = ~(entries.list[at] ?? 0)
        if (child < 0) continue
        if (isOpen[child] !== 1 && isWished(child, group) && rows + lengthOf(entries, child) <= ROWS) {
          isOpen[child] = 1
          rows += lengthOf(entries, child)
        }
        if (isOpen[child] === 1) queue.push(child)
      }
    }
  }
}

/** Entries right below a group. */
function lengthOf({ starts }: Entries, group: number): number {
  return (starts[group + 1] ?? 0) - (starts[group] ?? 0)
}

function openRows(entries: Entries, isOpen: Uint8Array): number {
  let rows = lengthOf(entries, 0)
  for (let group = 1; group < isOpen.length; group++) if (isOpen[group] === 1) rows += lengthOf(entries, group)
  return rows
}
