import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { ComparisonQuery, ComparisonSummary } from '../../../shared/model/comparison-view.ts'
import type { Alarm } from '../../../shared/model/comparison.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { AppSlice } from '../app-store.ts'
import { compareOf } from '../compare-of.ts'
import { errorOfJob } from '../error-of-job.ts'
import { type CompareRoute, projectOf, type Route, type SideChoice } from '../route.ts'
import { sameSides } from '../same-sides.ts'
import { sideInput } from '../side-key.ts'
import type { RouteChange } from './view.ts'

/** How far a comparison is. */
export type ComparisonPhase =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly jobId: string | null }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  | { readonly kind: 'cancelled' }

export type ComparisonFormat = 'csv' | 'json' | 'markdown' | 'html'

export type ComparisonSlice = {
  /** The comparison as it was left last, to come back to. */
  readonly lastCompare: CompareRoute | null
  readonly comparisonPhase: ComparisonPhase
  /** The finished comparison that is shown; null before. */
  readonly comparison: ComparisonSummary | null
  /** Its first alarms, worst first; the outline finds the rest. */
  readonly comparisonAlarms: readonly Alarm[]
  /** The sample's releases are being taken, to be compared then. */
  readonly isTakingSample: boolean
  /** Goes to the comparison that was left last, or to the choice of sides. */
  readonly goToComparison: () => void
  /** The view is there: compares what the route names, or shows another part of what is compared. */
  readonly arriveAtComparison: (before: Route, route: CompareRoute) => void
  /** Compares the two sides of the route, again if they are compared already. */
  readonly startComparison: () => Promise<void>
  readonly followComparison: (job: Job) => void
  /** Computes the compressed sizes that the cost of the shown comparison lacks, behind what is shown. */
  readonly computeCompressedCost: () => Promise<void>
  readonly followCompressedCost: (job: Job) => void
  /** Takes both releases of the sample, unless they are there, and compares them. */
  readonly compareSample: () => Promise<void>
  readonly followTakenRelease: (job: Job) => void
  readonly swapSides: () => void
  /** Changes part of the route; nothing happens in other views. */
  readonly showComparison: (patch: Partial<CompareRoute>, change?: RouteChange) => void
  readonly setComparisonQuery: (patch: Partial<ComparisonQuery>) => void
  readonly saveComparison: (format: ComparisonFormat) => Promise<void>
}

/** Alarms that are listed before the outline has to be asked. */
const ALARMS = 100

