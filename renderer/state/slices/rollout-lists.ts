import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { DeleteFormat } from '../../../shared/model/delete-format.ts'
import type { HazardGroup, HazardGrouping } from '../../../shared/model/hazard-group.ts'
import type { KeepChoice, KeepQuery } from '../../../shared/model/keep-query.ts'
import type { Advice, Hazard, KeepUntil } from '../../../shared/model/rollout.ts'
import type { AppSlice } from '../app-store.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../row-pages.ts'

/** Hazards of one kind, those that were read; `total` counts all. */
export type GroupedHazards = {
  readonly by: HazardGrouping
  readonly groups: readonly HazardGroup[]
  readonly groupTotal: number
  /** Hazards of groups that were opened, by the group's key. */
  readonly opened: Readonly<Record<string, readonly Hazard[]>>
}

/** Some names of a hazard, from an offset on; `total` counts all. */
export type NamePiece = { readonly total: number; readonly names: readonly string[] }

type Kept = {
  readonly query: KeepQuery
  /** Index of the row whose proof is shown. */
  readonly active: number
  readonly counts: Readonly<Record<KeepChoice, number>>
  readonly rows: RowPages<KeepUntil>
}
type Deletable = { readonly at: number; readonly bytes: number; readonly rows: RowPages<KeepUntil> }
type Explained = readonly { readonly hazard: Hazard; readonly why: string }[]

export type RolloutListsSlice = {
  readonly hazardList: GroupedHazards | null
  readonly kept: Kept | null
  readonly deletable: Deletable | null
  readonly rolloutAdvice: readonly Advice[] | null
  readonly explained: Explained | null
  /** Lets go of what was asked of an earlier rollout. */
  readonly forgetRolloutLists: () => void
  /** Groups the hazards, and opens the group of the hazard with this id; null: the first. */
  readonly groupHazards: (by: HazardGrouping, hazardId: string | null) => Promise<void>
  readonly readMoreGroups: () => Promise<void>
  /** Reads the first hazards of a group, or the next ones. */
  readonly readHazardsOf: (key: string) => Promise<void>
  readonly readHazardNames: (
    rolloutId: string,
    hazardId: string,
    offset: number,
  ) => Promise<{ readonly files: NamePiece; readonly pages: NamePiece } | null>
  /** Lists the files of the old release; `find` is the stored name of the one to begin at. */
  readonly openKeep: (change: Partial<KeepQuery>, find?: string | null) => Promise<void>
  readonly activateKept: (index: number) => void
  readonly readKeep: (first: number, last: number) => Promise<void>
  readonly openDeletable: (at: number) => Promise<void>
  readonly readDeletable: (first: number, last: number) => Promise<void>
  readonly readAdvice: () => Promise<void>
  readonly explainError: (text: string, at: number | null) => Promise<void>
  readonly saveRollout: (format: 'html' | 'json' | 'markdown') => Promise<void>
  readonly saveDeleteList: (format: DeleteFormat, at: number) => Promise<void>
  readonly copyDeleteList: (format: DeleteFormat, at: number) => Promise<void>
}

/** What a list of kept files shows first: what may go, the soonest first. */
const FIRST_QUERY: KeepQuery = { text: '', which: 'going', sort: 'until', descending: false }

/** So many names of a hazard are read at a time. */
const NAMES = 200

