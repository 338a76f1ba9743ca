import { readFile, stat } from 'node:fs/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { manifestHash } from '../collect/manifest.ts'
import { nodePath } from '../files/file-content.ts'
import { dumpsString, loads } from '../python/json.ts'
import { PythonError } from '../python/python-error.ts'
import { decodeStrict } from '../python/utf8.ts'
import { type NameTable, scanManifest } from './scan-manifest.ts'

/** A manifest as it stands in its file. */
export type ReadManifest = {
  /** Each logical name once. */
  readonly table: NameTable
  readonly version: string
  /** From 4.2 on. */
  readonly hash: string | null
}

/** A manifest of a million names is about 120 MB; nothing larger is read. */
const LIMIT = 512 << 20

/**
 * Reads a `staticfiles.json` of any version.
 * @param path a Python string
 * @param shown how to call it
 * @throws InspectorError damaged-manifest with line and column, missing-folder, unreadable
 */
export async function readManifest(path: string, shown: string): Promise<ReadManifest> {
  return parseManifest(await readBytes(path, shown), shown)
}

/**
 * The same of its bytes.
 * @throws InspectorError damaged-manifest with line and column
 */
export function parseManifest(bytes: Uint8Array, shown: string): ReadManifest {
  const text = decoded(bytes, shown)
  const scanned = scanManifest(bytes, text)
  const stored = scanned === null ? parsed(text, shown) : scanned.rest
  if (!isTable(stored)) throw damaged(shown, 'holds no JSON object, so Django cannot load it')
  const version = memberOf(stored, 'version')
  if (version === undefined) throw damaged(shown, 'has no version, so Django cannot load it')
  if (typeof version !== 'string') throw damaged(shown, `has a version that is no text, ${placeOf(text, 'version')}`)
  const hash = memberOf(stored, 'hash')
  if (hash !== undefined && typeof hash !== 'string')
    throw damaged(shown, `has a hash that is no text, ${placeOf(text, 'hash')}`)
  if (scanned === null && version !== '1.0' && version !== '1.1' && memberOf(stored, 'paths') === undefined)
    throw damaged(
      shown,
      `has version ${JSON.stringify(version)} and no table of names, so it is none that Django wrote`,
    )
  const table = scanned === null ? checkedTable(memberOf(stored, 'paths'), text, shown) : scanned.table
  return { table, version, hash: hash ?? null }
}

/** Logical name and hashed name of each file. */
export function* pathsOf({ table: { names, hashedNames } }: ReadManifest): Generator<readonly [string, string]> {
  for (const [at, name] of names.entries()) yield [name, hashedNames[at] ?? '']
}

/**
 * What is odd about a manifest, a sentence each: asked for by those alone who show it, because the hash is made anew.
 * @param shown how to call it
 */
export function remarksOn(manifest: ReadManifest, shown: string): readonly string[] {
  const { table, version, hash } = manifest
  const remarks: string[] = []
  if (version !== '1.0' && version !== '1.1')
    remarks.push(`${shown} has version ${JSON.stringify(version)}; 1.0 and 1.1 are known, and it was read like those.`)
  if (table.names.length === 0) remarks.push(`${shown} names no file.`)
  if (hash !== null && manifestHash(pathsOf(manifest)) !== hash)
    remarks.push(`The hash in ${shown} does not fit its names: it was changed after Django had written it.`)
  return remarks
}

async function readBytes(path: string, shown: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(nodePath(path))
    if (size > LIMIT) throw damaged(shown, `has ${size} bytes; no more than ${LIMIT} are read`)
    return await readFile(nodePath(path))
  } catch (error) {
    if (error instanceof InspectorError || !(error instanceof Error) || !('code' in error)) throw error
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new InspectorError('missing-folder', `There is no manifest ${shown}. Check the path.`, { cause: error })
    throw new InspectorError('unreadable', `The manifest ${shown} cannot be read (${String(error.code)}).`, {
      cause: error,
    })
  }
}

function decoded(bytes: Uint8Array, shown: string): string {
  try {
    return decodeStrict(bytes)
  } catch (error) {
    if (error instanceof PythonError) throw damaged(shown, `is not UTF-8: ${error.message}`)
    throw error
  }
}

/** JavaScript's own parser is ten times faster; Python's is asked only for what that refuses, and for its words. */
function parsed(text: string, shown: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  try {
    return loads(text)
  } catch (error) {
    if (error instanceof PythonError) throw damaged(shown, `is damaged: ${error.message}`)
    throw error
  }
}

/** An object as JavaScript's parser makes it, or as Python's does. */
type Table = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isMap(table: Table): table is ReadonlyMap<string, unknown> {
  return table instanceof Map
}

function memberOf(table: Table, name: string): unknown {
  return isMap(table) ? table.get(name) : table[name]
}

/** Four times as quick as the entries of an object of half a million keys. */
function namesIn(table: Table): Iterable<string> {
  return isMap(table) ? table.keys() : Object.keys(table)
}

function checkedTable(stored: unknown, text: string, shown: string): NameTable {
  if (stored === undefined) return { names: [], hashedNames: [] }
  if (!isTable(stored)) throw damaged(shown, `has no table of names, ${placeOf(text, 'paths')}`)
  const names = [...namesIn(stored)]
  const hashedNames = names.map((name) => {
    const hashedName = memberOf(stored, name)
    if (typeof hashedName !== 'string' || hashedName === '')
      throw damaged(shown, `gives no name for ${JSON.stringify(name)}, ${placeOf(text, name)}`)
    return hashedName
  })
  return { names, hashedNames }
}

/** Where a member stands: JSON that is well formed says nothing of places any more. */
function placeOf(text: string, member: string): string {
  const written = [dumpsString(member), JSON.stringify(member)].map((key) => text.indexOf(key)).find((at) => at >= 0)
  if (written === undefined) return 'somewhere in it'
  const before = text.slice(0, written).split('\n')
  return `line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1}`
}

function damaged(shown: string, what: string): InspectorError {
  return new InspectorError(
    'damaged-manifest',
    `The manifest ${shown.toWellFormed()} ${what.toWellFormed()}. Take it from a backup, or collect again.`,
  )
}
