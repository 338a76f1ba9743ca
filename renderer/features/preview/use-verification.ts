import type { Job } from '../../../shared/model/job.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'

/** The running verify job of the project that is shown, null if there is none. */
export function useVerifyJob(): Job | null {
  return useApp((state) => {
    const projectId = projectOf(state.route)
    const found = Object.values(state.jobs).find(
      (job) => job.kind === 'verify' && job.state === 'running' && job.projectId === projectId,
    )
    return found ?? null
  })
}

/** Why the verification that is shown no longer holds; null while it does. A change on disk counts before it is previewed. */
export function useStaleReason(): string | null {
  return useApp((state) => {
    if (state.verification === null) return null
    if (state.verification.stale !== null) return state.verification.stale
    return state.freshness !== null && !state.freshness.fresh ? 'Static files changed' : null
  })
}
