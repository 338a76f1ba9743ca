import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { ComparisonChip, ComparisonQuery, ComparisonRow } from '../../../shared/model/comparison-view.ts'
import type { Cause } from '../../../shared/model/comparison.ts'
import type { AppSlice } from '../app-store.ts'
import type { CompareRoute, Route } from '../route.ts'
import { rowAt, withPages } from '../row-pages.ts'
import { RowReader, type RowsInSight, type ShownRows, SIGHT } from '../row-reader.ts'
import type { RouteChange } from './view.ts'

/** The outline of a comparison that the engine holds, and the few rows of it that are here. */
export type ComparisonRows = ShownRows<ComparisonRow> & {
  readonly counts: Readonly<Record<ComparisonChip, number>>
  readonly causes: Readonly<Record<Cause, number>>
}

export type ComparisonRowsSlice = {
  readonly comparisonRows: ComparisonRows | null
  /** Why the rows could not be listed, else null. */
  readonly comparisonRowsError: string | null
  /** The row that has the keyboard; a scroll is asked for whenever `request` rises. */
  readonly comparisonActive: {
    readonly index: number
    readonly request: number
    readonly align: 'auto' | 'center'
  }
  /** Asks for the rows of the route; the newest call wins. `follow` brings the selected file into sight. */
  readonly openComparisonRows: (follow: boolean) => Promise<void>
  readonly readComparisonRows: (first: number, last: number) => Promise<void>
  /** Makes a row active; a file among them becomes the selection. */
  readonly activateComparisonRow: (index: number, change?: RouteChange) => Promise<void>
  /** Opens or closes a group; a null key means all. */
  readonly toggleComparisonRow: (key: string | null, expanded: boolean) => Promise<void>
  /** Selects a file by name and brings its row into sight. */
  readonly goToCompared: (name: string, patch?: Partial<CompareRoute>) => void
  /** Selects the next or previous file that differs, or that an author changed. */
  readonly stepComparison: (forward: boolean, onlyOwn: boolean) => Promise<void>
  readonly forgetComparisonRows: () => void
}

