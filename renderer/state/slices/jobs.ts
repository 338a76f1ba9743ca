import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { AppSlice } from '../app-store.ts'
import { projectOf } from '../route.ts'

export type JobsSlice = {
  /** Long work by id; ended jobs of the current project stay until the next one. */
  readonly jobs: Readonly<Record<string, Job>>
  /** Takes a job's newest state, from an event or an answer. */
  readonly applyJob: (job: Job) => void
  readonly loadJobs: () => Promise<void>
  readonly cancelJob: (id: string) => Promise<void>
  /** The engine went away: what ran has failed. */
  readonly endRunningJobs: (reason: string) => void
}

/** Keeps the jobs of all projects. */
export function createJobsSlice(client: InspectorClient): AppSlice<JobsSlice> {
  return (set, get) => ({
    jobs: {},
    applyJob: (job) => {
      const known = get().jobs[job.id]
      // The answer to a start can arrive after the event that the job has ended.
      if (known !== undefined && known.state !== 'running') return
      const others = Object.entries(get().jobs).filter(
        ([, other]) => other.state === 'running' || other.projectId !== job.projectId,
      )
      set({ jobs: { ...Object.fromEntries(others), [job.id]: job } })
      if (job.kind === 'read') get().followReading(job)
      if (job.kind === 'preview' && job.projectId === projectOf(get().route)) get().followJob(job)
      if (job.kind === 'collect') get().followCollect(job)
      if (job.kind === 'release' || job.kind === 'export-release' || job.kind === 'check-releases')
        get().followRelease(job)
      if (job.kind === 'compare') get().followComparison(job)
      if (job.kind === 'compressed-cost') get().followCompressedCost(job)
      if (job.kind === 'release') get().followTakenRelease(job)
      if (job.kind === 'check' && job.projectId === projectOf(get().route)) get().followCheck(job)
      if (job.kind === 'verify' && job.projectId === projectOf(get().route)) get().followVerify(job)
    },
    loadJobs: async () => {
      try {
        for (const job of await client.call('jobs.list', {})) if (job.state === 'running') get().applyJob(job)
      } catch (error) {
        get().reportError(error)
      }
    },
    cancelJob: async (id) => {
      try {
        await client.call('jobs.cancel', { id })
      } catch (error) {
        get().reportError(error)
      }
    },
    endRunningJobs: (reason) => {
      for (const job of Object.values(get().jobs)) {
        if (job.state === 'running') {
          get().applyJob({ ...job, state: 'failed', error: { code: 'engine-gone', message: reason } })
        }
      }
    },
  })
}
