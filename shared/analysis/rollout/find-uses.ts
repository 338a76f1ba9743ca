import type { NameTable, ReleaseSide } from '../../model/rollout.ts'
import type { ReleaseFile, ReleasePage } from '../../model/release.ts'
import type { WholeRelease } from '../comparison.ts'
import { LOOK_EVERY } from '../pace.ts'
import type { ClassifiedNames } from './classify-names.ts'

/** A page of a release: the names that it looks up, and those that it asks for under their plain names. */
export type RolloutPage = {
  readonly template: string
  readonly names: readonly string[]
  readonly plainNames: readonly string[]
  /** Queries behind these names; see `releasePageSchema`. */
  readonly queries?: ReleasePage['queries']
}

/** A release with the pages of a rollout; null where they are not known. */
export type RolloutRelease = WholeRelease & { readonly pages: readonly RolloutPage[] | null }

/**
 * Names of one class that pages come to in one way. `tag`: looked up in the manifest. `derived`: named by a style sheet or
 * script of the release whose table is used. `plain`: asked for under the plain name, whatever the table.
 */
export type Use = {
  readonly how: 'tag' | 'derived' | 'plain'
  readonly nameClass: number
  /** Query that they are asked for with, its question mark included; empty for none. */
  readonly query: string
  readonly names: readonly string[]
}

/** What the pages of one release need when they are made with one table. */
export type Uses = {
  readonly uses: readonly Use[]
  /** All names of pages, each once; a name is known by its index. Empty where pages are not known. */
  readonly names: readonly string[]
  /** Each page with its names by the index of their use; null where pages are not known and each name counts. */
  readonly pages: readonly UsingPage[] | null
}

type UsingPage = { readonly template: string; readonly names: ReadonlyMap<number, readonly number[]> }

/** A release of a rollout from one that was taken. */
export function rolloutRelease(whole: WholeRelease): RolloutRelease {
  return { ...whole, pages: whole.release.pages }
}

/** What pages of a release need under a table. Gives way now and then. */
export function* findUses(
  page: ReleaseSide,
  table: NameTable,
  releases: Readonly<Record<ReleaseSide, RolloutRelease>>,
  names: ClassifiedNames,
): Generator<void, Uses> {
  const uses = new UseList(names)
  const { pages, files } = releases[page]
  if (pages === null) {
    for (const [at, { name }] of files.entries()) {
      uses.add('tag', name, '')
      if ((at & LOOK_EVERY) === 0) yield
    }
    return { uses: uses.all(), names: [], pages: null }
  }
  const numbers = new Map<string, number>()
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    return number
  }
  const described: UsingPage[] = []
  for (const { template, names: looked, plainNames, queries = [] } of pages) {
    const own = new Map<number, number[]>()
    const note = (how: Use['how'], name: string, query: string): void => {
      const index = uses.add(how, name, query)
      if (index === null) return
      const list = own.get(index)
      if (list === undefined) own.set(index, [numberOf(name)])
      else list.push(numberOf(name))
    }
    const tags = new Set(looked)
    const withQueries = (how: 'tag' | 'plain', looked: ReadonlySet<string>): void => {
      const own = queries.filter((one) => one.how === how)
      const asked = new Set(own.map(({ name }) => name))
      for (const name of looked) if (!asked.has(name)) note(how, name, '')
      for (const { name, query } of own) note(how, name, query)
    }
    withQueries('tag', tags)
    withQueries('plain', new Set(plainNames))
    if (table === 'a' || table === 'b')
      for (const [name, queriesOfName] of referredBy(tags, names[table]))
        for (const query of queriesOfName) note('derived', name, query)
    described.push({ template, names: own })
    yield
  }
  return { uses: uses.all(), names: [...numbers.keys()], pages: described }
}

/** Names that the files of a page name in turn, with their queries; the page's own addresses are not among them. */
function referredBy(
  tags: ReadonlySet<string>,
  files: ReadonlyMap<string, ReleaseFile>,
): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  const open = [...tags]
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const { target, query = '' } of files.get(name)?.references ?? []) {
      // With a query it is another address than that of the page.
      if (tags.has(target) && query === '') continue
      const known = found.get(target)
      if (known === undefined && !tags.has(target)) open.push(target)
      if (known === undefined) found.set(target, query === '' ? WITHOUT : [query])
      else if (!known.includes(query)) found.set(target, [...known, query])
    }
  return found
}
const WITHOUT: readonly string[] = ['']

class UseList {
  readonly #names: ClassifiedNames
  readonly #uses: { how: Use['how']; nameClass: number; query: string; names: Set<string> }[] = []
  readonly #index: Readonly<Record<Use['how'], number[]>> = { tag: [], derived: [], plain: [] }
  /** Those with a query, which are few; all others are found without making a key. */
  readonly #withQuery = new Map<string, number>()

  constructor(names: ClassifiedNames) {
    this.#names = names
  }

  /** The index of the use; null for a name that neither release has. */
  add(how: Use['how'], name: string, query: string): number | null {
    const nameClass = this.#names.classOf.get(name)
    if (nameClass === undefined) return null
    const index =
      query === ''
        ? (this.#index[how][nameClass] ??= this.#begin(how, nameClass, query))
        : this.#indexOf(how, nameClass, query)
    this.#uses[index]?.names.add(name)
    return index
  }

  #indexOf(how: Use['how'], nameClass: number, query: string): number {
    const key = `${how} ${nameClass} ${query}`
    const index = this.#withQuery.get(key) ?? this.#begin(how, nameClass, query)
    this.#withQuery.set(key, index)
    return index
  }

  #begin(how: Use['how'], nameClass: number, query: string): number {
    return this.#uses.push({ how, nameClass, query, names: new Set() }) - 1
  }

  all(): Use[] {
    return this.#uses.map((use) => ({ ...use, names: [...use.names] }))
  }
}
