import type { CheckedReference, DjangoReading } from '../../../shared/model/check.ts'
import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'
import { hideCleanStaticRoot } from '../collect/clean-static-root.ts'
import type { PlacedReference } from '../collect/rewrite-memory.ts'
import type { LeftReason } from '../collect/rewrite-references.ts'
import { resolveUrl, type Site, siteOf } from './resolve-url.ts'
import type { ServedNames } from './served-names.ts'

/** Said of places that Django's patterns match and no browser asks from. */
const NOTHING_HERE = 'a browser sees no reference here: a comment, a string or no valid code'

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
  // As it is with most files.
  if (browser.references.length === 0 && django.length === 0) return []
  const site = siteOf(staticUrl, served.servedAs(file), browser)
  const ordered = django.toSorted((one, other) => one.urlStart - other.urlStart)
  const unmatched = new Set(ordered)
  let from = 0
  const checked = browser.references.map((found) => {
    // What ends before this place ends before all later ones too.
    for (; from < ordered.length && endOf(ordered[from]) < found.offset; from++);
    let seen: PlacedReference | null = null
    for (let at = from; at < ordered.length && seen === null; at++) {
      const candidate = ordered[at]
      if (candidate === undefined || candidate.urlStart > found.offset + found.text.length) break
      if (unmatched.has(candidate) && isSamePlace(candidate, found)) seen = candidate
    }
    if (seen !== null) unmatched.delete(seen)
    return judge(file, found, seen, site, served)
  })
  for (const seen of unmatched) checked.push(judge(file, onlyDjango(seen), seen, site, served))
  return checked.toSorted((one, other) => one.offset - other.offset)
}

function endOf(reference: PlacedReference | undefined): number {
  return reference === undefined ? 0 : reference.urlStart + reference.url.length
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
    condition: NOTHING_HERE,
    base: 'file',
  }
}

/** Whether Django alone sees a reference there. */
export function isDjangosAlone({ condition }: Pick<CheckedReference, 'condition'>): boolean {
  return condition === NOTHING_HERE
}

function judge(
  file: string,
  found: FoundReference,
  seen: PlacedReference | null,
  site: Site,
  served: ServedNames,
): CheckedReference {
  const base = { ...found, file, django: djangoOf(seen) }
  if (found.request === 'never') return { ...base, served: 'none', resolved: seen?.target ?? null, note: null }
  return { ...base, ...servedFor(base.django.written ?? found.url, found, site, served) }
}

/** What a browser gets for a URL as it is served. */
export function servedFor(
  url: string | null,
  found: FoundReference,
  site: Site,
  served: ServedNames,
): Pick<CheckedReference, 'served' | 'resolved' | 'note'> {
  if (url === null) return { served: 'unknown', resolved: null, note: 'the address is made while the page runs' }
  const resolved = resolveUrl(url, found, site)
  switch (resolved.kind) {
    case 'none':
      return { served: 'none', resolved: null, note: null }
    case 'unknown':
      return { served: 'unknown', resolved: null, note: resolved.why }
    case 'elsewhere':
      return { served: 'elsewhere', resolved: resolved.address, note: null }
    case 'static':
      return served.find(resolved.path)
  }
}

const LEFT: Readonly<Record<LeftReason, string>> = {
  'ignored-region': 'it stands in a comment or a string',
  scheme: 'it has a scheme',
  'protocol-relative': 'it begins with two slashes',
  'not-static-url': 'it is not below STATIC_URL',
  'no-path': 'it has no path',
}

function djangoOf(seen: PlacedReference | null): CheckedReference['django'] {
  if (seen === null) return { verdict: 'not-seen', written: null, reason: null }
  const verdict: DjangoReading = seen.outcome
  const reason = seen.left === null ? hideCleanStaticRoot(seen.error?.message ?? '') || null : LEFT[seen.left]
  return { verdict, written: seen.writtenUrl, reason }
}
