import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { ComparisonChip, ComparisonQuery, ComparisonRow } from '../../../shared/model/comparison-view.ts'
import type { Cause } from '../../../shared/model/comparison.ts'
import type { AppSlice } from '../app-store.ts'
import type { CompareRoute, Route } from '../route.ts'
import { rowAt } from '../row-pages.ts'
import { RowReader, type ShownRows } from '../row-reader.ts'
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
    const close = (viewId: string) => void client.call('compare.close', { viewId }).catch(() => undefined)
    const keep = (grouping: ComparisonQuery['grouping'], viewId: string) => {
      const former = kept.get(grouping)
      kept.set(grouping, viewId)
      if (former !== undefined) close(former)
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
    /** Shows the rows anew; with the active one in the same step, where it is another. */
    const replace = async (
      shown: Omit<ComparisonRows, 'rows'>,
      total: number,
      active?: readonly [index: number, align: 'auto' | 'center'],
    ) => {
      const rows = await reader.readAnew(shown.viewId, total)
      const place = active === undefined ? {} : activeAt(...active)
      if (rows !== null) set({ comparisonRows: { ...shown, rows }, comparisonRowsError: null, ...place })
      else set(place)
    }
    /** Where a file stands in a view, the groups above it opened; null where the view does not have it. */
    const placeOf = (viewId: string, name: string) => client.call('compare.locate', { viewId, name })
    const locate = async (name: string) => {
      const shown = get().comparisonRows
      if (shown === null) return
      const { total, index } = await placeOf(shown.viewId, name)
      if (index === null || get().comparisonRows?.viewId !== shown.viewId) return
      // Nothing had to be opened: the rows that are here are the same.
      if (total === shown.rows.total) {
        await reader.read(Math.max(0, index - 40), index + 40)
        activate(index, 'center')
      } else {
        reader.lookAt(index - 40, index + 40)
        await replace(shown, total, [index, 'center'])
      }
    }
    /**
     * Shows a new view with the selected file in sight; without one, or where the view leaves it out, the top. A file
     * that is selected while the engine answers is looked for anew.
     * @returns whether the view was shown: not where a newer one came in between
     */
    const showSelected = async (
      { viewId, counts, causes, total: all }: Omit<ComparisonRows, 'rows'> & { readonly total: number },
      isNewest: () => boolean,
    ) => {
      let name: string | null
      let isShown = false
      do {
        name = selectedName(get().route)
        const { total, index } = name === null ? { total: all, index: null } : await placeOf(viewId, name)
        if (!isNewest()) break
        if (index === null) reader.lookAtTop()
        else reader.lookAt(index - 40, index + 40)
        await replace({ viewId, counts, causes }, total, [index ?? 0, index === null ? 'auto' : 'center'])
        isShown = true
      } while (selectedName(get().route) !== name)
      return isShown
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
        const grouping = route.form === 'table' ? 'none' : route.query.grouping
        const query = { ...route.query, grouping } as const
        try {
          const view = await client.call(
            'compare.open',
            { comparisonId, query, like: kept.get(grouping) ?? null },
            { signal },
          )
          const { viewId, counts } = view
          if (!(await showSelected(view, () => newest === controller))) {
            close(viewId)
            return
          }
          if (before !== null && ![...kept.values()].includes(before.viewId)) close(before.viewId)
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
        try {
          const { total } = await client.call('compare.toggle', { viewId: shown.viewId, key, expanded })
          if (key === null) reader.lookAtTop()
          await replace(shown, total, ...(key === null ? [[0, 'auto'] as const] : []))
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
          const step = { viewId: comparisonRows.viewId, from: route.name, forward, onlyOwn }
          const { name } = await client.call('compare.step', step)
          if (name === null) {
            get().announce(forward ? 'No further change' : 'No earlier change')
            return
          }
          get().showComparison({ name }, 'replace')
          get().openDetail(false)
          get().announce(name)
          await locate(name)
        } catch (error) {
          recover(error)
        }
      },
      forgetComparisonRows: () => {
        newest?.abort()
        newest = null
        for (const viewId of kept.values()) close(viewId)
        kept.clear()
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
