import { type BigIntStats, lstatSync, opendirSync, readlinkSync } from 'node:fs'
import { decodeFileName } from '../python/file-names.ts'
import { compareCodePoints } from '../python/strings.ts'
import { type DiskContent, nodePath } from './file-content.ts'

/** What a directory entry is, without following links. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other'

/** Facts of one file that the cache and the rules need. Times are nanoseconds since 1970. */
export type DiskStat = {
  readonly kind: EntryKind
  readonly size: number
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
  readonly inode: bigint
  readonly mode: number
}

/** An error of the operating system, by its code, for example `ENOENT`. */
export class DiskError extends Error {
  readonly code: string
  constructor(code: string, path: string) {
    super(`${code}: ${path}`)
    this.code = code
  }
}

/**
 * The real disk, read only, remembered: a folder is listed once and a file's facts are taken once, so that two runs over
 * it see the same state. `order` is that of the listing: as the disk has it (what Django sees) or by code point.
 */
export class RealDisk {
  readonly order: 'disk' | 'sorted'
  /** Whether a link was met so far. */
  hasLinks = false
  readonly #folders = new Map<string, RealFolder>()

  constructor(order: 'disk' | 'sorted') {
    this.order = order
  }

  /** Every folder that was looked at so far: what this disk said depends on these alone. */
  folders(): Iterable<RealFolder> {
    return this.#folders.values()
  }

  /** Whether a folder was asked for this name, or for all. */
  wasAskedFor(path: string, name: string): boolean {
    return this.#folders.get(path)?.wasAskedFor(name) ?? false
  }

  /**
   * The disk looked at again: what is known of a folder is kept where that is certain, everything else is read anew when
   * it is asked for.
   * @param isCertain whether every change in a folder since it was looked at stands in `touched`
   */
  again(isCertain: (path: string) => boolean, touched: TouchedFolders): RealDisk {
    const disk = new RealDisk(this.order)
    const gone = touched.paths()
    for (const [path, folder] of this.#folders) {
      if (!isCertain(path) || isWithinAny(path, gone)) continue
      const names = touched.namesIn(path)
      if (names !== 'all') disk.#folders.set(path, names === null ? folder : folder.without(names))
    }
    return disk
  }

  /** The folder at a path without links in it, one object for one path. Whether it is there shows when it is asked. */
  folder(path: string): RealFolder {
    const known = this.#folders.get(path)
    if (known !== undefined) return known
    const folder = new RealFolder(path, this.order)
    this.#folders.set(path, folder)
    return folder
  }
}

/** What may have changed: names in folders. */
export type TouchedFolders = {
  /** The names in a folder that may have changed; null for none. */
  readonly namesIn: (folder: string) => ReadonlySet<string> | 'all' | null
  /** Whole paths of everything that may have changed. */
  readonly paths: () => ReadonlySet<string>
}

/** Whether a path, or a folder above it, is among others. */
function isWithinAny(path: string, others: ReadonlySet<string>): boolean {
  if (others.size === 0) return false
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (others.has(path.slice(0, end))) return true
  }
  return false
}

/** A folder of the real disk. */
export class RealFolder {
  readonly path: string
  readonly #order: 'disk' | 'sorted'
  readonly #entries = new Map<string, RealEntry | null>()
  #list: readonly RealEntry[] | null = null
  #stat: DiskStat | null = null

  constructor(path: string, order: 'disk' | 'sorted') {
    this.path = path
    this.#order = order
  }

  /** Facts of the folder itself. @throws DiskError */
  get stat(): DiskStat {
    this.#stat ??= statOf(this.path)
    return this.#stat
  }

  /** Whether the folder was asked for this name, or for all. */
  wasAskedFor(name: string): boolean {
    return this.#list !== null || this.#entries.has(name)
  }

