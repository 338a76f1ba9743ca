import { join } from 'node:path'
import type { Act } from '../../../shared/analysis/rollout/plan-acts.ts'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { CollectInSteps, type Stop } from './collect-in-steps.ts'
import type { Places } from './places.ts'
import type { RolloutSet } from './rollout-set.ts'

/** A step of a collect into a storage. */
export type CollectAct = Extract<Act, { readonly storage: string }>

/** Whether an act begins a collect. */
export function isCollectStart(act: Act): act is CollectAct {
  return act.kind === 'collect-start'
}

/** The runs of real `collectstatic` that go on in a world, one for each storage. */
export class RunningCollects {
  readonly #plan: RolloutPlan
  readonly #half: RolloutSet['half']
  readonly #places: Places
  readonly #python: string
  readonly #running = new Map<string, CollectInSteps>()

  constructor(plan: RolloutPlan, half: RolloutSet['half'], places: Places, python: string) {
    this.#plan = plan
    this.#half = half
    this.#places = places
    this.#python = python
  }

  /** Starts a run, which does nothing yet. */
  start({ side, storage }: CollectAct): void {
    // What is built lies beside the image: its manifest is not that of the processes.
    const image = join(this.#places.home, `builder-${side}`)
    const env = this.#places.environment(side, this.#places.root(storage), image)
    this.#running.set(storage, new CollectInSteps(this.#python, this.#places.checkout(side), env, this.#options()))
  }

  /**
   * Has runs that were started change one file after the other, in turn, to where all is there but the manifest.
   * @param look called behind each change
   */
  async saveAll(acts: readonly CollectAct[], look: (stop: Stop) => Promise<void>): Promise<void> {
    const going = new Set(acts.map((act) => this.of(act)))
    while (going.size > 0)
      for (const collect of going) {
        const stop = await collect.step()
        if (stop.what === 'all-saved') going.delete(collect)
        else await look(stop)
      }
  }

  /** The run that an act is about. @throws Error when there is none */
  of({ storage }: CollectAct): CollectInSteps {
    const collect = this.#running.get(storage)
    if (collect === undefined) throw new Error(`nothing is collected into ${storage}`)
    return collect
  }

  /** Lets a run end. */
  async finish(act: CollectAct): Promise<void> {
    await this.of(act).finish()
    this.#running.delete(act.storage)
  }

  /** Ends all that was not finished. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((collect) => collect.stop()))
  }

  /** What a run of the plan is told. */
  #options(): string[] {
    const { clear, manifest, writing } = this.#plan.collect
    return [
      ...(clear ? ['--clear'] : []),
      ...(manifest === 'first' ? ['--manifest-elsewhere'] : []),
      ...(manifest === 'last' && writing > 0 ? [`--half=${this.#half}`] : []),
    ]
  }
}
