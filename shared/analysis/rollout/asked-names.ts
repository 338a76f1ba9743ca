import type { Uses } from './find-uses.ts'
import { type NameSet, NameSets } from './name-sets.ts'

/** The names of each use, by its index, that somebody asks for; null: nobody asks for any. */
export type Asked = readonly (NameSet | null)[]

/** Knows which names visitors really ask for: of an error page a browser asks for nothing. */
export class AskedNames {
  readonly #sets = new NameSets()
  readonly #known = new WeakMap<Uses, Map<string, Asked>>()

  /**
   * The names of pages that are sent. Where pages are not known, all.
   * @param failing uses that end a page with an error
   */
  of(all: Uses, failing: ReadonlySet<number>): Asked {
    const known = this.#known.get(all) ?? new Map<string, Asked>()
    this.#known.set(all, known)
    const key = [...failing].join()
    const found = known.get(key) ?? namesOf(all, failing).map((names) => this.#sets.of(names))
    known.set(key, found)
    return found
  }
}

function namesOf({ uses, names: all, pages }: Uses, failing: ReadonlySet<number>): Iterable<string>[] {
  if (pages === null) return uses.map(({ names }) => names)
  const asked = uses.map(() => new Set<number>())
  for (const { names } of pages) {
    if ([...failing].some((use) => names.has(use))) continue
    for (const [use, own] of names) for (const name of own) asked[use]?.add(name)
  }
  return asked.map((numbers) => [...numbers].map((name) => all[name] ?? ''))
}
