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
    const [only] = wanted
    if (wanted.length === 1 && only !== undefined) return { files: uses[only]?.names ?? [], pages: null }
    return { files: [...new Set(wanted.flatMap((index) => uses[index]?.names ?? []))], pages: null }
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
