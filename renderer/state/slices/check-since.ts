import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { MethodOutput } from '../../../shared/contract/methods.ts'
import type { Since } from '../../../shared/model/check.ts'
import type { AppSlice } from '../app-store.ts'
import { endOfJob } from '../end-of-job.ts'

export type CheckSinceSlice = {
  /** Releases of the shown project in the store, the newest first. */
  readonly checkReleases: MethodOutput<'check.releases'>
  /** The findings beside those of the releases back to the chosen one; null while none is chosen or they are looked at. */
  readonly checkSince: Since | null
  readonly isLookingSince: boolean
  /** Reads which releases there are, and looks at them back to the one that the route names. */
  readonly loadCheckReleases: () => Promise<void>
  /** Looks at the releases back to the one that the route names; the newest call wins. */
  readonly lookSince: () => Promise<void>
}

/** Keeps since which release findings are there. */
export function createCheckSinceSlice(client: InspectorClient): AppSlice<CheckSinceSlice> {
  return (set, get) => {
    let newest: object | null = null
    const route = () => {
      const current = get().route
      return current.view === 'references' ? current : null
    }
    return {
      checkReleases: [],
      checkSince: null,
      isLookingSince: false,
      loadCheckReleases: async () => {
        const shown = route()
        if (shown === null) return
        try {
          set({ checkReleases: await client.call('check.releases', { projectId: shown.projectId }) })
          if (shown.since !== null) await get().lookSince()
        } catch (error) {
          get().reportError(error)
        }
      },
      lookSince: async () => {
        const mine = {}
        newest = mine
        const shown = route()
        if (shown === null || shown.since === null) {
          set({ checkSince: null, isLookingSince: false })
          return
        }
        const { projectId, since: release } = shown
        set({ isLookingSince: true })
        try {
          await endOfJob(client, get, await client.call('check.startSince', { projectId, release }))
          const checkSince = await client.call('check.since', { projectId })
          if (newest !== mine) return
          set({ checkSince })
          await get().openFindings(true)
        } catch (error) {
          if (newest !== mine) return
          set({ checkSince: null })
          get().showReferences({ since: null, filter: 'open' }, 'replace')
          if (toErrorData(error).code !== 'cancelled') get().reportError(error)
        } finally {
          if (newest === mine) set({ isLookingSince: false })
        }
      },
    }
  }
}