/** Keeps what was asked of the shown rollout: hazards by groups, files and until when they stay, advice, explanations. */
export function createRolloutListsSlice(client: InspectorClient): AppSlice<RolloutListsSlice> {
  return (set, get) => {
    const pending = new Set<string>()
    const report = async (work: (rolloutId: string) => Promise<void>): Promise<void> => {
      const rolloutId = get().rollout?.rolloutId
      if (rolloutId === undefined) return
      try {
        await work(rolloutId)
      } catch (error) {
        get().reportError(error)
      }
    }
    const isShown = (rolloutId: string): boolean => get().rollout?.rolloutId === rolloutId
    /** Reads the pages of a list that are in sight and not here; each is asked for once at a time. */
    const readPages = async (
      rows: RowPages<KeepUntil>,
      key: string,
      [first, last]: readonly [number, number],
      read: (page: number) => Promise<void>,
    ): Promise<void> => {
      for (const page of missingPages(rows, first, last)) {
        const mine = `${key} ${page}`
        if (pending.has(mine)) continue
        pending.add(mine)
        try {
          await read(page)
        } finally {
          pending.delete(mine)
        }
      }
    }

    return {
      hazardList: null,
      kept: null,
      deletable: null,
      rolloutAdvice: null,
      explained: null,
      forgetRolloutLists: () =>
        set({ hazardList: null, kept: null, deletable: null, rolloutAdvice: null, explained: null }),
      groupHazards: (by, hazardId) =>
        report(async (rolloutId) => {
          const input = { rolloutId, by, find: hazardId, offset: 0, limit: PAGE_SIZE }
          const { total, found, groups } = await client.call('rollout.hazardGroups', input)
          const key = found ?? groups[0]?.key
          const opened: Hazard[] = []
          if (key !== undefined)
            do {
              const read = { rolloutId, group: { by, key }, offset: opened.length, limit: PAGE_SIZE }
              const answer = await client.call('rollout.hazards', read)
              opened.push(...answer.hazards)
              if (opened.length >= answer.total) break
            } while (found !== null && !opened.some(({ id }) => id === hazardId))
          if (!isShown(rolloutId)) return
          set({ hazardList: { by, groups, groupTotal: total, opened: key === undefined ? {} : { [key]: opened } } })
        }),
      readMoreGroups: () =>
        report(async (rolloutId) => {
          const list = get().hazardList
          if (list === null) return
          const input = { rolloutId, by: list.by, offset: list.groups.length, limit: PAGE_SIZE }
          const { groups } = await client.call('rollout.hazardGroups', input)
          if (get().hazardList === list) set({ hazardList: { ...list, groups: [...list.groups, ...groups] } })
        }),
      readHazardsOf: (key) =>
        report(async (rolloutId) => {
          const list = get().hazardList
          if (list === null) return
          const offset = list.opened[key]?.length ?? 0
          const input = { rolloutId, group: { by: list.by, key }, offset, limit: PAGE_SIZE }
          const { hazards } = await client.call('rollout.hazards', input)
          const now = get().hazardList
          if (now === null || now.by !== list.by || (now.opened[key]?.length ?? 0) !== offset) return
          set({ hazardList: { ...now, opened: { ...now.opened, [key]: [...(now.opened[key] ?? []), ...hazards] } } })
        }),
      readHazardNames: async (rolloutId, hazardId, offset) => {
        try {
          return await client.call('rollout.hazard', { rolloutId, hazardId, offset, limit: NAMES })
        } catch (error) {
          get().reportError(error)
          return null
        }
      },
      openKeep: (change, find = null) =>
        report(async (rolloutId) => {
          const query = { ...(get().kept?.query ?? FIRST_QUERY), ...change }
          const read = (offset: number) =>
            client.call('rollout.keep', { rolloutId, query, find, offset, limit: PAGE_SIZE })
          const first = await read(0)
          const active = first.found ?? 0
          const page = Math.floor(active / PAGE_SIZE)
          const { total, counts, files } = page === 0 ? first : await read(page * PAGE_SIZE)
          if (isShown(rolloutId))
            set({ kept: { query, active, counts, rows: withPage(noPages(total), page, files, total) } })
        }),
      activateKept: (active) => {
        const { kept } = get()
        if (kept !== null) set({ kept: { ...kept, active } })
      },
      readKeep: (first, last) =>
        report(async (rolloutId) => {
          const kept = get().kept
          if (kept === null) return
          const { query } = kept
          await readPages(kept.rows, `keep ${rolloutId} ${JSON.stringify(query)}`, [first, last], async (page) => {
            const input = { rolloutId, query, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
            const { total, files } = await client.call('rollout.keep', input)
            const now = get().kept
            if (isShown(rolloutId) && now?.query === query)
              set({ kept: { ...now, rows: withPage(now.rows, page, files, total) } })
          })
        }),
      openDeletable: (at) =>
        report(async (rolloutId) => {
          const answer = await client.call('rollout.deletable', { rolloutId, at, offset: 0, limit: PAGE_SIZE })
          if (!isShown(rolloutId)) return
          const rows = withPage(noPages<KeepUntil>(answer.total), 0, answer.files, answer.total)
          set({ deletable: { at, bytes: answer.bytes, rows } })
        }),
      readDeletable: (first, last) =>
        report(async (rolloutId) => {
          const shown = get().deletable
          if (shown === null) return
          await readPages(shown.rows, `deletable ${rolloutId} ${shown.at}`, [first, last], async (page) => {
            const input = { rolloutId, at: shown.at, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
            const { total, files } = await client.call('rollout.deletable', input)
            const now = get().deletable
            if (isShown(rolloutId) && now?.at === shown.at)
              set({ deletable: { ...now, rows: withPage(now.rows, page, files, total) } })
          })
        }),
      readAdvice: () =>
        report(async (rolloutId) => {
          const rolloutAdvice = await client.call('rollout.advice', { rolloutId })
          if (isShown(rolloutId)) set({ rolloutAdvice })
        }),
      explainError: (text, at) =>
        report(async (rolloutId) => {
          set({ explained: await client.call('rollout.explain', { rolloutId, text, at }) })
        }),
      saveRollout: (format) =>
        report(async (rolloutId) => {
          const at = get().moment?.at ?? null
          await get().savePrepared(await client.call('rollout.export', { rolloutId, format, at }))
        }),
      saveDeleteList: (format, at) =>
        report(async (rolloutId) => {
          await get().savePrepared(await client.call('rollout.export', { rolloutId, format, at }))
        }),
      copyDeleteList: (format, at) =>
        report(async (rolloutId) => {
          const { text } = await client.call('rollout.deleteText', { rolloutId, format, at })
          if (text === null) get().notify('bad', 'The list is too long for the clipboard. Save it instead.')
          else await get().copyText(text, 'List')
        }),
    }
  }
}
