import type { NameTable, ReleaseSide } from '../../model/rollout.ts'
import type { ReleaseFile } from '../../model/release.ts'
import type { WholeRelease } from '../comparison.ts'
import { LOOK_EVERY } from '../pace.ts'
import type { ClassifiedNames } from './classify-names.ts'

/** A page of a release: the names that it looks up, and those that it asks for under their plain names. */
export type RolloutPage = {
  readonly template: string
  readonly names: readonly string[]
  readonly plainNames: readonly string[]
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
      uses.add('tag', name)
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
  for (const { template, names: looked, plainNames } of pages) {
    const own = new Map<number, number[]>()
    const note = (how: Use['how'], name: string): void => {
      const index = uses.add(how, name)
      if (index === null) return
      const list = own.get(index)
      if (list === undefined) own.set(index, [numberOf(name)])
      else list.push(numberOf(name))
    }
    const tags = new Set(looked)
    for (const name of tags) note('tag', name)
    for (const name of new Set(plainNames)) note('plain', name)
    if (table === 'a' || table === 'b') for (const name of referredBy(tags, names[table])) note('derived', name)
    described.push({ template, names: own })
    yield
  }
  return { uses: uses.all(), names: [...numbers.keys()], pages: described }
}

/** Names that the files of a page name in turn, the page's own not among them. */
function referredBy(tags: ReadonlySet<string>, files: ReadonlyMap<string, ReleaseFile>): Set<string> {
  const found = new Set<string>()
  const open = [...tags]
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const { target } of files.get(name)?.references ?? [])
      if (!tags.has(target) && !found.has(target)) {
        found.add(target)
        open.push(target)
      }
  return found
}

class UseList {
  readonly #names: ClassifiedNames
  readonly #uses: { how: Use['how']; nameClass: number; names: Set<string> }[] = []
  readonly #index: Readonly<Record<Use['how'], number[]>> = { tag: [], derived: [], plain: [] }

  constructor(names: ClassifiedNames) {
    this.#names = names
  }

  /** The index of the use; null for a name that neither release has. */
  add(how: Use['how'], name: string): number | null {
    const nameClass = this.#names.classOf.get(name)
    if (nameClass === undefined) return null
    const index = (this.#index[how][nameClass] ??= this.#uses.push({ how, nameClass, names: new Set() }) - 1)
    this.#uses[index]?.names.add(name)
    return index
  }

  all(): Use[] {
    return this.#uses.map((use) => ({ ...use, names: [...use.names] }))
  }
}
