import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { CheckFinding, ComparedFindingsSummary, FindingsList } from '../../../shared/model/check.ts'
import { describeFindingsChange } from '../../../shared/text/describe-findings-change.ts'
import type { AppSlice } from '../app-store.ts'
import { endOfJob } from '../end-of-job.ts'
import { PAGE_SIZE } from '../row-pages.ts'

/** The findings of a comparison as far as they are here. */
export type ShownFindings = ComparedFindingsSummary & {
  readonly comparisonId: string
  readonly list: FindingsList
  readonly total: number
  readonly findings: readonly CheckFinding[]
}

export type ComparisonFindingsSlice = {
  /** Null before somebody asked for them. */
  readonly comparedFindings: ShownFindings | null
  readonly isComparingFindings: boolean
  readonly comparedFindingsError: ErrorData | null
  /** Checks both sides of the shown comparison, and lists what is new. */
  readonly compareFindings: () => Promise<void>
  /** Shows another list from its beginning, or more of the same one. */
  readonly listComparedFindings: (list: FindingsList) => Promise<void>
}

/** Keeps which findings are new, fixed or left between the two releases that are compared. */
export function createComparisonFindingsSlice(client: InspectorClient): AppSlice<ComparisonFindingsSlice> {
  return (set, get) => {
    const read = async (comparisonId: string, list: FindingsList, before: readonly CheckFinding[]) => {
      const page = { offset: before.length, limit: PAGE_SIZE }
      const answer = await client.call('compare.findings', { comparisonId, list, ...page })
      if (answer === null || get().comparison?.comparisonId !== comparisonId) return
      const { counts, remarks, total, findings } = answer
      const comparedFindings = { comparisonId, list, counts, remarks, total, findings: [...before, ...findings] }
      set({ comparedFindings })
    }
    return {
      comparedFindings: null,
      isComparingFindings: false,
      comparedFindingsError: null,
      compareFindings: async () => {
        const { comparison } = get()
        if (comparison === null) return
        const { comparisonId } = comparison
        set({ isComparingFindings: true, comparedFindings: null, comparedFindingsError: null })
        try {
          await endOfJob(client, get, await client.call('compare.startFindings', { comparisonId }))
          await read(comparisonId, 'added', [])
          get().announce(describeFindingsChange(get().comparedFindings?.counts ?? null))
        } catch (error) {
          const data = toErrorData(error)
          set({ comparedFindingsError: data.code === 'cancelled' ? null : data })
        } finally {
          set({ isComparingFindings: false })
        }
      },
      listComparedFindings: async (list) => {
        const shown = get().comparedFindings
        if (shown === null) return
        try {
          await read(shown.comparisonId, list, shown.list === list ? shown.findings : [])
        } catch (error) {
          get().reportError(error)
        }
      },
    }
  }
}
