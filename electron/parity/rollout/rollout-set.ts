import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'

/** One rollout that is played with real servers. */
export type RolloutSet = {
  readonly title: string
  readonly django: string
  readonly plan: RolloutPlan
  /** `own`: a storage with a `file_hash` of its own, which gives one name to two contents and two names to one. */
  readonly hash: 'django' | 'own'
  /** Where a collect stands still and all visitors ask again: behind each change of a file, or behind deletions alone. */
  readonly stops: 'each' | 'deletions'
  /** What lies there of a manifest while it is half written: nothing in a file that is there, or its first half. */
  readonly half: 'empty' | 'truncated'
}
