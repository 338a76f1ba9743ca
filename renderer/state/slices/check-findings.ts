import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { CheckFinding, FindingDetail, FindingGroup } from '../../../shared/model/check.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { AppSlice } from '../app-store.ts'
import {
  type GroupedRows,
  layGroups,
  lineAt,
  lineCount,
  missingGroupPages,
  pageKey,
  stepToRow,
  withGroupPage,
} from '../grouped-rows.ts'
import type { ReferencesRoute } from '../route.ts'
import { PAGE_SIZE } from '../row-pages.ts'
import { checkQueryOf } from './check.ts'
import type { RouteChange } from './view.ts'

/** A group of findings as a line of the grid. */
export type SizedGroup = FindingGroup & { readonly size: number }
export type FindingRows = GroupedRows<SizedGroup, CheckFinding>

/** The selected finding, as far as it is known. */
export type ShownFinding =
  | { readonly state: 'loading'; readonly id: string }
  | { readonly state: 'ready'; readonly id: string; readonly detail: FindingDetail }
  | { readonly state: 'failed'; readonly id: string; readonly error: ErrorData }

export type CheckFindingsSlice = {
  /** The findings that the chips and the search let through, below their groups; null before they are read. */
  readonly findingRows: FindingRows | null
  readonly findingsError: string | null
  /** Line that has the keyboard. */
  readonly activeFinding: number
  readonly findingScroll: number
  readonly shownFinding: ShownFinding | null
  /** Reads the groups anew; the newest call wins. `keeps`: groups stay closed and the selection stays in sight. */
  readonly openFindings: (keeps: boolean) => Promise<void>
  readonly readFindingLines: (first: number, last: number) => Promise<void>
  readonly activateFinding: (index: number, change?: RouteChange) => Promise<void>
  /** Goes to the next finding, or the one before, whatever its group. */
  readonly stepFinding: (forward: boolean) => Promise<void>
  readonly toggleFindingGroup: (key: string, isOpen: boolean) => void
  readonly toggleAllFindingGroups: (areOpen: boolean) => void
  /** Reads a finding's detail; the newest call wins. */
  readonly loadFinding: (id: string | null) => Promise<void>
}

/** Groups read at once, and the most that are shown: nobody reads on. */
const GROUPS_AT_ONCE = 500
const MOST_GROUPS = 10_000

/** More findings than somebody reads through in one group. */
const MANY = 1000

/**
 * Groups that are folded until somebody opens them, so that the few that matter stay in front: mere notes beside something
 * graver, and thousands of one kind beside smaller groups.
 */
function foldedAtFirst(groups: readonly SizedGroup[]): readonly string[] {
  const isNote = ({ severity }: SizedGroup) => severity === 'note' || severity === 'debug-only'
  const hasGrave = groups.some((group) => !isNote(group))
  const hasFew = groups.some(({ size }) => size <= MANY)
  return groups.flatMap((group) => ((hasGrave && isNote(group)) || (hasFew && group.size > MANY) ? [group.key] : []))
}

