import { createHash, hash as digest, randomBytes } from 'node:crypto'
import { closeSync, fsync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Content } from '../../../shared/model/release.ts'
import { digestOfFile } from '../files/digest-of-file.ts'

/** Folder of what is not whole yet. */
export const PARTS = '.parts'
/** So many files are brought to the disk together: the disk answers a group nearly as fast as one. */
const GROUP = 64
const PIECE = 1 << 20

const bringToDisk = promisify(fsync)

type Part = { readonly hash: string; readonly path: string; readonly descriptor: number }

/**
 * Writes contents: each to a temporary name, then to the disk itself (fsync), then by a rename to its own name.
 * A content that is there already is not written again, unless it is damaged: to take a release again mends the store.
 */
export class ContentWriter {
  readonly #folder: string
  readonly #prefixes = new Set<string>()
  /** Contents that are whole under their own name, by their hashes; spares reading them. */
  readonly #known = new Set<string>()
  #parts: Part[] = []
  /** Hashes of the contents that this has written and that are whole. */
  readonly placed: string[] = []
  /** Bytes that were not there before. */
  written = 0

  /** @param folder of contents; its folder of parts is there */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps bytes. @throws InspectorError disk-full, unreadable */
  async put(bytes: Uint8Array): Promise<Content> {
    const hash = digest('sha256', bytes)
    const content = { hash, size: bytes.byteLength }
    if (this.#isThere(content)) return content
    await attempt(async () => {
      const part = this.#begin()
      try {
        writeWhole(part.descriptor, bytes, bytes.byteLength)
      } catch (error) {
        drop(part)
        throw error
      }
      await this.#add({ ...part, hash }, bytes.byteLength)
    })
    return content
  }

  /**
   * Keeps what can be read from a descriptor, piece by piece, so that its size does not matter.
   * @param rest called between pieces, for others to run; throws to give up
   * @throws InspectorError disk-full, unreadable; errors of node:fs about the source
   */
  async putFrom(source: number, rest: () => Promise<void>): Promise<Content & { readonly md5: string }> {
    const sha256 = createHash('sha256')
    const md5 = createHash('md5')
    const piece = Buffer.allocUnsafe(PIECE)
    const part = await attempt(() => Promise.resolve(this.#begin()))
    let size = 0
    try {
      for (let read = readSync(source, piece, 0, PIECE, null); read > 0;) {
        sha256.update(piece.subarray(0, read))
        md5.update(piece.subarray(0, read))
        const length = read
        await attempt(() => Promise.resolve(writeWhole(part.descriptor, piece, length)))
        size += read
        await rest()
        read = readSync(source, piece, 0, PIECE, null)
      }
    } catch (error) {
      drop(part)
      throw error
    }
    const content = { hash: sha256.digest('hex'), size, md5: md5.digest('hex') }
    if (this.#isThere(content)) drop(part)
    else await attempt(() => this.#add({ ...part, hash: content.hash }, size))
    return content
  }

  /** Makes everything that was put whole and lasting. @throws InspectorError disk-full, unreadable */
  async finish(): Promise<void> {
    await attempt(async () => {
      await this.#settle()
      for (const prefix of this.#prefixes) await settleFolder(join(this.#folder, prefix))
    })
  }

  /** Gives up what is not whole; what is stays. */
  discard(): void {
    for (const part of this.#parts) drop(part)
    this.#parts = []
  }

  #isThere(content: Content): boolean {
    if (this.#known.has(content.hash)) return true
    if (!isSound(this.#place(content.hash), content)) return false
    this.#known.add(content.hash)
    return true
  }

  #place(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash.slice(2))
  }

  #begin(): Omit<Part, 'hash'> {
    const path = join(this.#folder, PARTS, `${process.pid}-${randomBytes(8).toString('hex')}`)
    return { path, descriptor: openSync(path, 'wx', 0o600) }
  }

  async #add(part: Part, size: number): Promise<void> {
    this.#parts.push(part)
    this.#known.add(part.hash)
    this.written += size
    if (this.#parts.length >= GROUP) await this.#settle()
  }

  async #settle(): Promise<void> {
    const parts = this.#parts
    await Promise.all(parts.map(({ descriptor }) => bringToDisk(descriptor)))
    this.#parts = []
    for (const { hash, path, descriptor } of parts) {
      closeSync(descriptor)
      const prefix = hash.slice(0, 2)
      if (!this.#prefixes.has(prefix)) mkdirSync(join(this.#folder, prefix), { recursive: true })
      this.#prefixes.add(prefix)
      renameSync(path, this.#place(hash))
      this.placed.push(hash)
    }
  }
}

/** Whether a file has the bytes of a content. One that cannot be read has not. */
function isSound(path: string, { hash, size }: Content): boolean {
  try {
    return statSync(path).size === size && digestOfFile(path, 'sha256') === hash
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** A rename is lasting once its folder is. Windows cannot open folders, and keeps their order itself. */
async function settleFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    await bringToDisk(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function writeWhole(output: number, bytes: Uint8Array, length: number): void {
  for (let at = 0; at < length;) at += writeSync(output, bytes, at, length - at)
}

function drop({ path, descriptor }: Omit<Part, 'hash'>): void {
  try {
    closeSync(descriptor)
  } catch {
    // Closed already: it was on its way to its place.
  }
  rmSync(path, { force: true })
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asStoreError(error)
  }
}

/** An error of the disk that the store lies on, as a sentence; every other error stays as it is. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof InspectorError || !(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  // SQLITE_FULL (13) comes from the database, EFBIG from a limit on the size of files.
  const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) || ('errcode' in error && error.errcode === 13)
  if (isFull)
    return new InspectorError(
      'disk-full',
      'The disk is too full for the release store, so nothing was changed in it. ' +
        'Free some space, or choose another place with --store DIR.',
      { cause: error },
    )
  if (!('syscall' in error)) return error
  return new InspectorError(
    'unreadable',
    `The release store cannot be written (${code}). Check the permissions of its folder, or choose another with --store DIR.`,
    { cause: error, details: error.message },
  )
}
