import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { CAUSES, type Cause } from '../../../shared/model/comparison.ts'
import type { ComparisonChip, ComparisonQuery, ComparisonRow } from '../../../shared/model/comparison-view.ts'
import type { Provider } from '../../../shared/model/preview.ts'
import type { Treemap } from '../../../shared/model/treemap.ts'
import { CAUSE_LABELS } from '../../../shared/text/describe-comparison.ts'
import { expandFirst } from '../preview/expand-first.ts'
import { orderEntries } from '../preview/order-entries.ts'
import { typeOf } from '../preview/outline-items.ts'
import { OutlineRows } from '../preview/outline-rows.ts'
import { buildTreeBelow, type OutlineTree, type Tops } from '../preview/outline-tree.ts'
import { rollUp, sumUp } from '../preview/roll-up.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { COMPARISON_MARK, type ComparisonItems, comparisonItems, rootOf } from './comparison-items.ts'
import { comparisonTreemap } from './comparison-treemap.ts'
import { rowMaker } from './comparison-row.ts'
import { searchComparison } from './search-comparison.ts'

/** A view of a comparison, with the files behind each chip and of each cause for its search. */
export type ComparisonView = {
  readonly rows: OutlineRows<ComparisonRow>
  readonly items: ComparisonItems
  readonly counts: Readonly<Record<ComparisonChip, number>>
  readonly causes: Readonly<Record<Cause, number>>
  /** The sizes below a group (null: all), rolled up into at most so many rectangles. */
  readonly treemap: (root: string | null, mostNodes: number) => Treemap
}

/** The files of an outline, with the trees above them by grouping. */
type Base = { readonly items: ComparisonItems; readonly trees: Map<string, Promise<OutlineTree>> }

/** Makes the outline views of one comparison; what they have in common is built once. */
export class ComparisonOutlines {
  readonly #comparison: Comparison
  readonly #providers: readonly Provider[]
  readonly #bases = new Map<boolean, Base>()

  /** @param providers those of B */
  constructor(comparison: Comparison, providers: readonly Provider[]) {
    this.#comparison = comparison
    this.#providers = providers
  }

  /**
   * Makes a view.
   * @param like a view whose open groups are taken over by one that is not narrowed and has the same groups; else the view
   *   opens some by itself: alarms, then the author's changes
   * @throws InspectorError cancelled
   */
  async open(query: ComparisonQuery, like: ComparisonView | null, signal: AbortSignal): Promise<ComparisonView> {
    const base = this.#base(query.filter === 'all')
    const { items } = base
    const slices = new TimeSlices(signal)
    const found = await searchItems(query.search, items, slices)
    const { counts, causes } = await narrow(found, query, items, slices)
    const tree = await treeOf(query.grouping, base)
    slices.check()
    const rollUps = await rollUp(tree, items, found, slices)
    const changes = await sumUp(tree, items.changes, found, slices)
    // By size means by what it changed.
    const sorted = [{ ...items, sizes: items.changes }, found, { ...rollUps, sizes: changes }] as const
    const entries = await orderEntries(tree, ...sorted, query, slices)
    const isNarrowed = query.search !== '' || query.filter !== 'changed' || query.cause !== null
    const opensAll = query.search !== '' || query.filter !== 'all' || query.cause !== null
    const known = isNarrowed ? null : (like?.rows.openGroups(tree) ?? null)
    const isOpen = known ?? new Uint8Array(tree.parents.length)
    if (known === null) expandFirst(entries, rollUps, opensAll, isOpen)
    // Causes are what a comparison is about: their groups are made behind the first view, before one asks for them.
    if (!base.trees.has('cause')) setImmediate(() => void treeOf('cause', base))
    const makeRow = rowMaker(items, tree, rollUps, changes, query.grouping === 'none')
    return {
      rows: new OutlineRows({ items, tree, rollUps, entries, makeRow }, isOpen),
      items,
      counts,
      causes,
      treemap: (root, mostNodes) => comparisonTreemap({ items, tree, rollUps, entries }, root, mostNodes),
    }
  }

