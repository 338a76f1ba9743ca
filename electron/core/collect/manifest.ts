import { createHash } from 'node:crypto'
import { contentOf, readContentBytes } from '../files/file-content.ts'
import { dumpsObject, dumpsString, loads, type PythonJson } from '../python/json.ts'
import { PythonError } from '../python/python-error.ts'
import { compareCodePoints } from '../python/strings.ts'
import { decodeStrict } from '../python/utf8.ts'
import type { FileStorage } from './file-storage.ts'
import type { HashedFiles } from './hashed-names.ts'
import type { Rules } from './rules.ts'

/** `ManifestFilesMixin.manifest_name`. */
export const MANIFEST_NAME = 'staticfiles.json'

/** A manifest as text: what `save_manifest` writes. */
export type WrittenManifest = {
  readonly paths: readonly (readonly [string, string])[]
  readonly version: '1.0' | '1.1'
  /** MD5 over the sorted pairs, 12 hex digits; null before 4.2 (#34235). */
  readonly hash: string | null
  readonly bytes: Uint8Array
}

/** Makes the manifest of a run: one `json.dumps` with Python's defaults, keys sorted from 6.0 on (#35846). */
export function makeManifest(hashedFiles: HashedFiles, rules: Rules): WrittenManifest {
  const entries = [...hashedFiles]
  const sorted = entries.toSorted(
    ([a, hashA], [b, hashB]) => compareCodePoints(a, b) || compareCodePoints(hashA, hashB),
  )
  const paths = rules.sortsManifest ? sorted : entries
  const fields: [string, string][] = [
    ['paths', dumpsObject(paths.map(([name, hashed]) => [name, dumpsString(hashed)] as const))],
    ['version', dumpsString(rules.manifestVersion)],
  ]
  let hash: string | null = null
  if (rules.manifestVersion === '1.1') {
    const pairs = sorted.map(([name, hashed]) => `[${dumpsString(name)}, ${dumpsString(hashed)}]`)
    hash = createHash('md5')
      .update(`[${pairs.join(', ')}]`)
      .digest('hex')
      .slice(0, 12)
    fields.push(['hash', dumpsString(hash)])
  }
  return { paths, version: rules.manifestVersion, hash, bytes: Buffer.from(dumpsObject(fields), 'latin1') }
}

/** `save_manifest`: exists → delete → `_save`, not atomic. @throws PythonError OSError family */
export function saveManifest(storage: FileStorage, manifest: WrittenManifest): void {
  if (storage.exists(MANIFEST_NAME)) storage.delete(MANIFEST_NAME)
  storage.saveAs(MANIFEST_NAME, contentOf(manifest.bytes))
}

/**
 * What a loaded manifest says. Django does not look at the types inside: `lookUp` raises what Python would raise for a
 * table that is no dictionary, or a value that is no text.
 */
export type LoadedManifest = { readonly lookUp: (name: string) => string | undefined }

const EMPTY: LoadedManifest = { lookUp: () => undefined }

/**
 * `load_manifest`: an empty table when there is none (only FileNotFoundError counts as none, 3.0).
 * @throws PythonError ValueError for damaged or unknown versions, AttributeError for JSON that is no object, UnicodeDecodeError, IsADirectoryError
 */
export function loadManifest(storage: FileStorage, rules: Rules): LoadedManifest {
  let text: string
  try {
    text = decodeStrict(readContentBytes(storage.open(MANIFEST_NAME)))
  } catch (error) {
    if (error instanceof PythonError && error.type === 'FileNotFoundError') return EMPTY
    throw error
  }
  const couldNotLoad = new PythonError(
    'ValueError',
    `Couldn't load manifest '${MANIFEST_NAME}' (version ${rules.manifestVersion})`,
  )
  let stored: PythonJson
  try {
    stored = loads(text)
  } catch (error) {
    throw error instanceof PythonError && error.type === 'JSONDecodeError' ? couldNotLoad : error
  }
  if (!(stored instanceof Map)) throw noAttribute(stored)
  const version = stored.get('version')
  if (version !== '1.0' && !(version === '1.1' && rules.manifestVersion === '1.1')) throw couldNotLoad
  const paths: PythonJson = stored.has('paths') ? (stored.get('paths') ?? null) : new Map()
  return { lookUp: (name) => lookUpIn(paths, name) }
}

function lookUpIn(paths: PythonJson, name: string): string | undefined {
  if (!(paths instanceof Map)) throw noAttribute(paths)
  const value: PythonJson | undefined = paths.get(name)
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  // urlunsplit mixes text and other types: _coerce_args raises.
  throw new PythonError('TypeError', 'Cannot mix str and non-str arguments')
}

function noAttribute(value: PythonJson): PythonError {
  return new PythonError('AttributeError', `'${pythonType(value)}' object has no attribute 'get'`)
}

function pythonType(value: PythonJson): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return 'float'
  return value instanceof Map ? 'dict' : 'list'
}
