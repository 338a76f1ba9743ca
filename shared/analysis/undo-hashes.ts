import type { ReleaseReference } from '../model/release.ts'
import { queryOf } from './query-of.ts'

/** A manifest made ready to be read backwards. */
export type HashTable = {
  readonly hashedByName: ReadonlyMap<string, string>
  readonly nameByHashed: ReadonlyMap<string, string>
}

/** A text with the author's names put back, and the references in which they stood. */
export type UndoneText = {
  readonly text: string
  /** In order of their places; ranges in the text as it was given. */
  readonly references: readonly ReleaseReference[]
}

/**
 * Where Django writes references, as it writes them (`HashedFilesMixin.patterns`, all series): `url("…")` and
 * `@import url("…")` in CSS, `from "…"`, `import"…"` and `import("…")` in JavaScript, source maps in both.
 */
const PLACES = {
  css: /url\("([^"\n]*)"\)|sourceMappingURL=([^\n]*?)(?= \*\/|\n|$)/g,
  js: /\b(?:from |import ?\(?)"([^"\n]+)"|sourceMappingURL=([^\n]*)/g,
} as const

/** A hash between root and extension, or at the end (`HashedFilesMixin.hashed_name`: 12 hex digits of MD5). */
const HASHED = /\.[0-9a-f]{12}(?=\.[^.]*$|$)/

/** Makes a table of the entries of a manifest. Where two names have one hashed name, the one that it is made of counts. */
export function hashTable(paths: Iterable<readonly [name: string, hashedName: string]>): HashTable {
  const hashedByName = new Map(paths)
  const nameByHashed = new Map<string, string>()
  for (const [name, hashedName] of hashedByName)
    if (!nameByHashed.has(hashedName) || hashedName.replace(HASHED, '') === name) nameByHashed.set(hashedName, name)
  return { hashedByName, nameByHashed }
}

/**
 * Puts the author's names back into a file that Django has rewritten. What is left are the bytes that the author wrote,
 * but for quotes and spaces around rewritten references, which Django writes in its own way.
 * @param name logical name of the file; only `*.css` and `*.js` are rewritten by Django
 */
export function undoHashes(text: string, name: string, table: HashTable): UndoneText {
  const kind = name.endsWith('.css') ? 'css' : name.endsWith('.js') ? 'js' : null
  if (kind === null) return { text, references: [] }
  const pieces: string[] = []
  const references: ReleaseReference[] = []
  let from = 0
  for (const match of text.matchAll(PLACES[kind])) {
    const url = match[1] ?? match[2] ?? ''
    const led = leadOf(url, name, table)
    if (led === null) continue
    const start = match.index + match[0].lastIndexOf(url)
    const path = pathOf(url)
    const lastSlash = path.lastIndexOf('/') + 1
    pieces.push(text.slice(from, start + lastSlash), lastPart(led.target))
    from = start + path.length
    references.push({ ...led, range: [start, start + url.length] })
  }
  if (references.length === 0) return { text, references }
  pieces.push(text.slice(from))
  return { text: pieces.join(''), references }
}

/** Where a written URL leads; null where it was not written by Django, or leads to a file of another run. */
function leadOf(
  url: string,
  name: string,
  { nameByHashed, hashedByName }: HashTable,
): Omit<ReleaseReference, 'range'> | null {
  const path = pathOf(url)
  if (path === '' || path.startsWith('//') || /^[a-z][a-z0-9+.-]*:/i.test(path)) return null
  const query = queryOf(url)
  const behind = query === '' ? {} : { query }
  for (const written of placesOf(path, name)) {
    const target = nameByHashed.get(written)
    if (target !== undefined) return { target, written, fromSource: false, ...behind }
    // With a query Django hashes what lies in the storage, the source, and asks no table.
    if (!url.startsWith('?', path.length)) continue
    const unhashed = written.replace(HASHED, '')
    if (unhashed !== written && hashedByName.has(unhashed))
      return { target: unhashed, written, fromSource: true, ...behind }
  }
  return null
}

/** Names that a path may stand for: STATIC_URL is not known, so that the start of an absolute path may be any of its folders. */
function placesOf(path: string, name: string): readonly string[] {
  if (!path.startsWith('/')) return [normal(`${name.slice(0, name.lastIndexOf('/') + 1)}${path}`)]
  const parts = path.slice(1).split('/')
  return parts.map((_, index) => normal(parts.slice(index).join('/')))
}

function normal(path: string): string {
  if (!/(?:^|\/)(?:\.\.?)?(?:\/|$)/.test(path)) return path
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

function pathOf(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
