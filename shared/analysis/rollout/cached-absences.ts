import type { RolloutPlan } from '../../model/rollout-plan.ts'
import { type Condition, CONDITIONS } from '../../model/rollout.ts'
import { type NameNote, NameNotes, type NameSet } from './name-sets.ts'

/** A 404 that a cache in front keeps, and how sure it is that it was asked for. */
export type CachedAbsence = { readonly until: number; readonly condition: Condition }

/**
 * The 404 answers that a cache in front keeps. Names of one class have one address here; with it is noted for which of
 * them it was asked while they were away.
 */
export class CachedAbsences {
  /** Without a cache in front, or with one that keeps no 404, nothing is noted. */
  readonly areKept: boolean
  readonly #lifetime: number
  readonly #cached = new Map<string, NameNotes<CachedAbsence>>()
  /** What is asked for in this span, by how sure that is. */
  readonly #asked = new Map<string, Map<Condition, NameSet>>()

  constructor({ cdn, lifetimes }: RolloutPlan) {
    this.areKept = cdn && lifetimes.missing > 0
    this.#lifetime = lifetimes.missing
  }

  /** Notes that somebody asks for names behind an address while they are away. */
  ask(url: string, names: NameSet, condition: Condition): void {
    if (!this.areKept) return
    const asked = this.#asked.get(url) ?? new Map<Condition, NameSet>()
    this.#asked.set(url, asked)
    asked.set(condition, asked.get(condition)?.union(names) ?? names)
  }

  /** Keeps the answers to those who asked, up to a moment. */
  remember(to: number): void {
    for (const [url, asked] of this.#asked) {
      const cached = this.#cached.get(url) ?? new NameNotes<CachedAbsence>()
      this.#cached.set(url, cached)
      // The surest comes last, in place of the others.
      for (const condition of CONDITIONS.toReversed()) {
        const names = asked.get(condition)
        if (names !== undefined) cached.note(names, { until: to + this.#lifetime, condition })
      }
    }
    this.#asked.clear()
  }

  /** Whether anybody ever asked for names behind an address while they were away. */
  has(url: string): boolean {
    return this.#cached.has(url)
  }

  /** The 404 answers that are kept of names at a moment. */
  of(url: string, names: NameSet, from: number): NameNote<CachedAbsence>[] {
    return (this.#cached.get(url)?.of(names) ?? []).filter(({ value }) => value.until > from)
  }
}
