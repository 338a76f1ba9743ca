import { SHOWN } from '../../model/rollout.ts'
import type { Uses } from './find-uses.ts'
import type { NameSet } from './name-sets.ts'

/** Uses by their index, each with those of its names that are meant; null: all of them. */
export type NamesOfUses = ReadonlyMap<number, NameSet | null>

/** Some uses of the pages of one kind. */
export type WantedUses = {
  readonly all: Uses
  readonly wanted: NamesOfUses
  /**
   * Uses that end a page with an error: where pages are known, no other file of such a page is asked for. Null for the
   * errors themselves.
   */
  readonly failing: ReadonlySet<number> | null
}

/** Files and pages behind some uses. `pages` is null where pages are not known. */
export type Named = { readonly files: readonly string[]; readonly pages: readonly string[] | null }

/** The files and pages of some uses. */
export function nameResults(uses: WantedUses): Named {
  const { all } = uses
  if (all.pages === null) {
    // All names are looked up here, each in one use.
    return { files: textsOf(all, listedNames(uses).flat()), pages: null }
  }
  const { files, pages } = numberResults(uses, all.pages)
  return {
    files: textsOf(all, files),
    pages: pages.map((page) => all.pages?.[page]?.template ?? ''),
  }
}

/** The first `SHOWN` files and pages of some uses, and how many there are. */
export type Sample = {
  readonly files: string[]
  readonly fileCount: number
  readonly pages: string[]
  readonly pageCount: number | null
}

/** A sample of `nameResults`, which makes no long list of names. */
export function sampleResults(uses: WantedUses): Sample {
  const { all } = uses
  if (all.pages !== null) {
    const { files, pages } = numberResults(uses, all.pages)
    return {
      files: textsOf(all, files.slice(0, SHOWN)),
      fileCount: files.length,
      pages: pages.slice(0, SHOWN).map((page) => all.pages?.[page]?.template ?? ''),
      pageCount: pages.length,
    }
  }
  const lists = listedNames(uses)
  return {
    files: textsOf(all, lists.flatMap((names) => names.slice(0, SHOWN)).slice(0, SHOWN)),
    fileCount: lists.reduce((sum, { length }) => sum + length, 0),
    pages: [],
    pageCount: null,
  }
}

/** The names of each wanted use, where pages are not known. */
function listedNames({ all, wanted }: WantedUses): (readonly number[])[] {
  return [...wanted].map(([index, meant]) => {
    const names = all.listed[index] ?? []
    return meant === null ? names : names.filter((name) => meant.has(name))
  })
}

function textsOf({ names }: Uses, numbers: readonly number[]): string[] {
  return numbers.map((number) => names[number] ?? '')
}

/** Tells uses and their names apart from others. */
export function keyOfUses(uses: NamesOfUses): string {
  return [...uses].map(([use, names]) => (names === null ? use : `${use}/${names.id}`)).join()
}

/** Uses with some of their names each, every use once; in the order of their indexes. */
export function uniteUses(several: Iterable<readonly [number, NameSet | null]>): NamesOfUses {
  const united = new Map<number, NameSet | null>()
  for (const [use, names] of several) {
    const known = united.get(use)
    united.set(use, known === undefined ? names : names === null ? null : (known?.union(names) ?? null))
  }
  return new Map([...united].sort(([one], [other]) => one - other))
}

type Numbers = { readonly files: readonly number[]; readonly pages: readonly number[] }

/** Hundreds of hazards of many servers come from some ten different uses. */
const NUMBERED = new WeakMap<Uses, Map<string, Numbers>>()

function numberResults(uses: WantedUses, known: NonNullable<Uses['pages']>): Numbers {
  const { all, wanted, failing } = uses
  const ofAll = NUMBERED.get(all) ?? new Map<string, Numbers>()
  NUMBERED.set(all, ofAll)
  const key = `${keyOfUses(wanted)} ${failing === null ? 'none' : [...failing].join()}`
  const found = ofAll.get(key) ?? numberAnew(uses, known)
  ofAll.set(key, found)
  return found
}

/** The numbers of files and pages, each once. Pages have a hundred times more names than there are files. */
function numberAnew({ all, wanted, failing }: WantedUses, known: NonNullable<Uses['pages']>): Numbers {
  const ending = failing === null ? [] : [...failing]
  const meantUses = [...wanted]
  const seen = new Uint8Array(all.names.length)
  const files: number[] = []
  const pages: number[] = []
  for (const [page, { names }] of known.entries()) {
    if (ending.some((index) => names.has(index))) continue
    let isMeant = false
    for (const [index, meant] of meantUses) {
      const own = names.get(index)
      if (own === undefined) continue
      if (meant === null) isMeant = true
      for (const name of own) {
        if (meant !== null) {
          if (!meant.has(name)) continue
          isMeant = true
        }
        if (seen[name] === 1) continue
        seen[name] = 1
        files.push(name)
      }
    }
    if (isMeant) pages.push(page)
  }
  return { files, pages }
}

/** How many files and pages there are behind some uses together. `pages` is null where pages are not known. */
export type Count = { readonly files: number; readonly pages: number | null }

/** Counts the files and pages of several uses, each once. */
export function countResults(several: readonly WantedUses[]): Count {
  const merged = mergeUses(several)
  const [first] = merged
  if (first !== undefined && merged.length === 1) {
    const { fileCount, pageCount } = sampleResults(first)
    return { files: fileCount, pages: pageCount }
  }
  const named = merged.map(nameResults)
  const isKnown = named.every(({ pages }) => pages !== null)
  return {
    files: new Set(named.flatMap(({ files }) => files)).size,
    pages: isKnown ? new Set(named.flatMap(({ pages }) => pages ?? [])).size : null,
  }
}

/** What differs in nothing but the wanted uses is one: hazards of one kind follow one another in time. */
function mergeUses(several: readonly WantedUses[]): WantedUses[] {
  const byUses = Map.groupBy(several, ({ all }) => all)
  return [...byUses].flatMap(([all, same]) => {
    // Where pages are not known, errors take no file away.
    const byFailing = Map.groupBy(same, ({ failing }) => (all.pages === null ? '' : [...(failing ?? ['none'])].join()))
    return [...byFailing.values()].map((alike): WantedUses => {
      const wanted = uniteUses(alike.flatMap((one) => [...one.wanted]))
      return { all, wanted, failing: alike[0]?.failing ?? null }
    })
  })
}
