import type { InspectorClient } from '../../../shared/contract/client.ts'
import { InspectorError, toErrorData } from '../../../shared/contract/errors.ts'
import type { MethodInput, MethodOutput } from '../../../shared/contract/methods.ts'
import type { CheckReach, FindingDetail } from '../../../shared/model/check.ts'
import type { Grant } from '../../../shared/model/project.ts'
import type { AppSlice } from '../app-store.ts'
import { endOfJob } from '../end-of-job.ts'
import { projectOf } from '../route.ts'
import { PAGE_SIZE } from '../row-pages.ts'
import { checkQueryOf } from './check.ts'
import { LARGEST_TEXT, type WholeText } from './contents.ts'

/** Neighbours that are drawn; more are told of as a number. */
export const MOST_NEIGHBOURS = 300
const PIECE = 1 << 20

export type CheckDocument = MethodInput<'check.prepareExport'>['format']
/** What the box "Accept" is filled in with. `expires` is a day, `YYYY-MM-DD`; null: never. */
export type Acceptance = { readonly reason: string; readonly expires: string | null }

export type CheckActionsSlice = {
  /** The finding that the box "Accept" is open for; null while it is closed. */
  readonly acceptDialog: FindingDetail | null
  /** Where there is no dialog of the system: the file of accepted findings is being chosen. */
  readonly isChoosingAccepted: boolean
  readonly openAccept: (detail: FindingDetail) => void
  readonly closeAccept: () => void
  /** @returns null, or what went wrong */
  readonly acceptFinding: (findingId: string, acceptance: Acceptance) => Promise<string | null>
  readonly unacceptFinding: (findingId: string) => Promise<void>
  /** Lets the user choose the file of accepted findings. */
  readonly chooseAccepted: () => Promise<void>
  readonly useAccepted: (fileId: string) => Promise<void>
  readonly closeAcceptedChoice: () => void
  /** What the check reads besides, while the box about it is open; null while it is closed. */
  readonly reachDialog: CheckReach | null
  readonly openReach: () => Promise<void>
  readonly closeReach: () => void
  /** Lets the user choose a folder of templates by a dialog of the system. */
  readonly chooseTemplates: () => Promise<readonly Grant[]>
  /** Keeps what is read besides, and checks again. @returns null, or what went wrong */
  readonly keepReach: (reach: CheckReach) => Promise<string | null>
  readonly exportCheck: (format: CheckDocument) => Promise<void>
  /** What is read for a component that shows it, and kept by nobody else. All reject with an InspectorError. */
  readonly readCheckedReferences: (file: string, offset: number) => Promise<MethodOutput<'check.references'>>
  readonly readCheckedText: (name: string, signal: AbortSignal) => Promise<WholeText>
  readonly readPages: (search: string, offset: number) => Promise<MethodOutput<'check.pages'>>
  readonly readPage: (template: string) => Promise<MethodOutput<'check.page'>>
  readonly readUnused: (search: string, offset: number) => Promise<MethodOutput<'check.unused'>>
  readonly readReferenceUsers: (name: string, offset: number) => Promise<MethodOutput<'check.users'>>
  /**
   * Who asks for a name of the shown project.
   * @param checks the references are checked first if they were not; else the answer is null then
   */
  readonly readAskers: (name: string, checks: boolean) => Promise<MethodOutput<'check.users'> | null>
  readonly readNeighbours: (name: string, signal: AbortSignal) => Promise<MethodOutput<'check.neighbours'>>
}

