import { type BigIntStats, lstatSync, opendirSync, readlinkSync, statSync } from 'node:fs'
import { decodeFileName } from '../python/file-names.ts'
import { compareCodePoints } from '../python/strings.ts'
import { type DiskContent, nodePath } from './file-content.ts'

/** What a directory entry is, without following links. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other'
export type DiskEntry = { readonly name: string; readonly kind: EntryKind }

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
  readonly #lists = new Map<string, readonly DiskEntry[]>()
  readonly #stats = new Map<string, DiskStat | DiskError>()
  readonly #links = new Map<string, DiskStat | DiskError>()
  readonly #contents = new Map<string, DiskContent>()

  constructor(order: 'disk' | 'sorted') {
    this.order = order
  }

  /** Entries of a folder. @throws DiskError */
  list(path: string): readonly DiskEntry[] {
    const known = this.#lists.get(path)
    if (known !== undefined) return known
    const entries = readEntries(path)
    // Django walks in the order of os.scandir, which is opendir's and not readdir's sorted one.
    if (this.order === 'sorted') entries.sort((a, b) => compareCodePoints(a.name, b.name))
    this.#lists.set(path, entries)
    return entries
  }

  /** Facts without following a link. @throws DiskError */
  lstat(path: string): DiskStat {
    return this.#remember(this.#links, path, () => lstatSync(nodePath(path), { bigint: true }))
  }

  /** Facts of what a path leads to. @throws DiskError */
  stat(path: string): DiskStat {
    return this.#remember(this.#stats, path, () => statSync(nodePath(path), { bigint: true }))
  }

  /** Target of a link. @throws DiskError */
  readlink(path: string): string {
    try {
      return decodeFileName(readlinkSync(nodePath(path), { encoding: 'buffer' }))
    } catch (error) {
      throw toDiskError(error, path)
    }
  }

  /** The content of a file, one object for one path, so that what is learnt of it is learnt once. @throws DiskError */
  content(path: string): DiskContent {
    const known = this.#contents.get(path)
    if (known !== undefined) return known
    const content: DiskContent = {
      kind: 'disk',
      path,
      size: this.lstat(path).size,
      md5: null,
      utf8: null,
      mayRefer: null,
    }
    this.#contents.set(path, content)
    return content
  }

  #remember(memory: Map<string, DiskStat | DiskError>, path: string, read: () => BigIntStats): DiskStat {
    let known = memory.get(path)
    if (known === undefined) {
      try {
        known = toDiskStat(read())
      } catch (error) {
        known = toDiskError(error, path)
      }
      memory.set(path, known)
    }
    if (known instanceof DiskError) throw known
    return known
  }
}

function readEntries(path: string): DiskEntry[] {
  try {
    const entries = readEntriesAs(path, 'utf8')
    // A name that is not UTF-8 comes with replacement characters: read the folder again as bytes.
    return entries.some((entry) => entry.name.includes('\ufffd')) ? readEntriesAs(path, 'buffer') : entries
  } catch (error) {
    throw toDiskError(error, path)
  }
}

function readEntriesAs(path: string, encoding: 'utf8' | 'buffer'): DiskEntry[] {
  // The types of opendir know no 'buffer', which Node accepts (it is a BufferEncoding everywhere else in node:fs).
  const folder = opendirSync(nodePath(path) as string, { bufferSize: 256, encoding: encoding as 'utf8' })
  try {
    const entries: DiskEntry[] = []
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

function toDiskStat(stat: BigIntStats): DiskStat {
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