/** Keeps the rows of the comparison that are in sight. */
export function createComparisonRowsSlice(client: InspectorClient): AppSlice<ComparisonRowsSlice> {
  return (set, get) => {
    let newest: AbortController | null = null

    /** By grouping, the last view that was not narrowed: its open groups are open again in the next one. */
    const kept = new Map<ComparisonQuery['grouping'], string>()
    /** Views to be closed. A request of their own would stand in the way of the rows that are about to be painted. */
    const closing = new Set<string>()
    const keep = (grouping: ComparisonQuery['grouping'], viewId: string) => {
      const former = kept.get(grouping)
      kept.set(grouping, viewId)
      if (former !== undefined) closing.add(former)
    }
    const activeAt = (index: number, align: 'auto' | 'center') => ({
      comparisonActive: { index, align, request: get().comparisonActive.request + 1 },
    })
    const activate = (index: number, align: 'auto' | 'center') => set(activeAt(index, align))
    /** The engine keeps the newest few comparisons and views: what it has let go of is made again. */
    const recover = (error: unknown) => {
      if (toErrorData(error).code === 'not-found') void get().startComparison()
      else get().reportError(error)
    }
    const reader = new RowReader<ComparisonRow>({
      fetch: (viewId, offset, limit) => client.call('compare.rows', { viewId, offset, limit }),
      shown: () => get().comparisonRows,
      show: (rows) => {
        const shown = get().comparisonRows
        if (shown !== null) set({ comparisonRows: { ...shown, rows } })
      },
      onError: recover,
    })
    /** Where a file stands in a view, the groups above it opened; without one, the top. */
    const locateIn = (viewId: string, name: string | null) =>
      client.call('compare.locate', { viewId, name, sight: SIGHT })
    /** Brings a located row of a view into sight, unless another view has come in between. */
    const goTo = (viewId: string, place: RowsInSight<ComparisonRow>) => {
      const shown = get().comparisonRows
      const { total, index, offset, rows } = place
      if (index === null || shown?.viewId !== viewId) return
      // Where nothing had to be opened, the rows that are here stay.
      const isSame = total === shown.rows.total
      const pages = isSame ? withPages(shown.rows, offset, rows, total) : reader.adopt(place)
      set({ comparisonRows: { ...shown, rows: pages }, ...activeAt(index, 'center') })
    }
    const locate = async (name: string) => {
      const viewId = get().comparisonRows?.viewId
      if (viewId !== undefined) goTo(viewId, await locateIn(viewId, name))
    }
    /**
     * Shows a new view with the selected file in sight; without one, or where the view leaves it out, the top.
     * @param selected the file that was selected when the view was asked for; another one by now is looked for anew
     * @returns whether the view was shown: not where a newer one came in between
     */
    const showSelected = async (
      { viewId, counts, causes, ...located }: Omit<ComparisonRows, 'rows'> & RowsInSight<ComparisonRow>,
      selected: string | null,
      isNewest: () => boolean,
    ) => {
      let place = located
      let name = selected
      while (isNewest() && selectedName(get().route) !== name) {
        name = selectedName(get().route)
        place = await locateIn(viewId, name)
      }
      if (!isNewest()) return false
      const active = activeAt(place.index ?? 0, place.index === null ? 'auto' : 'center')
      const before = get().comparisonRows
      const comparisonRows = {
        viewId,
        counts: sameOr(before?.counts, counts),
        causes: sameOr(before?.causes, causes),
        rows: reader.adopt(place),
      }
      set({ comparisonRows, comparisonRowsError: null, ...active })
      return true
    }
    return {
      comparisonRows: null,
      comparisonRowsError: null,
      comparisonActive: { index: 0, request: 0, align: 'auto' },
      openComparisonRows: async (follow) => {
        const { route, comparison, comparisonRows: before } = get()
        if (route.view !== 'compare' || comparison === null) return
        newest?.abort()
        const controller = new AbortController()
        newest = controller
        const { signal } = controller
        const { comparisonId } = comparison
        const selected = selectedName(route)
        const grouping = route.form === 'table' ? 'none' : route.query.grouping
        const query = { ...route.query, grouping } as const
        try {
          const like = kept.get(grouping) ?? null
          const closes = [...closing]
          closing.clear()
          const wish = { comparisonId, query, like, selected, closes, sight: SIGHT }
          const view = await client.call('compare.open', wish, { signal })
          const { viewId, counts } = view
          if (!(await showSelected(view, selected, () => newest === controller))) {
            closing.add(viewId)
            return
          }
          if (before !== null && ![...kept.values()].includes(before.viewId)) closing.add(before.viewId)
          if (!isNarrowed(query)) keep(grouping, viewId)
          if (!follow)
            get().announce(counts[chipOf(query.filter)] === 1 ? '1 file' : `${counts[chipOf(query.filter)]} files`)
        } catch (error) {
          const { code, message } = toErrorData(error)
          if (newest !== controller || code === 'cancelled') return
          if (code === 'not-found') recover(error)
          else set({ comparisonRowsError: message })
        }
      },
      readComparisonRows: (first, last) => reader.read(first, last),
      activateComparisonRow: async (index, change = 'push') => {
        const shown = get().comparisonRows
        if (shown === null || shown.rows.total === 0) return
        const target = Math.min(Math.max(0, index), shown.rows.total - 1)
        activate(target, 'auto')
        const reading = reader.read(Math.max(0, target - 40), target + 40)
        // A row that is here is selected in the same frame.
        if (rowAt(shown.rows, target) === undefined) await reading
        const rows = get().comparisonRows?.rows
        const row = rows === undefined ? undefined : rowAt(rows, target)
        if (row === undefined || get().comparisonActive.index !== target) return
        get().showComparison({ name: row.kind === 'file' ? row.name : null }, change)
      },
      toggleComparisonRow: async (key, expanded) => {
        const shown = get().comparisonRows
        if (shown === null) return
        const { viewId } = shown
        try {
          if (key === null) reader.lookAtTop()
          const { offset, limit } = reader.sight()
          const answer = await client.call('compare.toggle', { viewId, key, expanded, offset, limit })
          const rows = await reader.readAnew(viewId, answer.total, { offset, rows: answer.rows })
          // In one step with what becomes active.
          set({
            ...(rows === null ? {} : { comparisonRows: { ...shown, rows }, comparisonRowsError: null }),
            ...(key === null ? activeAt(0, 'auto') : {}),
          })
        } catch (error) {
          recover(error)
        }
      },
      goToCompared: (name, patch = {}) => {
        get().showComparison({ name, ...patch })
        get().openDetail(false)
        void locate(name).catch(recover)
      },
      stepComparison: async (forward, onlyOwn) => {
        const { route, comparisonRows } = get()
        if (route.view !== 'compare' || comparisonRows === null) return
        try {
          const { viewId } = comparisonRows
          const step = { viewId, from: route.name, forward, onlyOwn, sight: SIGHT }
          const { name, ...place } = await client.call('compare.step', step)
          if (name === null) {
            get().announce(forward ? 'No further change' : 'No earlier change')
            return
          }
          get().showComparison({ name }, 'replace')
          get().openDetail(false)
          get().announce(name)
          goTo(viewId, place)
        } catch (error) {
          recover(error)
        }
      },
      forgetComparisonRows: () => {
        newest?.abort()
        newest = null
        for (const viewId of [...kept.values(), ...closing])
          void client.call('compare.close', { viewId }).catch(() => undefined)
        kept.clear()
        closing.clear()
        set({ comparisonRows: null, comparisonRowsError: null, compared: null })
      },
    }
  }
}

/** Whether a view leaves out what differs: then it opens groups by itself. */
function isNarrowed({ search, filter, cause }: ComparisonQuery): boolean {
  return search !== '' || filter !== 'changed' || cause !== null
}

function selectedName(route: Route): string | null {
  return route.view === 'compare' ? route.name : null
}

function chipOf(filter: ComparisonChip | 'all'): ComparisonChip {
  return filter === 'all' ? 'changed' : filter
}

/** The former counts where they are equal, so that what shows them is not drawn anew. */
function sameOr<Counts extends object>(former: Counts | undefined, counts: Counts): Counts {
  return former !== undefined && JSON.stringify(former) === JSON.stringify(counts) ? former : counts
}
