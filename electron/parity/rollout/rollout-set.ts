import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'

/** One rollout that is played with real servers. */
export type RolloutSet = {
  readonly title: string
  readonly django: string
  readonly plan: RolloutPlan
  /** A storage with a `file_hash` of its own: `pinned` gives one name to two contents, `own` two names to one as well. */
  readonly hash: 'django' | 'pinned' | 'own'
  /** Where a collect stands still and all visitors ask again: behind each change of a file, or behind deletions alone. */
  readonly stops: 'each' | 'deletions'
  /** What lies there of a manifest while it is half written: nothing in a file that is there, or its first half. */
  readonly half: 'empty' | 'truncated'
}
