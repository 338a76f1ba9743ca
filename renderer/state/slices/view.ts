import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { OutlineRow, RowFilter, ViewQuery } from '../../../shared/model/preview.ts'
import type { AppSlice } from '../app-store.ts'
import { type PreviewRoute, projectOf, type Route } from '../route.ts'
import { rowAt } from '../row-pages.ts'
import { RowReader, type ShownRows } from '../row-reader.ts'

/** The outline that the engine holds for this window, and the few rows of it that are here. */
export type Outline = ShownRows<OutlineRow> & {
  readonly counts: Readonly<Record<RowFilter, number>>
}

export type RouteChange = 'push' | 'replace'

export type ViewSlice = {
  /** What is shown; the address follows it. */
  readonly route: Route
  /** Whether the last change of the route is a step of its own for "back". */
  readonly routeChange: RouteChange
  /** The preview as it was left last, to come back to. */
  readonly lastPreview: PreviewRoute | null
  readonly outline: Outline | null
  /** Why the outline could not be made, else null. */
  readonly outlineError: string | null
  /** Index of the row that has the keyboard. */
  readonly activeIndex: number
  /** The row that the detail is about; kept while its page is let go. */
  readonly activeRow: OutlineRow | null
  /** Rises when the outline should scroll to the active row. */
  readonly scrollRequest: number
  /** A row that was jumped to is put in the middle; one that was stepped to only comes into sight. */
  readonly scrollAlign: 'auto' | 'center'
  /** Where there is no room beside the files: the detail lies above them. */
  readonly isDetailOpen: boolean
  /** The detail takes the keyboard as soon as it is there. */
  readonly isDetailAwaited: boolean
  readonly openDetail: (takesKeyboard: boolean) => void
  readonly closeDetail: () => void
  /** The detail has taken the keyboard. */
  readonly settleDetail: () => void
  /** Goes somewhere: the one way to change what is shown. */
  readonly navigate: (route: Route, change?: RouteChange) => void
  /** Changes part of the preview's route; nothing happens in other views. */
  readonly showPreview: (patch: Partial<PreviewRoute>, change?: RouteChange) => void
  readonly setQuery: (patch: Partial<ViewQuery>) => void
  /** Selects a file by name and brings its row into sight. */
  readonly goToFile: (name: string, patch?: Partial<PreviewRoute>) => void
  /**
   * Asks the engine for the outline of the current query; the newest call wins. `follow` brings the selection into sight,
   * unless the rows stay where they are because only the files changed (`isRenewed`).
   */
  readonly openOutline: (follow: boolean, isRenewed?: boolean) => Promise<void>
  readonly readRows: (first: number, last: number) => Promise<void>
  /** Makes a row active; a file among them becomes the selection. */
  readonly activateRow: (index: number, change?: RouteChange) => Promise<void>
  readonly toggleRow: (row: OutlineRow, expanded: boolean) => Promise<void>
  readonly toggleAll: (expanded: boolean) => Promise<void>
  /** Files whose name holds the text, for the palette; at most 50. */
  readonly searchFiles: (text: string, signal: AbortSignal) => Promise<readonly OutlineRow[]>
}

