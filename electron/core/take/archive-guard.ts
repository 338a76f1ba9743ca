import { InspectorError } from '../../../shared/contract/errors.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { isValidUtf8 } from '../python/utf8.ts'

/** How much an archive may hold. */
export type ArchiveLimits = {
  readonly entries: number
  /** Bytes of one file, and of all files together. */
  readonly fileBytes: number
  readonly totalBytes: number
  /** How many times larger than the archive its contents may be, once they are larger than `ratioFrom` bytes. */
  readonly ratio: number
  readonly ratioFrom: number
}

/** Far above what collectstatic makes, far below what fills a disk. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 1_200_000,
  fileBytes: 2 * 1024 ** 3,
  totalBytes: 8 * 1024 ** 3,
  ratio: 200,
  ratioFrom: 64 * 1024 ** 2,
}

const NAME_BYTES = 255
const PATH_BYTES = 4000

/**
 * Looks at each entry of an archive before a byte of it is written. What a good archive of static files never holds is
 * refused, with the entry named: names that lead out, that two entries share (also where a disk would not tell them
 * apart), that are not UTF-8, and more bytes than are sensible.
 */
export class ArchiveGuard {
  readonly #archive: string
  readonly #archiveBytes: number
  readonly #limits: ArchiveLimits
  /** What is at a place, by its name as the least careful disk compares it. */
  readonly #taken = new Map<string, { readonly path: string; readonly kind: 'file' | 'folder' }>()
  #entries = 0
  #bytes = 0

  /**
   * @param archive how to call it
   * @param archiveBytes its size
   */
  constructor(archive: string, archiveBytes: number, limits: ArchiveLimits) {
    this.#archive = archive
    this.#archiveBytes = archiveBytes
    this.#limits = limits
  }

  /** The place of an entry, relative, without `.`; empty for the top itself. @throws InspectorError hostile-archive */
  place(rawName: Uint8Array, kind: 'file' | 'folder'): string {
    if (++this.#entries > this.#limits.entries)
      throw this.refusal(null, `has more than ${formatCount(this.#limits.entries)} entries`)
    const name = this.#decoded(rawName)
    const path = this.#checkedPath(name)
    if (path === '') {
      if (kind === 'folder') return ''
      throw this.refusal(name, 'has no name')
    }
    this.#takeFolders(path, name)
    this.#take(path, kind, name)
    return path
  }

  /** Counts bytes of a file as they come out. @throws InspectorError hostile-archive */
  count(entry: string, fileBytes: number, added: number): void {
    const { fileBytes: most, totalBytes, ratio, ratioFrom } = this.#limits
    this.#bytes += added
    if (fileBytes > most) throw this.refusal(entry, `is larger than ${formatBytes(most)}`)
    if (this.#bytes > totalBytes) throw this.refusal(entry, `brings the archive over ${formatBytes(totalBytes)}`)
    if (this.#bytes > ratioFrom && this.#bytes > this.#archiveBytes * ratio)
      throw this.refusal(
        entry,
        `brings what comes out to more than ${ratio} times the ${formatBytes(this.#archiveBytes)} of the archive`,
      )
  }

  /** Refuses a size that an entry states itself, before it is read. @throws InspectorError hostile-archive */
  expect(entry: string, statedBytes: number): void {
    const { fileBytes, totalBytes } = this.#limits
    if (!Number.isSafeInteger(statedBytes) || statedBytes < 0) throw this.refusal(entry, 'states a size that is none')
    if (statedBytes > fileBytes)
      throw this.refusal(entry, `states ${formatBytes(statedBytes)}; at most ${formatBytes(fileBytes)} are taken`)
    if (this.#bytes + statedBytes > totalBytes)
      throw this.refusal(entry, `brings the archive over ${formatBytes(totalBytes)}`)
  }

  /** The error for an entry, or for the archive as a whole. */
  refusal(entry: string | null, what: string): InspectorError {
    const named = entry === null ? '' : `the entry ${JSON.stringify(entry.toWellFormed().slice(0, 300))} `
    return new InspectorError(
      'hostile-archive',
      `${this.#archive} was refused: ${named}${what}. Nothing of it was kept. Unpack it yourself if you trust it, and name the folder.`,
    )
  }

  #decoded(rawName: Uint8Array): string {
    if (!isValidUtf8(rawName))
      throw this.refusal(Buffer.from(rawName).toString('latin1'), 'has a name that is not UTF-8')
    return Buffer.from(rawName).toString()
  }

  #checkedPath(name: string): string {
    if (name.includes('\0')) throw this.refusal(name, 'has a NUL in its name')
    if (name.startsWith('/') || /^[a-z]:/i.test(name)) throw this.refusal(name, 'has an absolute path')
    if (name.includes('\\')) throw this.refusal(name, 'has a backslash in its name, which is a folder on Windows')
    const parts = name.split('/').filter((part) => part !== '' && part !== '.')
    if (parts.includes('..')) throw this.refusal(name, 'leads out of the archive')
    if (parts.some((part) => Buffer.byteLength(part) > NAME_BYTES) || Buffer.byteLength(name) > PATH_BYTES)
      throw this.refusal(name, 'has a name that is too long')
    return parts.join('/')
  }

  #takeFolders(path: string, entry: string): void {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
      this.#take(path.slice(0, slash), 'folder', entry)
  }

  #take(path: string, kind: 'file' | 'folder', entry: string): void {
    const key = path.normalize('NFC').toLowerCase()
    const before = this.#taken.get(key)
    if (before === undefined) {
      this.#taken.set(key, { path, kind })
      return
    }
    if (before.path !== path)
      throw this.refusal(entry, `differs from ${JSON.stringify(before.path)} only in case or in the way it is written`)
    if (before.kind === 'folder' && kind === 'folder') return
    throw this.refusal(entry, before.kind === kind ? 'is there twice' : 'is a file and a folder at once')
  }
}
