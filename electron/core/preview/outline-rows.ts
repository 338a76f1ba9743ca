import type { Place } from './make-row.ts'
import type { Entries } from './order-entries.ts'
import type { OutlineItems } from './outline-items.ts'
import type { OutlineTree } from './outline-tree.ts'
import type { RollUps } from './roll-up.ts'

/** What the rows of an outline are made from; all of it stays as it is for the outline's life. */
export type RowParts<Row> = {
  readonly items: OutlineItems
  readonly tree: OutlineTree
  readonly rollUps: RollUps
  readonly entries: Entries
  readonly makeRow: {
    readonly group: (group: number, expanded: boolean, place: Place) => Row
    readonly item: (item: number, place: Place) => Row
  }
}

/**
 * An outline as one page sees it: which groups are open, and the rows that follow from it. The list of open rows is
 * made anew when a group is opened or closed (a few milliseconds for 500,000 rows); pages are slices of it.
 */
export class OutlineRows<Row> {
  readonly #parts: RowParts<Row>
  readonly #isOpen: Uint8Array
  /** Entries of the open rows in order; see `Entries`. */
  #rows = new Int32Array(0)
  /** 1-based positions of the open rows among their siblings. */
  #positions = new Int32Array(0)

  /** @param isOpen 1 for each open group; the view owns it from now on */
  constructor(parts: RowParts<Row>, isOpen: Uint8Array) {
    this.#parts = parts
    this.#isOpen = isOpen
    this.#lay()
  }

  /** Number of open rows. */
  get total(): number {
    return this.#rows.length
  }

  /** A slice of the open rows; shorter at the end. */
  rows(offset: number, limit: number): Row[] {
    const end = Math.min(offset + limit, this.#rows.length)
    const rows: Row[] = []
    for (let at = offset; at < end; at++) rows.push(this.#row(at))
    return rows
  }

  /**
   * Whole pages of the open rows.
   * @param index the row that they hold, with `reach` rows on each side of it; null for the top
   * @returns the rows from `offset` on
   */
  around(index: number | null, reach: number, pageSize: number): { readonly offset: number; readonly rows: Row[] } {
    const offset = Math.floor(Math.max(0, (index ?? 0) - reach) / pageSize) * pageSize
    const end = Math.ceil(((index ?? 0) + reach + 1) / pageSize) * pageSize
    return { offset, rows: this.rows(offset, end - offset) }
  }

  /** Opens or closes one group; those below it stay as they are. A key without a group changes nothing. */
  toggle(key: string, expanded: boolean): void {
    const group = this.#parts.tree.groupByKey.get(key)
    if (group === undefined || group === 0) return
    this.#isOpen[group] = expanded ? 1 : 0
    this.#lay()
  }

  /** Which groups are open, 1 for each, for another outline of the same tree; null for one of another tree. */
  openGroups(tree: OutlineTree): Uint8Array | null {
    return tree === this.#parts.tree ? this.#isOpen.slice() : null
  }

  /** Opens or closes all groups. */
  toggleAll(expanded: boolean): void {
    this.#isOpen.fill(expanded ? 1 : 0)
    this.#lay()
  }

  /**
   * Opens every group above a file, or above a group by its key or path.
   * @returns the index of its row, or null if the view does not have it
   */
  locate(name: string): number | null {
    const entry = this.#find(name)
    if (entry === null) return null
    const { tree } = this.#parts
    let group = (entry < 0 ? tree.parents[~entry] : tree.groupOfItem[entry]) ?? 0
    let isHidden = false
    for (; group !== 0; group = tree.parents[group] ?? 0) {
      isHidden ||= this.#isOpen[group] !== 1
      this.#isOpen[group] = 1
    }
    if (isHidden) this.#lay()
    const index = this.#rows.indexOf(entry)
    return index < 0 ? null : index
  }

  /** All items of the view in its order, those in closed groups too: indexes of files, or of what was not collected. */
  *items(): Generator<number> {
    const { list, starts } = this.#parts.entries
    const pending = [[starts[0] ?? 0, starts[1] ?? 0]]
    for (let span = pending.at(-1); span !== undefined; span = pending.at(-1)) {
      const [at = 0, end = 0] = span
      if (at === end) {
        pending.pop()
        continue
      }
      span[0] = at + 1
      const entry = list[at] ?? 0
      if (entry < 0) pending.push([starts[~entry] ?? 0, starts[~entry + 1] ?? 0])
      else yield entry
    }
  }

  /** What `items` are indexes of. */
  get kind(): OutlineItems['kind'] {
    return this.#parts.items.kind
  }

  #find(name: string): number | null {
    const { items, tree, entries, rollUps } = this.#parts
    // Names of ignored entries may occur twice, and the first may be filtered away.
    for (let item = items.names.indexOf(name); item >= 0; item = items.names.indexOf(name, item + 1))
      if (entries.list.includes(item)) return item
    const group = tree.groupByKey.get(name) ?? tree.groupByKey.get(`${name}/`) ?? 0
    return group > 0 && (rollUps.files[group] ?? 0) > 0 ? ~group : null
  }

  #row(at: number): Row {
    const { tree, entries, makeRow } = this.#parts
    const entry = this.#rows[at] ?? 0
    const parent = (entry < 0 ? tree.parents[~entry] : tree.groupOfItem[entry]) ?? 0
    const place = {
      depth: (tree.depths[parent] ?? -1) + 1,
      position: this.#positions[at] ?? 0,
      setSize: (entries.starts[parent + 1] ?? 0) - (entries.starts[parent] ?? 0),
    }
    return entry < 0 ? makeRow.group(~entry, this.#isOpen[~entry] === 1, place) : makeRow.item(entry, place)
  }

  /** Lays the open rows out: a walk over open groups, with the place in each group above kept on a stack. */
  #lay(): void {
    const { list, starts } = this.#parts.entries
    const rows = new Int32Array(this.#countOpen())
    const positions = new Int32Array(rows.length)
    const groups = [0]
    const places = [starts[0] ?? 0]
    let row = 0
    while (groups.length > 0) {
      const last = groups.length - 1
      const group = groups[last] ?? 0
      const place = places[last] ?? 0
      if (place === (starts[group + 1] ?? 0)) {
        groups.pop()
        places.pop()
        continue
      }
      places[last] = place + 1
      const entry = list[place] ?? 0
      rows[row] = entry
      positions[row] = place - (starts[group] ?? 0) + 1
      row++
      if (entry < 0 && this.#isOpen[~entry] === 1) {
        groups.push(~entry)
        places.push(starts[~entry] ?? 0)
      }
    }
    this.#rows = rows
    this.#positions = positions
  }

  /** Rows that are open with all groups above them. Parents have smaller numbers, so one loop is enough. */
  #countOpen(): number {
    const { parents } = this.#parts.tree
    const { starts } = this.#parts.entries
    const isShown = new Uint8Array(parents.length)
    let rows = 0
    for (let group = 0; group < parents.length; group++) {
      const shown = group === 0 || (this.#isOpen[group] === 1 && isShown[parents[group] ?? 0] === 1)
      if (!shown) continue
      isShown[group] = 1
      rows += (starts[group + 1] ?? 0) - (starts[group] ?? 0)
    }
    return rows
  }
}
