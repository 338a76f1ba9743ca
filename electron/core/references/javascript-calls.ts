import type { FoundReference, ReferenceKind } from '../../../shared/model/reference.ts'
import { indexOfWord } from './index-of-word.ts'
import { neverAsked } from './never-asked.ts'
import type { FoundAt } from './places.ts'
import type { Probed } from './probe-code.ts'

/**
 * Words before the opening bracket of calls that name a file, with what must stand before each. One pattern of all would
 * be tried at every character of a script; a word is found much quicker.
 */
const CALLEES: readonly (readonly [
  word: string,
  before: RegExp,
  called: (before: string) => string,
  /** The part of the word that is looked for, see `indexOfWord`; the word itself unless set. */
  part?: string,
])[] = [
  ['URL', /(?<![\w$.])new\s+$/, () => 'url'],
  ['Worker', /(?<![\w$.])new\s+(?:Shared)?$/, (before) => (before.endsWith('Shared') ? 'shared' : 'worker')],
  ['importScripts', /(?<![\w$.])(?:self\.)?$/, () => 'scripts', 'Script'],
  ['fetch', /(?<![\w$.])(?:(?:window|self|globalThis)\.)?$/, () => 'fetch'],
  ['serviceWorker.register', /(?<![\w$.])[\w$.]*$/, () => 'service', 'Worker'],
  ['orklet.addModule', /(?<![\w$.])[\w$.]*[wW]$/, () => 'worklet', 'Module'],
]
const MODULE_URL = 'import.meta.url'
/** No callee is longer, and none has more blanks behind `new`. */
const LONGEST_CALLEE = 200
const OPENING = /\s*\(/y

type Called = { readonly kind: ReferenceKind; readonly base: FoundReference['base'] }
/** What each callee is, and what its URL is relative to (HTML, "worker", "importScripts"; Fetch). */
const CALLED: Readonly<Record<string, Called>> = {
  url: { kind: 'js-url', base: 'file' },
  worker: { kind: 'js-worker', base: 'document' },
  shared: { kind: 'js-shared-worker', base: 'document' },
  scripts: { kind: 'js-import-scripts', base: 'file' },
  fetch: { kind: 'js-fetch', base: 'document' },
  service: { kind: 'js-service-worker', base: 'document' },
  worklet: { kind: 'js-worklet', base: 'document' },
}

/** A place that may be such a call: from the callee to its opening bracket. */
export type CallSite = { readonly start: number; readonly end: number; readonly called: Called | undefined }

/**
 * The calls of a script that name a file: `new URL("x", import.meta.url)`, `new Worker("x")`, `new SharedWorker`,
 * `serviceWorker.register`, `importScripts`, `addModule` of worklets, and `fetch` of a literal.
 * @param sites what `callSites` found
 * @param probed those of them that are code
 */
export function readCalls(text: string, sites: readonly CallSite[], probed: readonly Probed[]): FoundAt[] {
  const urls = new Set(sites.filter(({ called }) => called?.kind === 'js-url').map(({ start }) => start))
  /** Starts of `new URL(…, import.meta.url)` that stand as the argument of a call: the call tells more of them. */
  const wrappers = new Map<number, Called>()
  /** Lists, since a call of `push` does not take as many arguments as `importScripts` may have. */
  const found: FoundAt[][] = []
  for (const call of probed.toSorted((one, other) => one.start - other.start)) {
    const site = sites[call.site]
    if (site?.called === undefined || isDefinition(text, call)) continue
    if (site.called.kind === 'js-url') {
      if (call.secondStart === null || !text.startsWith(MODULE_URL, call.secondStart)) continue
      found.push([referenceOf(text, call, wrappers.get(site.start) ?? site.called)])
      continue
    }
    const inner = skipBlanks(text, call.start)
    if (urls.has(inner)) wrappers.set(inner, { kind: site.called.kind, base: 'file' })
    else if (call.literal !== null || site.called.kind !== 'js-fetch') {
      found.push([referenceOf(text, call, site.called)])
      if (site.called.kind === 'js-import-scripts') found.push(furtherScripts(text, call))
    }
  }
  return found.flat()
}

/** Places that may be calls that name a file, in order. */
export function callSites(text: string): CallSite[] {
  const sites: CallSite[] = []
  for (const [word, pattern, called, part = word] of CALLEES) {
    const next = (from: number): number => indexOfWord(text, word, part, from)
    for (let at = next(0); at !== -1; at = next(at + word.length)) {
      OPENING.lastIndex = at + word.length
      if (!OPENING.test(text)) continue
      const end = OPENING.lastIndex
      const before = pattern.exec(text.slice(Math.max(0, at - LONGEST_CALLEE), at))
      if (before === null) continue
      const site = { start: at - before[0].length, end, called: CALLED[called(before[0])] }
      if (mayName(text, site)) sites.push(site)
    }
  }
  if (sites.length === 0) return sites
  // By itself `new URL` names a file only relative to the module.
  if (sites.every(({ called }) => called?.kind === 'js-url') && !text.includes(MODULE_URL)) return []
  return sites.toSorted((one, other) => one.start - other.start)
}

/** `fetch` counts with a literal, or with a `new URL`; a comment may stand before either. */
function mayName(text: string, { end, called }: CallSite): boolean {
  return called?.kind !== 'js-fetch' || /["'`/n]/.test(text.charAt(skipBlanks(text, end)))
}

function referenceOf(text: string, call: Probed, { kind, base }: Called): FoundAt {
  const condition = 'when the call runs'
  const start = skipBlanks(text, call.start)
  if (call.literal === null) {
    const written = text.slice(start, Math.min(call.end, start + 200)).trim()
    const note = `${condition}; the name is made by the script`
    return { kind, offset: start, text: written, url: null, request: 'conditional', condition: note, base }
  }
  const when = neverAsked(call.literal) ?? { request: 'conditional' as const, condition }
  const written = text.slice(start + 1, call.end).replace(/["'`]\s*$/, '')
  return { kind, offset: start + 1, text: written, url: call.literal, base, ...when }
}

/** `importScripts("a.js", "b.js")`: the literals behind the first. */
function furtherScripts(text: string, { secondStart, callEnd }: Probed): FoundAt[] {
  if (secondStart === null) return []
  const found: FoundAt[] = []
  const next = /\s*(["'])((?:(?!\1)[^\\\n])*)\1\s*,?/y
  next.lastIndex = secondStart
  for (let match = next.exec(text); match !== null && next.lastIndex <= callEnd; match = next.exec(text)) {
    const url = match[2] ?? ''
    const offset = match.index + match[0].indexOf(url === '' ? '""' : url)
    const when = neverAsked(url) ?? { request: 'conditional' as const, condition: 'when the call runs' }
    found.push({ kind: 'js-import-scripts', offset, text: url, url, base: 'file', ...when })
  }
  return found
}

/** `importScripts(url) {` defines a method of that name and calls nothing. */
function isDefinition(text: string, { callEnd }: Probed): boolean {
  return /^\s*\{/.test(text.slice(callEnd, callEnd + 20))
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (/\s/.test(text.charAt(at))) at += 1
  return at
}