/** Keeps what the window shows and the rows in sight. */
export function createViewSlice(client: InspectorClient): AppSlice<ViewSlice> {
  return (set, get) => {
    let newest: AbortController | null = null
    /** Groups that are open in views that show everything, so that they are open again after a new run. */
    const opened = new Map<string, Set<string>>()

    const openedOf = (projectId: string, query: ViewQuery) => {
      const key = `${query.grouping} ${projectId}`
      const known = opened.get(key) ?? new Set<string>()
      opened.set(key, known)
      return known
    }
    /** A narrowed view opens groups by itself; those say nothing about what the user wants to see open. */
    const remember = (rows: readonly OutlineRow[]) => {
      const { route } = get()
      if (route.view !== 'preview' || route.query.search !== '' || route.query.filter !== 'all') return
      const known = openedOf(route.projectId, route.query)
      for (const row of rows) {
        if (row.expanded === true) known.add(row.key)
        else if (row.expanded === false) known.delete(row.key)
      }
    }
    const reader = new RowReader<OutlineRow>({
      fetch: async (viewId, offset, limit) => {
        const answer = await client.call('view.rows', { viewId, offset, limit })
        remember(answer.rows)
        return answer
      },
      shown: () => get().outline,
      show: (rows) => {
        const outline = get().outline
        if (outline !== null) set({ outline: { ...outline, rows } })
      },
      onError: (error) => recover(error),
    })
    const replaceRows = async (viewId: string, total: number, counts: Outline['counts']) => {
      const rows = await reader.readAnew(viewId, total)
      if (rows !== null) set({ outline: { viewId, rows, counts }, outlineError: null })
    }
    /** The engine lets go of views now and then (a new run, a restart): then the view is made again. */
    const recover = (error: unknown) => {
      const code = toErrorData(error).code
      if (code === 'not-found') void get().openOutline(false)
      else get().reportError(error)
    }
    const locate = async (name: string) => {
      const outline = get().outline
      if (outline === null) return
      const { total, index } = await client.call('view.locate', { viewId: outline.viewId, name })
      if (index === null || get().outline?.viewId !== outline.viewId) return
      reader.lookAt(index - 40, index + 40)
      await replaceRows(outline.viewId, total, outline.counts)
      const row = get().outline?.rows
      set({
        activeIndex: index,
        activeRow: row === undefined ? null : (rowAt(row, index) ?? null),
        scrollRequest: get().scrollRequest + 1,
        scrollAlign: 'center',
      })
    }

    /** The active row is the same file as before, wherever it stands now; a group keeps its place. */
    const keepActive = async (viewId: string) => {
      const { activeRow, activeIndex, outline } = get()
      if (outline === null || activeRow === null) return
      const wasShown = activeRow.kind === 'file'
      const index = wasShown ? (await client.call('view.locate', { viewId, name: activeRow.name })).index : activeIndex
      if (index === null || get().outline?.viewId !== viewId || get().activeRow !== activeRow) return
      const target = Math.min(index, Math.max(0, outline.rows.total - 1))
      set({ activeIndex: target, activeRow: rowAt(outline.rows, target) ?? activeRow })
    }

    return {
      route: { view: 'welcome' },
      routeChange: 'replace',
      lastPreview: null,
      outline: null,
      outlineError: null,
      activeIndex: 0,
      activeRow: null,
      scrollRequest: 0,
      scrollAlign: 'auto',
      isDetailOpen: false,
      isDetailAwaited: false,
      openDetail: (takesKeyboard) => set({ isDetailOpen: true, isDetailAwaited: takesKeyboard }),
      closeDetail: () => set({ isDetailOpen: false, isDetailAwaited: false }),
      settleDetail: () => set({ isDetailAwaited: false }),
      navigate: (route, change = 'push') => {
        const before = get().route
        set({ route, routeChange: change })
        if (route.view === 'card') void get().loadCard(route.projectId)
        if (route.view === 'compare') get().arriveAtComparison(before, route)
        if (route.view === 'references') get().arriveAtReferences(route, before.view === 'references' ? before : null)
        if (route.view !== 'preview') {
          if (route.view === 'settings' && before.view === 'welcome' && route.projectId !== null) {
            void get().loadProject(route.projectId)
          }
          return
        }
        set({ lastPreview: route })
        const old = before.view === 'preview' ? before : null
        const isOther = projectOf(before) !== route.projectId || get().summary?.projectId !== route.projectId
        if (isOther) {
          set({ activeIndex: 0, activeRow: null, detail: null })
          if (get().phase.kind !== 'running' || projectOf(before) !== route.projectId) {
            void get().loadProject(route.projectId)
          }
          return
        }
        if (old === null || !sameQuery(old.query, route.query)) void get().openOutline(old === null)
        if (old?.name !== route.name) void get().loadDetail(route.name)
      },
      showPreview: (patch, change = 'push') => {
        const { route } = get()
        if (route.view === 'preview') get().navigate({ ...route, ...patch }, change)
      },
      setQuery: (patch) => {
        const { route } = get()
        if (route.view !== 'preview') return
        const query = { ...route.query, ...patch }
        const panel = route.panel === 'treemap' ? 'treemap' : 'files'
        get().showPreview({ query, panel }, patch.search === undefined ? 'push' : 'replace')
      },
      goToFile: (name, patch = {}) => {
        const { route } = get()
        if (route.view !== 'preview') return
        const isSame = route.name === name
        get().showPreview({ name, why: undefined, ...patch })
        set({ isDetailOpen: true })
        if (!isSame || get().activeRow?.name !== name) void locate(name).catch(recover)
      },
      openOutline: async (follow, isRenewed = false) => {
        const { route, summary, outline: before } = get()
        if (route.view !== 'preview' || summary === null || summary.projectId !== route.projectId) return
        newest?.abort()
        const controller = new AbortController()
        newest = controller
        const { projectId, query, name } = route
        try {
          const isNarrowed = query.search !== '' || query.filter !== 'all'
          const expanded = isNarrowed ? [] : [...openedOf(projectId, query)].slice(0, 10_000)
          const view = await client.call('view.open', { projectId, query, expanded }, { signal: controller.signal })
          if (newest !== controller) {
            void client.call('view.close', { viewId: view.viewId }).catch(() => undefined)
            return
          }
          if (!follow) reader.lookAtTop()
          await replaceRows(view.viewId, view.total, view.counts)
          if (before !== null) void client.call('view.close', { viewId: before.viewId }).catch(() => undefined)
          if (isRenewed) await keepActive(view.viewId)
          else if (follow && name !== null) await locate(name)
          else if (!follow) set({ activeIndex: 0, activeRow: null, scrollRequest: get().scrollRequest + 1 })
          get().announce(view.counts[query.filter] === 1 ? '1 file' : `${view.counts[query.filter]} files`)
        } catch (error) {
          const { code, message } = toErrorData(error)
          if (newest === controller && code !== 'cancelled') set({ outlineError: message })
        }
      },
      readRows: (first, last) => reader.read(first, last),
      activateRow: async (index, change = 'push') => {
        const outline = get().outline
        if (outline === null || outline.rows.total === 0) return
        const target = Math.min(Math.max(0, index), outline.rows.total - 1)
        set({ activeIndex: target, scrollRequest: get().scrollRequest + 1, scrollAlign: 'auto' })
        const reading = get().readRows(Math.max(0, target - 40), target + 40)
        // A row that is here is selected in the same frame.
        if (rowAt(outline.rows, target) === undefined) await reading
        const shown = get().outline
        const row = shown === null ? undefined : rowAt(shown.rows, target)
        if (row === undefined || get().activeIndex !== target) return
        set({ activeRow: row })
        get().showPreview({ name: row.kind === 'file' ? row.name : null, why: undefined }, change)
      },
      toggleRow: async (row, expanded) => {
        const { outline, route } = get()
        if (outline === null || route.view !== 'preview') return
        try {
          const { total } = await client.call('view.toggle', { viewId: outline.viewId, key: row.key, expanded })
          await replaceRows(outline.viewId, total, outline.counts)
        } catch (error) {
          recover(error)
        }
      },
      toggleAll: async (expanded) => {
        const { outline, route } = get()
        if (outline === null || route.view !== 'preview') return
        if (!expanded) openedOf(route.projectId, route.query).clear()
        try {
          const { total } = await client.call('view.toggleAll', { viewId: outline.viewId, expanded })
          reader.lookAtTop()
          await replaceRows(outline.viewId, total, outline.counts)
          set({ activeIndex: 0, activeRow: null, scrollRequest: get().scrollRequest + 1 })
          if (route.name !== null && expanded) await locate(route.name)
        } catch (error) {
          recover(error)
        }
      },
      searchFiles: async (text, signal) => {
        const projectId = get().summary?.projectId
        if (projectId === undefined || text.trim() === '') return []
        // Grouped by type there are the fewest rows between the files.
        const query = { grouping: 'type', search: text } as const
        const view = await client.call('view.open', { projectId, query, expanded: [] }, { signal })
        try {
          await client.call('view.toggleAll', { viewId: view.viewId, expanded: true }, { signal })
          const { rows } = await client.call('view.rows', { viewId: view.viewId, offset: 0, limit: 80 }, { signal })
          return rows.filter((row) => row.kind === 'file').slice(0, 50)
        } finally {
          void client.call('view.close', { viewId: view.viewId }).catch(() => undefined)
        }
      },
    }
  }
}

function sameQuery(a: ViewQuery, b: ViewQuery): boolean {
  return (
    a.grouping === b.grouping &&
    a.filter === b.filter &&
    a.search === b.search &&
    a.sort === b.sort &&
    a.descending === b.descending
  )
}
