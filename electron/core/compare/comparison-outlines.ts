import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { CAUSES, type Cause } from '../../../shared/model/comparison.ts'
import type { ComparisonFilter, ComparisonQuery, ComparisonRow } from '../../../shared/model/comparison-view.ts'
import type { Provider } from '../../../shared/model/preview.ts'
import { CAUSE_LABELS } from '../../../shared/text/describe-comparison.ts'
import { expandFirst } from '../preview/expand-first.ts'
import { orderEntries } from '../preview/order-entries.ts'
import { typeOf } from '../preview/outline-items.ts'
import { OutlineRows } from '../preview/outline-rows.ts'
import { buildTreeBelow, type OutlineTree, type Tops } from '../preview/outline-tree.ts'
import { rollUp } from '../preview/roll-up.ts'
import { LOOK_EVERY, TimeSlices } from '../preview/time-slices.ts'
import { COMPARISON_MARK, type ComparisonItems, comparisonItems, rootOf } from './comparison-items.ts'
import { rowMaker } from './comparison-row.ts'
import { searchComparison } from './search-comparison.ts'

/** A view of a comparison, with the files behind each chip and of each cause for its search. */
export type ComparisonView = {
  readonly rows: OutlineRows<ComparisonRow>
  readonly items: ComparisonItems
  readonly counts: Readonly<Record<ComparisonFilter, number>>
  readonly causes: Readonly<Record<Cause, number>>
}

/** Makes the outline views of one comparison; what they have in common is built once. */
export class ComparisonOutlines {
  readonly #items: ComparisonItems
  readonly #trees = new Map<string, Promise<OutlineTree>>()

  /** @param providers those of B */
  constructor(comparison: Comparison, providers: readonly Provider[]) {
    this.#items = comparisonItems(comparison, providers)
  }

  /**
   * Makes a view.
   * @param expanded keys of groups to open; when empty, the view opens some by itself: alarms, then the author's changes
   * @throws InspectorError cancelled
   */
  async open(query: ComparisonQuery, expanded: readonly string[], signal: AbortSignal): Promise<ComparisonView> {
    const items = this.#items
    const slices = new TimeSlices(signal)
    const found = await this.#search(query.search, slices)
    const counts = { changed: 0, own: 0, alarms: 0 }
    const causes = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number>
    for (let at = 0; at < found.length; at++) {
      if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
      const cause = items.differences[at]?.difference.cause
      if (found[at] !== 1 || cause === undefined) continue
      const isOwn = (items.marks[COMPARISON_MARK.own]?.[at] ?? 0) > 0
      const hasAlarm = (items.marks[COMPARISON_MARK.alarms]?.[at] ?? 0) > 0
      counts.changed++
      causes[cause]++
      if (isOwn) counts.own++
      if (hasAlarm) counts.alarms++
      const isShown = query.filter === 'changed' || (query.filter === 'own' ? isOwn : hasAlarm)
      if (!isShown || (query.cause !== null && query.cause !== cause)) found[at] = 0
    }
    const tree = await this.#treeOf(query.grouping)
    slices.check()
    const rollUps = await rollUp(tree, items, found, slices)
    const entries = await orderEntries(tree, items, found, rollUps, query, slices)
    const isOpen = new Uint8Array(tree.parents.length)
    for (const key of expanded) isOpen[tree.groupByKey.get(key) ?? 0] = 1
    const isNarrowed = query.search !== '' || query.filter !== 'changed' || query.cause !== null
    if (expanded.length === 0 || isNarrowed) expandFirst(entries, rollUps, isNarrowed, isOpen)
    const makeRow = rowMaker(items, tree, rollUps)
    return { rows: new OutlineRows({ items, tree, rollUps, entries, makeRow }, isOpen), items, counts, causes }
  }

  async #search(search: string, slices: TimeSlices): Promise<Uint8Array> {
    const found = new Uint8Array(this.#items.names.length).fill(1)
    for (const test of searchComparison(search, this.#items))
      for (let at = 0; at < found.length; at++) {
        if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
        if (found[at] === 1 && !test(at)) found[at] = 0
      }
    return found
  }

  /** Shared by all views, so no single view's cancel ends it. */
  #treeOf(grouping: ComparisonQuery['grouping']): Promise<OutlineTree> {
    const known = this.#trees.get(grouping)
    if (known !== undefined) return known
    const made = buildTreeBelow(this.#items, topsOf(grouping, this.#items), new TimeSlices(null))
    this.#trees.set(grouping, made)
    return made
  }
}

/** Keys of groups end in a slash; the place of a root stands for its name, which may hold anything. */
function topsOf(grouping: ComparisonQuery['grouping'], items: ComparisonItems): Tops {
  const { differences, names, providers, lowerNames, providerLabels } = items
  const valueOf = (top: string): string => top.slice(top.indexOf(':') + 1, -1)
  switch (grouping) {
    case 'path':
      return { topOf: () => '', labelOf: () => '' }
    case 'cause':
      return {
        topOf: (at) => `cause:${CAUSES.indexOf(differences[at]?.difference.cause ?? 'unknown')}/`,
        labelOf: (top) => CAUSE_LABELS[CAUSES[Number(valueOf(top))] ?? 'unknown'],
      }
    case 'root': {
      const places = new Map(names.map((name, at) => [name, at]))
      return {
        // A root stands above what it changes, itself included.
        topOf: (at) => {
          const difference = differences[at]?.difference
          const root = difference === undefined ? null : rootOf(difference)
          if (root !== null) return `root:${places.get(root) ?? -1}/`
          return (difference?.blast?.files ?? 0) > 0 ? `root:${at}/` : 'root:-1/'
        },
        labelOf: (top) => names[Number(valueOf(top))] ?? 'no ripple',
      }
    }
    case 'provider':
      return {
        topOf: (at) => `provider:${providers[at] ?? 0}/`,
        labelOf: (top) => providerLabels[Number(valueOf(top))] ?? '',
      }
    case 'type':
      return {
        topOf: (at) => `type:${typeOf(lowerNames[at] ?? '')}/`,
        labelOf: (top) => (valueOf(top) === '' ? 'no ending' : `.${valueOf(top)}`),
      }
  }
}
