import type { RolloutRelease } from '../../../shared/analysis/rollout/find-uses.ts'
import { type Rollout, simulateRollout } from '../../../shared/analysis/rollout/simulate-rollout.ts'
import type { RolloutNames } from '../../../shared/analysis/rollout/prepare-names.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'

/** Two releases that rollouts are played on. */
export type RolloutPair = { readonly a: RolloutRelease; readonly b: RolloutRelease; readonly names: RolloutNames }

/** Two plans side by side on each of two pairs, and some to go back to. */
const PAIRS = 3
const ROLLOUTS = 12

/** Pairs that were read and rollouts that were played; what was used longest ago goes first. */
export class OpenRollouts {
  readonly #pairs = new Map<string, RolloutPair>()
  readonly #rollouts = new Map<string, Rollout>()

  /** Keeps a pair; rollouts of an older one of the same id go. */
  finish(pairId: string, pair: RolloutPair): void {
    keep(this.#pairs, pairId, pair, PAIRS)
    for (const id of this.#rollouts.keys()) if (id.startsWith(`${pairId} `)) this.#rollouts.delete(id)
  }

  /** Plays a plan; an equal plan on the same pair is played once. @throws InspectorError not-found */
  play(pairId: string, plan: RolloutPlan): { readonly rolloutId: string; readonly rollout: Rollout } {
    const pair = this.#pairs.get(pairId)
    if (pair === undefined)
      throw new InspectorError('not-found', 'These two releases are not kept any more. Choose them again.')
    keep(this.#pairs, pairId, pair, PAIRS)
    const rolloutId = `${pairId} ${JSON.stringify(plan)}`
    const rollout =
      this.#rollouts.get(rolloutId) ??
      simulateRollout(pair.a, pair.b, plan, pair.names, (other) => this.play(pairId, other).rollout.hazards)
    keep(this.#rollouts, rolloutId, rollout, ROLLOUTS)
    return { rolloutId, rollout }
  }

  /** @throws InspectorError not-found */
  get(rolloutId: string): Rollout {
    const rollout = this.#rollouts.get(rolloutId)
    if (rollout === undefined)
      throw new InspectorError('not-found', 'This rollout is not kept any more. Play the plan again.')
    keep(this.#rollouts, rolloutId, rollout, ROLLOUTS)
    return rollout
  }
}

/** Puts a value last, and lets the first go when there are too many. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key)
  map.set(key, value)
  for (const [oldest] of map) {
    if (map.size <= most) break
    map.delete(oldest)
  }
}
