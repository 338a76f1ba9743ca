import type { ReleaseSide } from '../../model/rollout.ts'
import type { ReleasePage } from '../../model/release.ts'
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
}

/** What the pages of one release need when they are made with one table. */
export type Uses = {
  readonly uses: readonly Use[]
  /** All names of both releases; a name is known by its index. */
  readonly names: readonly string[]
  /** Each page with its names by the index of their use; null where pages are not known and each name counts. */
  readonly pages: readonly UsingPage[] | null
  /** The names of each use where pages are not known; empty where they are. */
  readonly listed: readonly (readonly number[])[]
}

type UsingPage = { readonly template: string; readonly names: ReadonlyMap<number, readonly number[]> }

/** What pages need whatever their table, and which names they look up. */
export type OwnUses = Uses & { readonly looked: readonly ReadonlySet<number>[] }

/** A release of a rollout from one that was taken. */
export function rolloutRelease(whole: WholeRelease): RolloutRelease {
  return { ...whole, pages: whole.release.pages }
}

/** What pages of a release need by themselves; where pages are not known, all names. Gives way now and then. */
export function* findOwnUses({ pages, files }: RolloutRelease, names: ClassifiedNames): Generator<void, OwnUses> {
  const list = new UseList(names)
  if (pages === null) {
    const listed: number[][] = []
    for (const [at, { name }] of files.entries()) {
      const number = names.numberOf.get(name)
      if (number !== undefined) (listed[list.indexOf('tag', number, '')] ??= []).push(number)
      if ((at & LOOK_EVERY) === 0) yield
    }
    return { uses: list.uses, names: names.names, pages: null, listed, looked: [] }
  }
  const looked: Set<number>[] = []
  const described: UsingPage[] = []
  for (const { template, names: tags, plainNames, queries = [] } of pages) {
    const page = new Map<number, number[]>()
    const numbersOf = (texts: readonly string[]): Set<number> =>
      new Set(texts.flatMap((name) => names.numberOf.get(name) ?? []))
    const note = (how: 'tag' | 'plain', numbers: ReadonlySet<number>): void => {
      const own = queries.flatMap((one) => {
        const number = one.how === how ? names.numberOf.get(one.name) : undefined
        return number === undefined ? [] : [{ number, query: one.query }]
      })
      const withQuery = new Set(own.map(({ number }) => number))
      for (const number of numbers) if (!withQuery.has(number)) append(page, list.indexOf(how, number, ''), number)
      for (const { number, query } of own) append(page, list.indexOf(how, number, query), number)
    }
    const ofTags = numbersOf(tags)
    note('tag', ofTags)
    note('plain', numbersOf(plainNames))
    looked.push(ofTags)
    described.push({ template, names: page })
    yield
  }
  return { uses: list.uses, names: names.names, pages: described, listed: [], looked }
}

/** What pages need with the table of a release: their own, and what its files name in turn. Gives way now and then. */
export function* findUses(own: OwnUses, table: ReleaseSide, names: ClassifiedNames): Generator<void, Uses> {
  if (own.pages === null) return own
  const list = new UseList(names, own.uses)
  const targets = new Targets(names, table)
  const pages: UsingPage[] = []
  for (const [at, { template, names: ofPage }] of own.pages.entries()) {
    const page = new Map<number, readonly number[]>(ofPage)
    const derived = new Map<number, number[]>()
    for (const [number, queries] of referredBy(own.looked[at] ?? new Set(), targets))
      for (const query of queries) append(derived, list.indexOf('derived', number, query), number)
    for (const [use, numbers] of derived) page.set(use, numbers)
    pages.push({ template, names: page })
    yield
  }
  return { ...own, uses: list.uses, pages }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

type Target = { readonly number: number; readonly query: string }

/** What the files of a release name, by the number of their name. Each is looked up once, for all pages. */
class Targets {
  readonly #names: ClassifiedNames
  readonly #side: ReleaseSide
  readonly #known = new Map<number, readonly Target[]>()

  constructor(names: ClassifiedNames, side: ReleaseSide) {
    this.#names = names
    this.#side = side
  }

  of(number: number): readonly Target[] {
    const found = this.#known.get(number) ?? this.#find(number)
    this.#known.set(number, found)
    return found
  }

  #find(file: number): Target[] {
    return (this.#names.files[this.#side][file]?.references ?? []).flatMap(({ target, query = '' }) => {
      const number = this.#names.numberOf.get(target)
      return number === undefined ? [] : [{ number, query }]
    })
  }
}

/** Names that the files of a page name in turn, with their queries; the page's own addresses are not among them. */
function referredBy(tags: ReadonlySet<number>, targets: Targets): Map<number, readonly string[]> {
  const found = new Map<number, readonly string[]>()
  const open = [...tags]
  for (let file = open.pop(); file !== undefined; file = open.pop())
    for (const { number, query } of targets.of(file)) {
      // With a query it is another address than that of the page.
      if (tags.has(number) && query === '') continue
      const known = found.get(number)
      if (known === undefined && !tags.has(number)) open.push(number)
      if (known === undefined) found.set(number, query === '' ? WITHOUT : [query])
      else if (!known.includes(query)) found.set(number, [...known, query])
    }
  return found
}
const WITHOUT: readonly string[] = ['']

/** Uses in the order in which they are come to. */
class UseList {
  readonly uses: Use[] = []
  readonly #names: ClassifiedNames
  readonly #index: Readonly<Record<Use['how'], number[]>> = { tag: [], derived: [], plain: [] }
  /** Those with a query, which are few; all others are found without making a key. */
  readonly #withQuery = new Map<string, number>()

  /** @param before uses that come first; none of them is asked for again */
  constructor(names: ClassifiedNames, before: readonly Use[] = []) {
    this.#names = names
    this.uses.push(...before)
  }

  /** The index of the use of a name. */
  indexOf(how: Use['how'], number: number, query: string): number {
    const nameClass = this.#names.classOf[number] ?? 0
    if (query === '') return (this.#index[how][nameClass] ??= this.#begin(how, nameClass, query))
    const key = `${how} ${nameClass} ${query}`
    const index = this.#withQuery.get(key) ?? this.#begin(how, nameClass, query)
    this.#withQuery.set(key, index)
    return index
  }

  #begin(how: Use['how'], nameClass: number, query: string): number {
    return this.uses.push({ how, nameClass, query }) - 1
  }
}