/** Keeps the grid of findings and the one that is selected. */
export function createCheckFindingsSlice(client: InspectorClient): AppSlice<CheckFindingsSlice> {
  return (set, get) => {
    let newest: object | null = null
    let newestDetail: AbortController | null = null
    let inSight: readonly [number, number] = [0, 60]
    const pending = new Set<string>()

    const route = (): ReferencesRoute | null => {
      const current = get().route
      return current.view === 'references' ? current : null
    }
    const readGroups = async ({ projectId, by, ...shown }: ReferencesRoute) => {
      const query = checkQueryOf(shown)
      const groups: SizedGroup[] = []
      for (let total = 1; groups.length < Math.min(total, MOST_GROUPS);) {
        const page = { offset: groups.length, limit: GROUPS_AT_ONCE }
        const answer = await client.call('check.groups', { projectId, query, by, ...page })
        if (answer.groups.length === 0) break
        groups.push(...answer.groups.map((group) => ({ ...group, size: group.findings })))
        total = answer.total
      }
      return groups
    }
    const readMissing = async (rows: FindingRows, first: number, last: number): Promise<FindingRows> => {
      const shown = route()
      let read = rows
      if (shown === null) return read
      for (const missing of missingGroupPages(rows, first, last)) {
        const { findings } = await client.call('check.findings', {
          projectId: shown.projectId,
          query: checkQueryOf(shown),
          group: { by: shown.by, key: missing.group },
          offset: missing.page * PAGE_SIZE,
          limit: PAGE_SIZE,
        })
        read = withGroupPage(read, missing, findings)
      }
      return read
    }
    /** Where the selected finding stands among all that are listed; null where there is none. */
    const locate = async ({ projectId, by, selected, ...shown }: ReferencesRoute) => {
      if (selected === null || shown.list !== 'findings') return null
      return client.call('check.locate', { projectId, query: checkQueryOf(shown), by, findingId: selected })
    }

    return {
      findingRows: null,
      findingsError: null,
      activeFinding: 0,
      findingScroll: 0,
      shownFinding: null,
      openFindings: async (keeps) => {
        const shown = route()
        if (shown === null) return
        const mine = {}
        newest = mine
        try {
          const groups = await readGroups(shown)
          const before = keeps ? get().findingRows : null
          const place = await locate(shown)
          const closed = new Set(before?.closed ?? foldedAtFirst(groups))
          if (place !== null) closed.delete(place.group)
          const laid = layGroups<SizedGroup, CheckFinding>(groups, closed)
          const at = groups.findIndex(({ key }) => key === place?.group)
          const line = place === null || at < 0 ? null : (laid.starts[at] ?? 0) + 1 + place.index
          if (before === null) inSight = line === null ? [0, 60] : [Math.max(0, line - 30), line + 30]
          const rows = await readMissing(laid, ...inSight)
          if (newest !== mine) return
          const last = Math.max(0, lineCount(rows) - 1)
          set({
            findingRows: rows,
            findingsError: null,
            activeFinding: line ?? (keeps ? Math.min(get().activeFinding, last) : 0),
            findingScroll: get().findingScroll + (line === null && keeps ? 0 : 1),
          })
          const total = groups.reduce((sum, { size }) => sum + size, 0)
          get().announce(plural(total, 'finding'))
          if (shown.list === 'findings') await get().loadFinding(shown.selected)
        } catch (error) {
          if (newest === mine) set({ findingsError: toErrorData(error).message })
        }
      },
      readFindingLines: async (first, last) => {
        inSight = [first, last]
        const rows = get().findingRows
        const shown = route()
        if (rows === null || shown === null) return
        await Promise.all(
          missingGroupPages(rows, first, last).map(async (missing) => {
            const key = `${shown.projectId} ${shown.by} ${shown.filter} ${shown.search} ${pageKey(missing.group, missing.page)}`
            if (pending.has(key)) return
            pending.add(key)
            try {
              const { findings } = await client.call('check.findings', {
                projectId: shown.projectId,
                query: checkQueryOf(shown),
                group: { by: shown.by, key: missing.group },
                offset: missing.page * PAGE_SIZE,
                limit: PAGE_SIZE,
              })
              const now = get().findingRows
              if (now?.groups === rows.groups) set({ findingRows: withGroupPage(now, missing, findings) })
            } catch (error) {
              get().reportError(error)
            } finally {
              pending.delete(key)
            }
          }),
        )
      },
      activateFinding: async (index, change = 'push') => {
        const rows = get().findingRows
        if (rows === null) return
        const target = Math.max(0, Math.min(index, lineCount(rows) - 1))
        set({ activeFinding: target, findingScroll: get().findingScroll + 1 })
        if (lineAt(rows, target)?.kind === 'group') return
        await get().readFindingLines(target, target)
        const now = get().findingRows
        const line = now === null || get().activeFinding !== target ? undefined : lineAt(now, target)
        if (line?.kind !== 'row' || line.row === undefined || route()?.selected === line.row.id) return
        get().showReferences({ selected: line.row.id, list: 'findings' }, change)
      },
      stepFinding: async (forward) => {
        const rows = get().findingRows
        if (rows === null) return
        const index = stepToRow(rows, route()?.selected === null && forward ? -1 : get().activeFinding, forward)
        if (index === null) get().announce(forward ? 'That was the last finding' : 'That was the first finding')
        else await get().activateFinding(index, 'replace')
      },
      toggleFindingGroup: (key, isOpen) => {
        const rows = get().findingRows
        if (rows === null) return
        const closed = new Set(rows.closed)
        if (isOpen) closed.delete(key)
        else closed.add(key)
        const line = rows.groups.findIndex((group) => group.key === key)
        const laid = layGroups(rows.groups, closed, rows.pages)
        set({ findingRows: laid, activeFinding: laid.starts[line] ?? 0 })
      },
      toggleAllFindingGroups: (areOpen) => {
        const rows = get().findingRows
        if (rows === null) return
        const closed = new Set(areOpen ? [] : rows.groups.map(({ key }) => key))
        set({ findingRows: layGroups(rows.groups, closed, rows.pages), activeFinding: 0 })
      },
      loadFinding: async (id) => {
        newestDetail?.abort()
        newestDetail = null
        const shown = route()
        if (id === null || shown === null || shown.list !== 'findings') {
          set({ shownFinding: null })
          return
        }
        const controller = new AbortController()
        newestDetail = controller
        // The old one stays in sight until the new one is there, unless that takes noticeably long.
        const slow = setTimeout(() => set({ shownFinding: { state: 'loading', id } }), 150)
        try {
          const input = { projectId: shown.projectId, findingId: id }
          const detail = await client.call('check.finding', input, { signal: controller.signal })
          if (newestDetail === controller) set({ shownFinding: { state: 'ready', id, detail } })
        } catch (error) {
          if (newestDetail === controller) set({ shownFinding: { state: 'failed', id, error: toErrorData(error) } })
        } finally {
          clearTimeout(slow)
        }
      },
    }
  }
}
