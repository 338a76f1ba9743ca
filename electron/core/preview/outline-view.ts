import type { OutlineRow, RowFilter } from '../../../shared/model/preview.ts'
import type { Treemap, TreemapNode } from '../../../shared/model/treemap.ts'
import { groupRow, itemRow, type Place } from './make-row.ts'
import type { Entries } from './order-entries.ts'
import { MARK, type OutlineItems, type OutlineSource } from './outline-items.ts'
import type { OutlineTree } from './outline-tree.ts'
import { OutlineRows } from './outline-rows.ts'
import type { RollUps } from './roll-up.ts'
import { treemapOf } from './treemap-of.ts'

/** Files behind each chip for the view's search. */
export type ChipCounts = Readonly<Record<RowFilter, number>>

/** What a view is made from; all of it stays as it is for the view's life. */
export type ViewParts = {
  readonly preview: OutlineSource
  readonly items: OutlineItems
  readonly tree: OutlineTree
  readonly rollUps: RollUps
  readonly entries: Entries
  readonly counts: ChipCounts
}

/** The outline of a preview as one page sees it. */
export class OutlineView extends OutlineRows<OutlineRow> {
  readonly counts: ChipCounts
  readonly #view: ViewParts

  /** @param isOpen 1 for each open group; the view owns it from now on */
  constructor(parts: ViewParts, isOpen: Uint8Array) {
    const { preview, items, tree, rollUps, entries, counts } = parts
    const makeRow = {
      group: (group: number, expanded: boolean, place: Place) =>
        groupRow(group, expanded, place, tree, rollUps, preview),
      item: (item: number, place: Place) => itemRow(item, place, items, preview),
    }
    super({ items, tree, rollUps, entries, makeRow }, isOpen)
    this.counts = counts
    this.#view = parts
  }

  /** The sizes below a group (null: all), rolled up into at most so many rectangles. */
  treemap(root: string | null, mostNodes: number): Treemap {
    const { items, tree, rollUps, entries, preview } = this.#view
    const parts = {
      items,
      tree,
      rollUps,
      entries,
      providerLabel: (provider: number) => preview.providers[provider]?.label ?? null,
      groupState: (group: number) => stateOf((mark) => rollUps.marks[mark]?.[group] ?? 0),
      itemState: (item: number) => stateOf((mark) => items.marks[mark]?.[item] ?? 0),
    }
    return treemapOf(parts, root, mostNodes)
  }
}

function stateOf(countOf: (mark: number) => number): TreemapNode['state'] {
  if (countOf(MARK.broken) > 0) return 'broken'
  if (countOf(MARK.warning) > 0) return 'warning'
  return countOf(MARK.shadowed) > 0 ? 'shadowed' : 'fine'
}
