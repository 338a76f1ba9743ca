import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { OperationFilter, StorageOperation, UploadTotals } from '../../../shared/model/upload-plan.ts'
import type { UploadRun } from '../../../shared/model/upload-runs.ts'
import type { AppSlice } from '../app-store.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../row-pages.ts'

/** Which calls of an upload plan are shown. */
export type UploadChoice = {
  readonly run: UploadRun
  readonly filter: OperationFilter
  /** The storage overwrites a name that is taken. */
  readonly overwrites: boolean
}

export type UploadsSlice = {
  readonly uploadChoice: UploadChoice
  /** The plan of the preview that is shown; null until it is worked out. */
  readonly uploadTotals: UploadTotals | null
  readonly uploadFailure: ErrorData | null
  readonly operations: RowPages<StorageOperation>
  /** Works out the plan of the shown preview, or shows another part of it. */
  readonly showUploads: (change?: Partial<UploadChoice>) => Promise<void>
  readonly readOperations: (first: number, last: number) => Promise<void>
  readonly saveUploads: (format: 'csv' | 'json') => Promise<void>
}

/** Keeps the upload plan of the preview that is shown. */
export function createUploadsSlice(client: InspectorClient): AppSlice<UploadsSlice> {
  return (set, get) => {
    let newest = 0
    const pending = new Set<string>()
    const input = () => {
      const { summary, uploadChoice } = get()
      return summary === null ? null : { projectId: summary.projectId, overwrites: uploadChoice.overwrites }
    }
    const pageOf = (page: number) => {
      const plan = input()
      const { run, filter } = get().uploadChoice
      if (plan === null) return null
      return client.call('uploads.operations', { ...plan, run, filter, offset: page * PAGE_SIZE, limit: PAGE_SIZE })
    }
    return {
      uploadChoice: { run: 'first', filter: 'all', overwrites: true },
      uploadTotals: null,
      uploadFailure: null,
      operations: noPages(0),
      showUploads: async (change = {}) => {
        const mine = ++newest
        set({ uploadChoice: { ...get().uploadChoice, ...change }, uploadFailure: null })
        const plan = input()
        if (plan === null) return
        try {
          const uploadTotals = await client.call('uploads.plan', plan)
          const page = await pageOf(0)
          if (mine !== newest || page === null) return
          set({ uploadTotals, operations: withPage(noPages(page.total), 0, page.operations, page.total) })
        } catch (error) {
          if (mine === newest) set({ uploadFailure: toErrorData(error) })
        }
      },
      readOperations: async (first, last) => {
        const mine = newest
        for (const page of missingPages(get().operations, first, last)) {
          const key = `${mine} ${page}`
          if (pending.has(key)) continue
          pending.add(key)
          try {
            const answer = await pageOf(page)
            if (answer === null || mine !== newest) return
            set({ operations: withPage(get().operations, page, answer.operations, answer.total) })
          } catch (error) {
            get().reportError(error)
          } finally {
            pending.delete(key)
          }
        }
      },
      saveUploads: async (format) => {
        const plan = input()
        if (plan === null) return
        try {
          await get().savePrepared(await client.call('uploads.prepareExport', { ...plan, format }))
        } catch (error) {
          get().reportError(error)
        }
      },
    }
  }
}