  /** What was asked for so far: names with their entry, or null where there is none. */
  known(): ReadonlyMap<string, RealEntry | null> {
    const known = new Map(this.#entries)
    for (const entry of this.#list ?? []) known.set(entry.name, entry)
    return known
  }

  /** Whether all of its entries were asked for. */
  get isListed(): boolean {
    return this.#list !== null
  }

  /** The folder with some names forgotten: it is listed again, and what is known of the other entries stays. */
  without(names: ReadonlySet<string>): RealFolder {
    const folder = new RealFolder(this.path, this.#order)
    for (const [name, entry] of this.known()) if (!names.has(name)) folder.#entries.set(name, entry)
    return folder
  }

  /** Its entries, in the order of os.scandir or sorted. @throws DiskError */
  list(): readonly RealEntry[] {
    if (this.#list !== null) return this.#list
    const prefix = this.path === '/' ? '/' : `${this.path}/`
    const list = readEntries(this.path).map(({ name, kind }) => {
      const known = this.#entries.get(name) ?? null
      return known?.kind === kind ? known : new RealEntry(prefix, name, kind)
    })
    // Django walks in the order of os.scandir, which is opendir's and not readdir's sorted one.
    if (this.#order === 'sorted') list.sort((a, b) => compareCodePoints(a.name, b.name))
    this.#list = list
    return list
  }

  /** One entry, without listing the folder; null if there is none. @throws DiskError */
  find(name: string): RealEntry | null {
    if (this.#list !== null) return this.#list.find((entry) => entry.name === name) ?? null
    const known = this.#entries.get(name)
    if (known !== undefined) return known
    const prefix = this.path === '/' ? '/' : `${this.path}/`
    let entry: RealEntry | null = null
    try {
      entry = new RealEntry(prefix, name, statOf(prefix + name).kind)
    } catch (error) {
      if (!(error instanceof DiskError) || !MISSING.has(error.code)) throw error
    }
    this.#entries.set(name, entry)
    return entry
  }
}

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'])

/** An entry of a folder of the real disk; its facts are taken when they are first needed. */
export class RealEntry {
  readonly name: string
  readonly kind: EntryKind
  readonly #prefix: string
  #content: DiskContent | null = null

  constructor(prefix: string, name: string, kind: EntryKind) {
    this.#prefix = prefix
    this.name = name
    this.kind = kind
  }

  get path(): string {
    return this.#prefix + this.name
  }

  /** The content of a file, one object, so that what is learnt of it is learnt once. @throws DiskError */
  get content(): DiskContent {
    if (this.#content === null) {
      const stat = statOf(this.path)
      this.#content = { kind: 'disk', path: this.path, size: stat.size, stat, md5: null, utf8: null, mayRefer: null }
    }
    return this.#content
  }

  /** Target of a link. @throws DiskError */
  readTarget(): string {
    try {
      return decodeFileName(readlinkSync(nodePath(this.path), { encoding: 'buffer' }))
    } catch (error) {
      throw toDiskError(error, this.path)
    }
  }
}

/** Facts without following a link. @throws DiskError */
function statOf(path: string): DiskStat {
  try {
    return toDiskStat(lstatSync(nodePath(path), { bigint: true }))
  } catch (error) {
    throw toDiskError(error, path)
  }
}

type ReadEntry = { readonly name: string; readonly kind: EntryKind }

function readEntries(path: string): ReadEntry[] {
  try {
    const entries = readEntriesAs(path, 'utf8')
    // A name that is not UTF-8 comes with replacement characters: read the folder again as bytes.
    return entries.some((entry) => entry.name.includes('\ufffd')) ? readEntriesAs(path, 'buffer') : entries
  } catch (error) {
    throw toDiskError(error, path)
  }
}

function readEntriesAs(path: string, encoding: 'utf8' | 'buffer'): ReadEntry[] {
  // The types of opendir know no 'buffer', which Node accepts (it is a BufferEncoding everywhere else in node:fs).
  const folder = opendirSync(nodePath(path) as string, { bufferSize: 256, encoding: encoding as 'utf8' })
  try {
    const entries: ReadEntry[] = []
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      const raw: unknown = entry.name
      const name = raw instanceof Uint8Array ? decodeFileName(raw) : entry.name
      const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other'
      entries.push({ name, kind })
    }
    return entries
  } finally {
    folder.closeSync()
  }
}

/** What identifies one state of a file, without reading it. */
type FileState = Pick<DiskStat, 'size' | 'mtimeNs' | 'ctimeNs' | 'inode'>

/** Whether a file is as it was. */
export function isSameState(a: FileState, b: FileState): boolean {
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs && a.inode === b.inode
}

/** Facts of a file as the operating system gives them. */
export function toDiskStat(stat: BigIntStats): DiskStat {
  const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other'
  return {
    kind,
    size: Number(stat.size),
    mtimeNs: stat.mtimeNs,
    ctimeNs: stat.ctimeNs,
    inode: stat.ino,
    mode: Number(stat.mode & 0o7777n),
  }
}

/** node:fs errors by their code; anything else is thrown on as it is. */
function toDiskError(error: unknown, path: string): DiskError {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return new DiskError(error.code, path)
  throw error
}
