import { runAtOnce } from '../../../shared/analysis/pace.ts'
import { PAUSE, type Pause } from './collectstatic-run.ts'
import { contentMadeLater, readContentBytes } from '../files/file-content.ts'
import { dumpsObject, dumpsString, loads, type PythonJson } from '../python/json.ts'
import { PythonError } from '../python/python-error.ts'
import { compareCodePoints } from '../python/strings.ts'
import { decodeStrict } from '../python/utf8.ts'
import type { FileStorage } from './file-storage.ts'
import type { PreviewManifest } from './preview-result.ts'
import type { StorageSettings } from './collect-settings.ts'
import { hashOfText } from './name-hash.ts'
import type { Rules } from './rules.ts'
import { DJANGO_HASH, type NameHash } from './storage-traits.ts'

/** A manifest: what `save_manifest` writes. */
export type WrittenManifest = {
  readonly paths: readonly (readonly [string, string])[]
  readonly version: '1.0' | '1.1'
  /** `file_hash` over the sorted pairs; null before 4.2 (#34235), and for a storage without a hash. Made like the text. */
  readonly hash: string | null
  /** Makes the hash ahead of its being asked for, giving way in between. */
  readonly makeHash: () => Generator<Pause, string | null>
  /** The text of the file, made when it is asked for: most who look at a manifest never need it. */
  readonly bytes: Uint8Array
}

/**
 * Makes the manifest of a run: one `json.dumps` with Python's defaults, keys sorted from 6.0 on (#35846).
 * @param entries cleaned logical name and hashed name, each name once, in the order of `hashed_files`
 * @param nameHash how the storage hashes
 * @param hash what is known of its hash from an earlier run over the same entries
 */
export function makeManifest(
  entries: Iterable<readonly [string, string]>,
  rules: Rules,
  nameHash: NameHash = DJANGO_HASH,
  hash: string | null = null,
): WrittenManifest {
  const paths = rules.sortsManifest ? sortedByName(entries, nameOfPair) : [...entries]
  if (rules.manifestVersion === '1.0') return new Manifest(paths, '1.0', null)
  return new Manifest(paths, '1.1', hash ?? (() => hashOfPairs(paths, nameHash)))
}

/**
 * `manifest_hash`: the hash over the pairs, sorted, as `json.dumps` writes them.
 * @param entries as for `makeManifest`, in any order
 * @param nameHash how the storage hashes
 */
export function manifestHash(
  entries: Iterable<readonly [string, string]>,
  nameHash: NameHash = DJANGO_HASH,
): string | null {
  return runAtOnce(hashOfPairs(entries, nameHash))
}

function* hashOfPairs(
  entries: Iterable<readonly [string, string]>,
  nameHash: NameHash,
): Generator<Pause, string | null> {
  yield PAUSE
  const sorted = sortedByName(entries, nameOfPair)
  yield PAUSE
  return yield* hashOfText(dumpedPairs(sorted), nameHash)
}

/** Long enough to make few pieces of a manifest, short enough to hold. UTF-16 units. */
const PIECE = 1 << 16

function* dumpedPairs(pairs: WrittenManifest['paths']): Generator<string> {
  let piece = '['
  let separator = ''
  for (const [name, hashed] of pairs) {
    piece += `${separator}[${dumpsString(name)}, ${dumpsString(hashed)}]`
    separator = ', '
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}]`
}

class Manifest implements WrittenManifest {
  readonly paths: WrittenManifest['paths']
  readonly version: WrittenManifest['version']
  /** The hash, or how it is made. */
  #hash: string | null | (() => Generator<Pause, string | null>)
  #bytes: Uint8Array | null = null

  constructor(
    paths: WrittenManifest['paths'],
    version: WrittenManifest['version'],
    hash: string | null | (() => Generator<Pause, string | null>),
  ) {
    this.paths = paths
    this.version = version
    this.#hash = hash
  }

  get hash(): string | null {
    return runAtOnce(this.makeHash())
  }

  *makeHash(): Generator<Pause, string | null> {
    const hash = typeof this.#hash === 'function' ? yield* this.#hash() : this.#hash
    this.#hash = hash
    return hash
  }

  get bytes(): Uint8Array {
    this.#bytes ??= Buffer.from(this.#text(), 'latin1')
    return this.#bytes
  }

  #text(): string {
    const fields: [string, string][] = [
      ['paths', dumpsObject(this.paths.map(([name, hashed]) => [name, dumpsString(hashed)] as const))],
      ['version', dumpsString(this.version)],
    ]
    if (this.version !== '1.0') fields.push(['hash', this.hash === null ? 'null' : dumpsString(this.hash)])
    return dumpsObject(fields)
  }
}

/** A manifest as a preview shows it, with the place that it goes to; hash and bytes are still made later. */
export function asPreviewManifest(manifest: WrittenManifest, storage: StorageSettings): PreviewManifest {
  return {
    paths: manifest.paths,
    version: manifest.version,
    get hash() {
      return manifest.hash
    },
    get bytes() {
      return manifest.bytes
    },
    name: manifestPath(storage),
  }
}

/** Where the manifest goes: relative to STATIC_ROOT, or absolute where it lies elsewhere. */
export function manifestPath(storage: StorageSettings): string {
  const folder = manifestFolder(storage)
  return folder === null ? storage.traits.manifestName : `${folder}/${storage.traits.manifestName}`
}

/** The folder of the manifest, relative to the storage's own or absolute; null: the same. */
export function manifestFolder({ releaseId, traits }: StorageSettings): string | null {
  return releaseId ?? traits.manifestFolder
}

/**
 * Items by name as Python sorts text: by code point. Names differ, so that of pairs the second member never decides.
 * @param nameOf the name of an item
 */
export function sortedByName<T>(items: Iterable<T>, nameOf: (item: T) => string): readonly T[] {
  const sorted = [...items]
  // Below the surrogates, which is where names nearly always are, code units sort as code points do.
  const isPlain = sorted.every((item) => !BEYOND_PLAIN.test(nameOf(item)))
  return sorted.sort(
    isPlain ? (a, b) => (nameOf(a) < nameOf(b) ? -1 : 1) : (a, b) => compareCodePoints(nameOf(a), nameOf(b)),
  )
}

const nameOfPair = ([name]: readonly [string, string]): string => name

const BEYOND_PLAIN = /[\ud800-\uffff]/

/** `save_manifest`: exists → delete → `_save`, not atomic. @throws PythonError OSError family */
export function saveManifest(storage: FileStorage, name: string, manifest: WrittenManifest): void {
  if (storage.exists(name)) storage.delete(name)
  storage.saveAs(
    name,
    contentMadeLater(() => manifest.bytes),
  )
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
export function loadManifest(storage: FileStorage, name: string, rules: Rules): LoadedManifest {
  let text: string
  try {
    text = decodeStrict(readContentBytes(storage.open(name)))
  } catch (error) {
    if (error instanceof PythonError && error.type === 'FileNotFoundError') return EMPTY
    throw error
  }
  const couldNotLoad = new PythonError(
    'ValueError',
    `Couldn't load manifest '${name}' (version ${rules.manifestVersion})`,
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