/** Keeps which sides are compared, how far that is, and what came of it. */
export function createComparisonSlice(client: InspectorClient): AppSlice<ComparisonSlice> {
  return (set, get) => {
    /** The comparison that is wanted; answers for others come too late. */
    let wanted: string | null = null
    let sampleJob: string | null = null

    const fail = (error: ErrorData) =>
      set({ comparisonPhase: error.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', error } })
    const renewCost = async (comparisonId: string) => {
      const renewed = await client.call('compare.summary', { comparisonId })
      if (renewed !== null && get().comparison?.comparisonId === comparisonId) set({ comparison: renewed })
    }
    const adopt = async (comparisonId: string) => {
      const [comparison, { alarms }] = await Promise.all([
        client.call('compare.summary', { comparisonId }),
        client.call('compare.alarms', { comparisonId, offset: 0, limit: ALARMS }),
      ])
      if (wanted !== comparisonId || comparison === null) return
      set({ comparison, comparisonAlarms: alarms, comparisonPhase: { kind: 'ready' } })
      get().announce(comparison.sentence)
      void get().computeCompressedCost()
      const { route } = get()
      await Promise.all([
        get().openComparisonRows(true),
        get().loadComparisonFile(route.view === 'compare' ? route.name : null),
      ])
    }
    return {
      lastCompare: null,
      comparisonPhase: { kind: 'none' },
      comparison: null,
      comparisonAlarms: [],
      isTakingSample: false,
      goToComparison: () => {
        const { route, lastCompare } = get()
        if (route.view === 'compare') return
        const projectId = projectOf(route)
        get().navigate(
          lastCompare === null
            ? compareOf(projectId)
            : { ...lastCompare, projectId: projectId ?? lastCompare.projectId },
        )
      },
      arriveAtComparison: (before, route) => {
        const old = before.view === 'compare' ? before : get().lastCompare
        set({ lastCompare: route })
        if (before.view !== 'compare') void get().loadReleases()
        if (route.projectId !== null && get().projects[route.projectId] === undefined)
          void get()
            .findProject(route.projectId)
            .catch(() => undefined)
        if (old === null || !sameSides(old, route)) {
          wanted = null
          get().forgetComparisonRows()
          set({ comparison: null, comparisonPhase: { kind: 'none' } })
          if (route.a !== null && route.b !== null) void get().startComparison()
          return
        }
        if (get().comparisonPhase.kind !== 'ready') return
        if (old.form !== route.form || !sameQuery(old.query, route.query)) void get().openComparisonRows(false)
        if (old.name !== route.name) void get().loadComparisonFile(route.name)
      },
      startComparison: async () => {
        const { route } = get()
        if (route.view !== 'compare' || route.a === null || route.b === null) return
        set({ comparisonPhase: { kind: 'running', jobId: null } })
        try {
          for (const side of [route.a, route.b]) if (side.kind === 'working') await get().findProject(side.projectId)
          const sides = { a: sideInput(route.a), b: sideInput(route.b) }
          const { comparisonId, job } = await client.call('compare.start', sides)
          const now = get().route
          if (now.view !== 'compare' || !sameSides(now, route)) return
          wanted = comparisonId
          get().applyJob(job)
          // The event that it has ended may have come first.
          const known = get().jobs[job.id]
          if (known !== undefined) get().followComparison(known)
        } catch (error) {
          fail(toErrorData(error))
        }
      },
      followComparison: (job) => {
        if (job.projectId !== wanted) return
        switch (job.state) {
          case 'running':
            set({ comparisonPhase: { kind: 'running', jobId: job.id } })
            return
          case 'done':
            void adopt(job.projectId).catch((error: unknown) => fail(toErrorData(error)))
            return
          case 'cancelled':
            set({ comparisonPhase: { kind: 'cancelled' } })
            get().announce('Comparison cancelled')
            return
          case 'failed':
            fail(errorOfJob(job))
            get().announce('Comparison failed')
        }
      },
      computeCompressedCost: async () => {
        const comparisonId = get().comparison?.comparisonId
        if (comparisonId === undefined) return
        try {
          const { job } = await client.call('compare.computeCompressed', { comparisonId })
          if (job !== null) get().applyJob(job)
          else await renewCost(comparisonId)
        } catch (error) {
          get().reportError(error)
        }
      },
      followCompressedCost: (job) => {
        if (job.state !== 'done' || job.projectId !== wanted) return
        void renewCost(job.projectId).catch((error: unknown) => get().reportError(error))
      },
      compareSample: async () => {
        set({ isTakingSample: true })
        try {
          const job = await client.call('releases.takeSample', {})
          sampleJob = job.id
          get().applyJob(job)
          const known = get().jobs[job.id]
          if (known !== undefined) get().followTakenRelease(known)
        } catch (error) {
          set({ isTakingSample: false })
          get().reportError(error)
        }
      },
      followTakenRelease: (job) => {
        if (job.state === 'running') return
        if (job.id !== sampleJob) return
        sampleJob = null
        set({ isTakingSample: false })
        if (job.state === 'failed') get().notify('bad', errorOfJob(job).message)
        const { route } = get()
        if (job.state !== 'done') return
        const [a, b] = [41, 42].map((id): SideChoice => ({ kind: 'release', name: `Sample ${id}` }))
        if (a !== undefined && b !== undefined) get().navigate(compareOf(projectOf(route), a, b))
      },
      swapSides: () => {
        const { route } = get()
        if (route.view === 'compare') get().showComparison({ a: route.b, b: route.a, name: null })
      },
      showComparison: (patch, change = 'push') => {
        const { route } = get()
        if (route.view === 'compare') get().navigate({ ...route, ...patch }, change)
      },
      setComparisonQuery: (patch) => {
        const { route } = get()
        if (route.view !== 'compare') return
        const query = { ...route.query, ...patch }
        get().showComparison({ query }, patch.search === undefined ? 'push' : 'replace')
      },
      saveComparison: async (format) => {
        const { comparison, comparisonRows } = get()
        if (comparison === null) return
        const { comparisonId } = comparison
        try {
          const wish =
            format === 'csv' ? { comparisonId, format, viewId: comparisonRows?.viewId ?? '' } : { comparisonId, format }
          await get().savePrepared(await client.call('compare.export', wish))
        } catch (error) {
          get().reportError(error)
        }
      },
    }
  }
}

function sameQuery(a: ComparisonQuery, b: ComparisonQuery): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
