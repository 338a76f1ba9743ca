import type { CheckedReference } from '../../../shared/model/check.ts'
import { resolveUrl, siteOf } from '../../core/check/resolve-url.ts'
import type { BrowserAnswer } from './ask-browser.ts'

/**
 * What came of one reference. `asked`, `never-asked`, `resolved`: the browser did as it was told it would (`resolved`:
 * it was only asked where the address leads). `not-exercised`: it could not be brought to ask. The rest is disagreement.
 */
export type Outcome = 'asked' | 'never-asked' | 'resolved' | 'not-exercised' | 'not-sent' | 'sent' | 'other-answer'
export type Judged = {
  readonly reference: CheckedReference
  readonly outcome: Outcome
  readonly address: string | null
}

export const DISAGREES: ReadonlySet<Outcome> = new Set(['not-sent', 'sent', 'other-answer'])

/** A file in the browser, held against its references. */
export type JudgedFile = {
  readonly file: string
  readonly judged: readonly Judged[]
  /** Requests that no reference explains. */
  readonly unexplained: readonly string[]
  /** Of scripts: requests for names that the running code has put together, which no text holds. */
  readonly byCode: readonly string[]
}

/** What of a folder must be known to tell where a reference leads. */
export type Place = {
  readonly servedAs: (name: string) => string
  readonly hashedName: (name: string) => string | null
  readonly documentBase: string | null
  readonly importMap: ReadonlyMap<string, string> | null
}

/** Kinds whose address developer tools get from the browser. */
const MAP_COMMENTS = new Set<CheckedReference['kind']>(['css-source-map', 'js-source-map'])

/** Holds what a browser asked for against the verdicts on each reference of a file, in both directions. */
export function judgeRequests(
  file: string,
  text: string,
  references: readonly CheckedReference[],
  answer: BrowserAnswer,
  place: Place,
): JudgedFile {
  const asked = new Map(answer.asked.map((one) => [keyOf(one.place, one.path), one]))
  for (const url of answer.foreign)
    asked.set(keyOf('elsewhere', url), { place: 'elsewhere', path: url, destination: '', exists: false })
  const resolved = new Set(answer.resolved.map(keyOfAddress))
  const maps = new Set(answer.sourceMaps.map(keyOfAddress))
  const addresses = references.map((reference) => addressOf(reference, place))
  /** What is asked for by right, so that the same address in a comment is not blamed for it. */
  const expected = new Set(
    addresses.filter((_, index) => references[index]?.request !== 'never').flatMap((address) => address ?? []),
  )
  const judged = references.map((reference, index): Judged => {
    const address = addresses[index] ?? null
    return { reference, address, outcome: outcomeOf(reference, address) }
  })
  const explained = new Set([...expected, ...references.flatMap((reference) => otherAddresses(reference, file, place))])
  const others = [...asked.keys()].filter((key) => !explained.has(key))
  const written = others.length === 0 || /\.css$/i.test(file) ? null : writtenAddresses(text, file, place)
  return {
    file,
    judged,
    unexplained: others.filter((key) => written === null || written.has(key)),
    byCode: others.filter((key) => written !== null && !written.has(key)),
  }

  function outcomeOf(reference: CheckedReference, address: string | null): Outcome {
    const { kind, request, served } = reference
    if (MAP_COMMENTS.has(kind)) {
      if (address === null) return request === 'never' ? 'never-asked' : 'not-exercised'
      const isNamed = maps.has(address)
      if (request === 'never') return isNamed && !expected.has(address) ? 'sent' : 'never-asked'
      return isNamed ? 'resolved' : reference.condition === 'with developer tools open' ? 'not-sent' : 'not-exercised'
    }
    if (address === null) return request === 'never' ? 'never-asked' : 'not-exercised'
    const got = asked.get(address)
    if (request === 'never') return got !== undefined && !expected.has(address) ? 'sent' : 'never-asked'
    if (got === undefined) {
      if (request === 'requested') return 'not-sent'
      return resolved.has(address) ? 'resolved' : 'not-exercised'
    }
    const isThere = served === 'hashed' || served === 'plain'
    return served !== 'elsewhere' && got.exists !== isThere ? 'other-answer' : 'asked'
  }
}

/** Where a browser should turn to, as a key; null where the check cannot know, or where there is no address. */
function addressOf(reference: CheckedReference, place: Place): string | null {
  const { served, resolved, request } = reference
  if (request === 'never') return neverAddress(reference, place)
  if (resolved === null) return bareAddress(reference)
  switch (served) {
    case 'hashed':
      return keyOf('static', place.hashedName(resolved) ?? resolved)
    case 'plain':
    case 'missing':
    case 'wrong-case':
      return keyOf('static', resolved)
    case 'elsewhere':
      return keyOf('elsewhere', resolved)
    case 'none':
    case 'unknown':
      return null
  }
}

/** Where a place would lead if a browser did ask from there. */
function neverAddress(reference: CheckedReference, place: Place): string | null {
  const url = reference.django.written ?? reference.url
  if (url === null || url === '' || url.startsWith('#') || /^(?!https?:)[a-z][a-z0-9+.-]*:/i.test(url)) return null
  const site = siteOf('/static/', place.servedAs(reference.file), place)
  const found = resolveUrl(url, reference, site)
  return found.kind === 'static'
    ? keyOf('static', found.path)
    : found.kind === 'elsewhere'
      ? keyOf('elsewhere', found.address)
      : null
}

/** Bare names of modules are mapped to an address by the page of the load; here all of them count as one. */
function bareAddress({ served, base, kind }: CheckedReference): string | null {
  return served === 'unknown' && base === 'document' && /^js-(?:import|export|dynamic-import)$/.test(kind)
    ? 'bare'
    : null
}

/** Addresses of references of which the check says that it cannot know them: from the page, and from the file. */
function otherAddresses(reference: CheckedReference, file: string, place: Place): string[] {
  const { served, url, request } = reference
  if (url === null || request === 'never' || served !== 'unknown') return []
  const written = reference.django.written ?? url
  const bases = ['https://site.invalid/', `https://site.invalid/static/${place.servedAs(file)}`]
  return bases.flatMap((base) => {
    const address = URL.parse(written, base)?.href
    return address === undefined ? [] : [keyOfAddress(address.replace('https://site.invalid', ''))]
  })
}

/** Where each string in a text would lead, from the file and from the page. */
function writtenAddresses(text: string, file: string, place: Place): ReadonlySet<string> {
  const bases = ['https://site.invalid/', `https://site.invalid/static/${place.servedAs(file)}`]
  const strings = text.matchAll(/(["'`])((?:(?!\1)[^\\\n]){1,300})\1/g)
  return new Set(
    [...strings].flatMap(([, , string = '']) =>
      bases.map((base) => keyOfAddress((URL.parse(string, base)?.href ?? '').replace('https://site.invalid', ''))),
    ),
  )
}

function keyOfAddress(address: string): string {
  const local = /^\/static\/([^?#]*)/.exec(address)
  return local === null ? keyOf('elsewhere', address) : keyOf('static', decoded(local[1] ?? ''))
}

function keyOf(place: 'static' | 'elsewhere', path: string): string {
  if (/^\/bare\/\d+$/.test(path)) return 'bare'
  // An address without a scheme takes that of the page.
  return `${place} ${place === 'static' ? path : path.replace(/#.*$/s, '').replace(/^https?:/, '')}`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
