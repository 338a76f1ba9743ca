import { SHOWN } from '../../model/rollout.ts'
import type { Uses } from './find-uses.ts'

/** Files and pages behind some uses. `pages` is null where pages are not known. */
export type Named = { readonly files: readonly string[]; readonly pages: readonly string[] | null }

/**
 * The files and pages of some uses.
 * @param failing uses that end a page with an error: where pages are known, no other file of such a page is asked for;
 * null for the errors themselves
 */
export function nameResults(
  { uses, pages }: Uses,
  wanted: readonly number[],
  failing: ReadonlySet<number> | null,
): Named {
  if (pages === null) {
    // All names are looked up here, each in one use.
    return { files: wanted.flatMap((index) => uses[index]?.names ?? []), pages: null }
  }
  const files = new Set<string>()
  const templates: string[] = []
  for (const { template, names } of pages) {
    if (failing !== null && [...failing].some((index) => names.has(index))) continue
    const own = wanted.flatMap((index) => names.get(index) ?? [])
    for (const name of own) files.add(name)
    if (own.length > 0) templates.push(template)
  }
  return { files: [...files], pages: templates }
}

/** The first `SHOWN` files and pages of some uses, and how many there are. */
export type Sample = {
  readonly files: string[]
  readonly fileCount: number
  readonly pages: string[]
  readonly pageCount: number | null
}

/** A sample of `nameResults`, which makes no long list where pages are not known. */
export function sampleResults(all: Uses, wanted: readonly number[], failing: ReadonlySet<number> | null): Sample {
  if (all.pages !== null) {
    const { files, pages } = nameResults(all, wanted, failing)
    return {
      files: files.slice(0, SHOWN),
      fileCount: files.length,
      pages: (pages ?? []).slice(0, SHOWN),
      pageCount: pages?.length ?? null,
    }
  }
  const lists = wanted.map((index) => all.uses[index]?.names ?? [])
  return {
    files: lists.flatMap((names) => names.slice(0, SHOWN)).slice(0, SHOWN),
    fileCount: lists.reduce((sum, { length }) => sum + length, 0),
    pages: [],
    pageCount: null,
  }
}
