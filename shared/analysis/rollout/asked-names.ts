import type { Uses } from './find-uses.ts'
import { type NameSet, NameSets } from './name-sets.ts'

/** Knows which names visitors really ask for: of an error page a browser asks for nothing. */
export class AskedNames {
  readonly #sets = new NameSets()
  readonly #known = new WeakMap<Uses, Map<string, Asked>>()

  /**
   * What is asked for by pages that are sent. Where pages are not known, all.
   * @param failing uses that end a page with an error
   */
  of(all: Uses, failing: ReadonlySet<number>): Asked {
    const known = this.#known.get(all) ?? new Map<string, Asked>()
    this.#known.set(all, known)
    const key = [...failing].join()
    const found = known.get(key) ?? new Asked(all, [...failing], this.#sets)
    known.set(key, found)
    return found
  }
}

/** The names that somebody asks for. Those of most uses matter to nobody, so they are found when they do. */
export class Asked {
  readonly #all: Uses
  readonly #failing: readonly number[]
  readonly #sets: NameSets
  readonly #found = new Map<number, NameSet | null>()

  /** @param failing uses that end a page with an error */
  constructor(all: Uses, failing: readonly number[], sets: NameSets) {
    this.#all = all
    this.#failing = failing
    this.#sets = sets
  }

  /** The names of a use; null: nobody asks for any. */
  namesOf(use: number): NameSet | null {
    const known = this.#found.get(use)
    if (known !== undefined) return known
    const found = this.#sets.of(this.#numbersOf(use))
    this.#found.set(use, found)
    return found
  }

  #numbersOf(use: number): readonly number[] {
    const { names: all, pages, listed } = this.#all
    if (pages === null) return listed[use] ?? []
    // Pages have a hundred times more names than there are files.
    const seen = new Uint8Array(all.length)
    const numbers: number[] = []
    for (const { names } of pages) {
      const own = names.get(use)
      if (own === undefined || this.#failing.some((failing) => names.has(failing))) continue
      for (const number of own) {
        if (seen[number] === 1) continue
        seen[number] = 1
        numbers.push(number)
      }
    }
    return numbers
  }
}
