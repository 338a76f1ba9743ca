import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { MethodOutput } from '../../../shared/contract/methods.ts'
import type { AppSlice } from '../app-store.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../row-pages.ts'

/** For one error, the Django series and whether it is met there. */
export type ErrorSeries = MethodOutput<'preview.errorSeries'>[number]

export type ErrorSeriesSlice = {
  /** By the errors' order, for the preview of `errorSeriesOf`. */
  readonly errorSeries: RowPages<ErrorSeries>
  /** Project and revision that they belong to. */
  readonly errorSeriesOf: string
  /** Reads for the errors `first` to `last` in which Django versions they are met, as far as that is not known yet. */
  readonly readErrorSeries: (first: number, last: number) => Promise<void>
}

/** Keeps in which Django versions the listed errors are met. */
export function createErrorSeriesSlice(client: InspectorClient): AppSlice<ErrorSeriesSlice> {
  return (set, get) => {
    const pending = new Set<string>()
    return {
      errorSeries: noPages(0),
      errorSeriesOf: '',
      readErrorSeries: async (first, last) => {
        const { summary } = get()
        if (summary === null) return
        const { projectId, revision, counts } = summary
        const of = `${projectId} ${revision}`
        if (get().errorSeriesOf !== of) set({ errorSeries: noPages(counts.errors), errorSeriesOf: of })
        for (const page of missingPages(get().errorSeries, first, last)) {
          const key = `${of} ${page}`
          if (pending.has(key)) continue
          pending.add(key)
          try {
            const read = await client.call('preview.errorSeries', {
              projectId,
              offset: page * PAGE_SIZE,
              limit: PAGE_SIZE,
            })
            if (get().errorSeriesOf === of) set({ errorSeries: withPage(get().errorSeries, page, read, counts.errors) })
          } catch {
            // The list says what fails without it too; the detail of the file tells why it cannot be had.
          } finally {
            pending.delete(key)
          }
        }
      },
    }
  }
}
