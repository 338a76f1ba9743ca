import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { CollectPlan, CollectTarget } from '../../../shared/model/collect-plan.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { Grant } from '../../../shared/model/project.ts'
import type { AppSlice } from '../app-store.ts'

/** The dialog "Collect": where to, then what that would do. */
export type CollectDialogState = {
  readonly projectId: string
  readonly isLooking: boolean
  /** Why the folder cannot be taken; null if nothing is wrong with it. */
  readonly problem: string | null
  /** What would be done; null before a folder was looked at. */
  readonly plan: CollectPlan | null
}

export type CollectSlice = {
  readonly collectDialog: CollectDialogState | null
  readonly openCollect: () => void
  readonly closeCollect: () => void
  /** Asks for a folder with the native dialog; null if the user gave up. */
  readonly chooseOutput: () => Promise<Grant | null>
  /** Looks at a folder; what a collect would do there is shown. */
  readonly planCollect: (target: CollectTarget) => Promise<void>
  /** Goes back to choosing. */
  readonly dropCollectPlan: () => void
  /** Starts what was shown. */
  readonly startCollect: (keepGoing: boolean) => Promise<void>
  /** Takes the state of a collect job. */
  readonly followCollect: (job: Job) => void
}

/** Keeps the dialog "Collect" and tells how a collect ended. */
export function createCollectSlice(client: InspectorClient): AppSlice<CollectSlice> {
  return (set, get) => {
    const change = (changed: Partial<CollectDialogState>) => {
      const dialog = get().collectDialog
      if (dialog !== null) set({ collectDialog: { ...dialog, ...changed } })
    }
    let looking: AbortController | null = null
    const targets = new Map<string, string>()
    return {
      collectDialog: null,
      openCollect: () => {
        const projectId = get().summary?.projectId
        if (projectId === undefined) return
        set({ collectDialog: { projectId, isLooking: false, problem: null, plan: null } })
      },
      closeCollect: () => {
        looking?.abort()
        set({ collectDialog: null })
      },
      chooseOutput: async () => {
        try {
          const [grant] = await client.call('grants.choose', { purpose: 'output' })
          return grant ?? null
        } catch (error) {
          get().reportError(error)
          return null
        }
      },
      planCollect: async (target) => {
        const dialog = get().collectDialog
        if (dialog === null) return
        looking?.abort()
        const controller = new AbortController()
        looking = controller
        change({ isLooking: true, problem: null, plan: null })
        try {
          const input = { projectId: dialog.projectId, target }
          const plan = await client.call('collect.plan', input, { signal: controller.signal })
          if (looking === controller) change({ isLooking: false, plan })
        } catch (error) {
          if (looking === controller) change({ isLooking: false, problem: toErrorData(error).message })
        }
      },
      dropCollectPlan: () => change({ plan: null, problem: null }),
      startCollect: async (keepGoing) => {
        const dialog = get().collectDialog
        if (dialog === null || dialog.plan === null) return
        const { projectId, plan } = dialog
        try {
          const job = await client.call('collect.start', { projectId, planId: plan.id, keepGoing })
          targets.set(job.id, plan.display)
          set({ collectDialog: null })
          get().applyJob(job)
        } catch (error) {
          change({ problem: toErrorData(error).message, plan: null })
        }
      },
      followCollect: (job) => {
        const where = targets.get(job.id) ?? 'the folder'
        if (job.state === 'done') get().notify('ok', `Collected into ${where}`)
        if (job.state === 'cancelled') get().notify('ok', `Cancelled. ${where} is as it was.`)
        if (job.state === 'failed') get().notify('bad', job.error?.message ?? 'Collecting stopped without a reason.')
      },
    }
  }
}
