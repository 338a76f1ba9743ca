import type { CheckedReference, DjangoReading } from '../../../shared/model/check.ts'
import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'
import type { PlacedReference } from '../collect/rewrite-memory.ts'
import { resolveUrl, type Site } from './resolve-url.ts'
import type { ServedNames } from './served-names.ts'

/**
 * Lays a browser's reading of a file beside Django's: each place that either of them sees, once, with what both make of
 * it. What a browser gets is judged by what Django has written there.
 * @param django the references of the file's last pass; empty for files that Django does not rewrite
 */
export function bothReadings(
  file: string,
  browser: BrowserReading,
  django: readonly PlacedReference[],
  staticUrl: string,
  served: ServedNames,
): CheckedReference[] {
  const site: Site = { staticUrl, documentBase: browser.documentBase, importMap: browser.importMap }
  const unmatched = new Set(django)
  const checked = browser.references.map((found) => {
    const seen = django.find((reference) => isSamePlace(reference, found)) ?? null
    if (seen !== null) unmatched.delete(seen)
    return judge(file, found, seen, site, served)
  })
  for (const seen of unmatched) checked.push(judge(file, onlyDjango(seen), seen, site, served))
  return checked.toSorted((one, other) => one.offset - other.offset)
}

/** Django's URL may begin at a quote or a blank before the browser's, so the two need only overlap. */
function isSamePlace({ urlStart, url }: PlacedReference, { offset, text }: FoundReference): boolean {
  return urlStart <= offset + text.length && offset <= urlStart + url.length && (url !== '' || urlStart === offset)
}

/** A place that Django's patterns match and no browser asks from: a comment, a string, a broken declaration. */
function onlyDjango({ pattern, urlStart, url, sourceLine, column }: PlacedReference): FoundReference {
  const kind = pattern.startsWith('module') ? 'js-import' : pattern === 'import-rule' ? 'css-import' : 'css-url'
  return {
    kind: pattern.endsWith('source-map') ? (pattern.startsWith('js') ? 'js-source-map' : 'css-source-map') : kind,
    offset: urlStart,
    line: sourceLine,
    column,
    text: url,
    url,
    request: 'never',
    condition: 'a browser sees no reference here: a comment, a string or no valid code',
    base: 'file',
  }
}

function judge(
  file: string,
  found: FoundReference,
  seen: PlacedReference | null,
  site: Site,
  served: ServedNames,
): CheckedReference {
  const django = djangoOf(seen)
  const base = { ...found, file, django }
  const url = django.written ?? found.url
  if (found.request === 'never') return { ...base, served: 'none', resolved: seen?.target ?? null, note: null }
  if (url === null)
    return { ...base, served: 'unknown', resolved: null, note: 'the address is made while the page runs' }
  const resolved = resolveUrl(url, found, served.servedAs(file), site)
  if (resolved.kind === 'none') return { ...base, served: 'none', resolved: null, note: null }
  if (resolved.kind === 'unknown') return { ...base, served: 'unknown', resolved: null, note: resolved.why }
  if (resolved.kind === 'elsewhere') return { ...base, served: 'elsewhere', resolved: resolved.address, note: null }
  const { path } = resolved
  const logical = served.ofHashed(path)
  if (logical !== null) return { ...base, served: 'hashed', resolved: logical, note: null }
  if (served.hasPlain(path)) return { ...base, served: 'plain', resolved: path, note: null }
  const like = served.likeName(path)
  if (like !== null) return { ...base, served: 'wrong-case', resolved: path, note: `there is ${like}` }
  return { ...base, served: 'missing', resolved: path, note: null }
}

function djangoOf(seen: PlacedReference | null): CheckedReference['django'] {
  if (seen === null) return { verdict: 'not-seen', written: null, reason: null }
  const verdict: DjangoReading = seen.outcome
  const reason = seen.left ?? seen.error?.message ?? null
  return { verdict, written: seen.writtenUrl, reason }
}