  /** Most never ask for unchanged files, of which there may be very many. */
  #base(withUnchanged: boolean): Base {
    const known = this.#bases.get(withUnchanged)
    if (known !== undefined) return known
    const made = { items: comparisonItems(this.#comparison, this.#providers, withUnchanged), trees: new Map() }
    this.#bases.set(withUnchanged, made)
    return made
  }
}

async function searchItems(search: string, items: ComparisonItems, slices: TimeSlices): Promise<Uint8Array> {
  const found = new Uint8Array(items.names.length).fill(1)
  for (const test of searchComparison(search, items))
    for (let at = 0; at < found.length; at++) {
      if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
      if (found[at] === 1 && !test(at)) found[at] = 0
    }
  return found
}

/**
 * Takes what the chip and the cause of a query leave out from what its search has found.
 * @param found 1 for each item that was found; changed
 * @returns how many were found for each chip and cause, whatever the query's are
 */
async function narrow(
  found: Uint8Array,
  { filter, cause }: ComparisonQuery,
  items: ComparisonItems,
  slices: TimeSlices,
): Promise<Pick<ComparisonView, 'counts' | 'causes'>> {
  const none = CAUSES.length
  const own = items.marks[COMPARISON_MARK.own] ?? new Uint32Array(0)
  const alarms = items.marks[COMPARISON_MARK.alarms] ?? new Uint32Array(0)
  const wanted = cause === null ? null : CAUSES.indexOf(cause)
  const perCause = new Uint32Array(none + 1)
  const counts = { changed: 0, own: 0, alarms: 0 }
  for (let at = 0; at < found.length; at++) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    if (found[at] !== 1) continue
    const ofItem = items.causes[at] ?? none
    const is = { changed: ofItem !== none, own: (own[at] ?? 0) > 0, alarms: (alarms[at] ?? 0) > 0, all: true }
    perCause[ofItem] = (perCause[ofItem] ?? 0) + 1
    if (is.changed) counts.changed++
    if (is.own) counts.own++
    if (is.alarms) counts.alarms++
    if (!is[filter] || (wanted !== null && wanted !== ofItem)) found[at] = 0
  }
  const causes = Object.fromEntries(CAUSES.map((one, at) => [one, perCause[at] ?? 0])) as Record<Cause, number>
  return { counts, causes }
}

/** Shared by all views, so no single view's cancel ends it. */
function treeOf(grouping: ComparisonQuery['grouping'], { items, trees }: Base): Promise<OutlineTree> {
  const known = trees.get(grouping)
  if (known !== undefined) return known
  const made = buildTreeBelow(items, topsOf(grouping, items), new TimeSlices(null))
  trees.set(grouping, made)
  return made
}

/** Keys of groups end in a slash; the place of a root stands for its name, which may hold anything. */
function topsOf(grouping: ComparisonQuery['grouping'], items: ComparisonItems): Tops {
  const { pairs, names, causes, providers, lowerNames, providerLabels } = items
  const valueOf = (top: string): string => top.slice(top.indexOf(':') + 1, -1)
  switch (grouping) {
    case 'path':
      return { topOf: () => '', labelOf: () => '' }
    case 'none':
      return { topOf: () => '', labelOf: () => '', isFlat: true }
    case 'cause': {
      // What does not differ stands below the cause that says so.
      const tops = [...CAUSES, 'unchanged' as const].map((cause) => `cause:${CAUSES.indexOf(cause)}/`)
      return {
        topOf: (at) => tops[causes[at] ?? CAUSES.length] ?? '',
        labelOf: (top) => CAUSE_LABELS[CAUSES[Number(valueOf(top))] ?? 'unknown'],
      }
    }
    case 'root': {
      const places = new Map(names.map((name, at) => [name, at]))
      return {
        // A root stands above what it changes, itself included.
        topOf: (at) => {
          const difference = pairs[at]?.difference ?? null
          const root = difference === null ? null : rootOf(difference)
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
