import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import type { Grouping, RowFilter, ViewQuery } from '../../../shared/model/preview.ts'
import { compileSearch, type ItemTest } from './compile-search.ts'
import { expandFirst } from './expand-first.ts'
import { orderEntries } from './order-entries.ts'
import { fileItems, ignoredItems, MARK, type OutlineItems, type OutlineSource } from './outline-items.ts'
import { buildTree, type OutlineTree } from './outline-tree.ts'
import type { Differences } from '../what-if/compare-previews.ts'
import { OutlineView } from './outline-view.ts'
import { parseSearch } from './parse-search.ts'
import { rollUp } from './roll-up.ts'
import { TimeSlices } from './time-slices.ts'
import { withRemoved } from './with-removed.ts'

/** Chips that show winners, with the column of marks that decides. */
const CHIP_MARKS = [
  ['broken', MARK.broken],
  ['shadowed', MARK.shadowed],
  ['rewritten', MARK.rewritten],
  ['warned', MARK.warning],
  ['differs', MARK.differs],
] as const satisfies readonly (readonly [RowFilter, number])[]

/** Makes the outline views of one revision of a preview; what views have in common is built once, when first needed. */
export class Outlines {
  readonly #preview: OutlineSource
  readonly #items = new Map<OutlineItems['kind'], Promise<OutlineItems>>()
  readonly #trees = new Map<string, Promise<OutlineTree>>()

  /** @param differences of a what-if from its project; null for a project itself */
  constructor(preview: OutlineSource, differences: Differences | null = null) {
    this.#preview = differences === null ? preview : withRemoved(preview, differences)
  }

  /**
   * Makes a view.
   * @param expanded keys of groups to open; when empty (and in narrowed views besides), the view opens some by itself
   * @param signal gives it up, so that the newest query wins
   * @throws InspectorError `cancelled`
   */
  async open(query: ViewQuery, expanded: readonly string[], signal: AbortSignal): Promise<OutlineView> {
    const preview = this.#preview
    const slices = new TimeSlices(signal)
    const [files, ignored] = await Promise.all([this.#itemsOf('file'), this.#itemsOf('ignored')])
    slices.check()
    const terms = parseSearch(query.search)
    const filesFound = await search(files, compileSearch(terms, files, preview), slices)
    const ignoredFound = await search(ignored, compileSearch(terms, ignored, preview), slices)
    const counts = countChips(files, filesFound, ignoredFound)
    const firstRemoved = preview.whatIf?.firstRemoved ?? filesFound.length
    counts.all -= sum(filesFound.subarray(firstRemoved))
    // What a what-if takes away is shown among the differences only.
    if (query.filter !== 'differs') filesFound.fill(0, firstRemoved)

    const items = query.filter === 'not-collected' ? ignored : files
    const found = items === ignored ? ignoredFound : narrow(files, filesFound, query.filter)
    const tree = await this.#treeOf(items, query.grouping)
    slices.check()
    const rollUps = await rollUp(tree, items, found, slices)
    const entries = await orderEntries(tree, items, found, rollUps, query, slices)

    const isOpen = new Uint8Array(tree.parents.length)
    for (const key of expanded) isOpen[tree.groupByKey.get(key) ?? 0] = 1
    const isNarrowed = terms.length > 0 || query.filter !== 'all'
    if (expanded.length === 0 || isNarrowed) expandFirst(entries, rollUps, isNarrowed, isOpen)
    return new OutlineView({ preview, items, tree, rollUps, entries, counts }, isOpen)
  }

  /** Shared by all views, so no single view's cancel ends it. */
  #itemsOf(kind: OutlineItems['kind']): Promise<OutlineItems> {
    return once(this.#items, kind, () =>
      (kind === 'file' ? fileItems : ignoredItems)(this.#preview, new TimeSlices(null)),
    )
  }

  #treeOf(items: OutlineItems, grouping: Grouping): Promise<OutlineTree> {
    return once(this.#trees, `${items.kind} ${grouping}`, () =>
      buildTree(items, grouping, this.#preview, new TimeSlices(null)),
    )
  }
}

function once<K, V>(known: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  return made
}

/** 1 for each item that passes all tests. */
async function search(items: OutlineItems, tests: readonly ItemTest[], slices: TimeSlices): Promise<Uint8Array> {
  const found = new Uint8Array(items.names.length).fill(1)
  for (const test of tests) {
    for (let at = 0; at < found.length; at++) {
      if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
      if (found[at] === 1 && !test(at)) found[at] = 0
    }
  }
  return found
}

function countChips(files: OutlineItems, filesFound: Uint8Array, ignoredFound: Uint8Array): Record<RowFilter, number> {
  const counts: Record<RowFilter, number> = {
    all: sum(filesFound),
    broken: 0,
    shadowed: 0,
    rewritten: 0,
    warned: 0,
    'not-collected': sum(ignoredFound),
    differs: 0,
  }
  for (const [chip, mark] of CHIP_MARKS) {
    const column = files.marks[mark] ?? new Uint32Array(0)
    for (let at = 0; at < column.length; at++) if ((column[at] ?? 0) > 0 && filesFound[at] === 1) counts[chip]++
  }
  return counts
}

function narrow(files: OutlineItems, found: Uint8Array, filter: RowFilter): Uint8Array {
  const chip = CHIP_MARKS.find(([known]) => known === filter)
  const column = chip === undefined ? undefined : files.marks[chip[1]]
  if (column === undefined) return found
  return found.map((isFound, at) => ((column[at] ?? 0) > 0 ? isFound : 0))
}

function sum(found: Uint8Array): number {
  let total = 0
  for (let at = 0; at < found.length; at++) total += found[at] ?? 0
  return total
}