/** Accepts findings, saves reports, and reads what the detail of References shows. */
export function createCheckActionsSlice(client: InspectorClient): AppSlice<CheckActionsSlice> {
  return (set, get) => {
    const shownProject = () => {
      const projectId = projectOf(get().route)
      if (projectId === null) throw new InspectorError('not-found', 'There is no project to look into.')
      return projectId
    }
    const shownQuery = () => {
      const { route } = get()
      return checkQueryOf(route.view === 'references' ? route : { filter: 'open', search: '' })
    }
    return {
      acceptDialog: null,
      isChoosingAccepted: false,
      openAccept: (acceptDialog) => set({ acceptDialog }),
      closeAccept: () => set({ acceptDialog: null }),
      acceptFinding: async (findingId, acceptance) => {
        try {
          const summary = await client.call('check.accept', { projectId: shownProject(), findingId, ...acceptance })
          set({ acceptDialog: null })
          get().notify('ok', 'Accepted. It is listed under “Accepted”.')
          await get().adoptCheck(summary)
          return null
        } catch (error) {
          return toErrorData(error).message
        }
      },
      unacceptFinding: async (findingId) => {
        try {
          const summary = await client.call('check.unaccept', { projectId: shownProject(), findingId })
          get().notify('ok', 'No longer accepted')
          await get().adoptCheck(summary)
        } catch (error) {
          get().reportError(error)
        }
      },
      chooseAccepted: async () => {
        if (get().host?.canChooseFolders !== true) {
          set({ isChoosingAccepted: true })
          return
        }
        try {
          const [grant] = await client.call('grants.choose', { purpose: 'accepted' })
          if (grant !== undefined) await get().useAccepted(grant.id)
        } catch (error) {
          get().reportError(error)
        }
      },
      useAccepted: async (fileId) => {
        set({ isChoosingAccepted: false })
        try {
          const summary = await client.call('check.useAccepted', { projectId: shownProject(), fileId })
          get().notify('ok', 'Accepted findings are kept in this file from now on')
          await get().adoptCheck(summary)
        } catch (error) {
          get().reportError(error)
        }
      },
      closeAcceptedChoice: () => set({ isChoosingAccepted: false }),
      reachDialog: null,
      openReach: async () => {
        try {
          set({ reachDialog: await client.call('check.reach', { projectId: shownProject() }) })
        } catch (error) {
          get().reportError(error)
        }
      },
      closeReach: () => set({ reachDialog: null }),
      chooseTemplates: async () => {
        try {
          return await client.call('grants.choose', { purpose: 'source' })
        } catch (error) {
          get().reportError(error)
          return []
        }
      },
      keepReach: async ({ also, templates }) => {
        try {
          const projectId = shownProject()
          await client.call('check.setReach', { projectId, also: [...also], templates: templates.map(({ id }) => id) })
          set({ reachDialog: null })
          await get().startCheck(projectId)
          return null
        } catch (error) {
          return toErrorData(error).message
        }
      },
      exportCheck: async (format) => {
        try {
          const prepared = await client.call('check.prepareExport', {
            projectId: shownProject(),
            format,
            query: shownQuery(),
          })
          await get().savePrepared(prepared)
        } catch (error) {
          get().reportError(error)
        }
      },
      readCheckedReferences: async (file, offset) =>
        client.call('check.references', { projectId: shownProject(), file, offset, limit: PAGE_SIZE }),
      readCheckedText: async (name, signal) => {
        const projectId = shownProject()
        const read = (offset: number) =>
          client.call('preview.text', { projectId, name, side: 'source', offset, limit: PIECE }, { signal })
        const { next: second, ...first } = await read(0)
        if (second !== null && first.size > LARGEST_TEXT) return { ...first, text: '', marks: [], isCut: true }
        const pieces = [first.text]
        for (let next = second; next !== null;) {
          const piece = await read(next)
          pieces.push(piece.text)
          next = piece.next
        }
        return { ...first, text: pieces.join(''), isCut: false }
      },
      readPages: async (search, offset) =>
        client.call('check.pages', { projectId: shownProject(), search, offset, limit: PAGE_SIZE }),
      readPage: async (template) => client.call('check.page', { projectId: shownProject(), template }),
      readUnused: async (search, offset) =>
        client.call('check.unused', { projectId: shownProject(), search, offset, limit: PAGE_SIZE }),
      readReferenceUsers: async (name, offset) =>
        client.call('check.users', { projectId: shownProject(), name, offset, limit: PAGE_SIZE }),
      readAskers: async (name, checks) => {
        const projectId = shownProject()
        const isChecked = (await client.call('check.summary', { projectId })) !== null
        if (!isChecked && !checks) return null
        if (!isChecked) await endOfJob(client, get, await client.call('check.start', { projectId }))
        return client.call('check.users', { projectId, name, offset: 0, limit: PAGE_SIZE })
      },
      readNeighbours: async (name, signal) =>
        client.call('check.neighbours', { projectId: shownProject(), name, limit: MOST_NEIGHBOURS }, { signal }),
    }
  }
}
