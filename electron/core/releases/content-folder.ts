import { createHash, hash as digest } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, type ReadStream, rmSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Content } from '../../../shared/model/release.ts'
import { ContentWriter, PARTS } from './content-writer.ts'

/** How a content stands to its hash. */
export type ContentState = 'fine' | 'missing' | 'damaged' | 'unreadable'

/**
 * Contents by their SHA-256: `ab/cdef…`, each once, whoever wrote it. A file is there under its name only when it is
 * whole, so that two processes may write the same one at the same time.
 */
export class ContentFolder {
  readonly #folder: string

  /** @param folder made when something is written */
  constructor(folder: string) {
    this.#folder = folder
  }

  pathOf(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash.slice(2))
  }

  has(hash: string): boolean {
    return existsSync(this.pathOf(hash))
  }

  /** Begins to write contents; `finish` or `discard` ends it. */
  writer(): ContentWriter {
    mkdirSync(join(this.#folder, PARTS), { recursive: true })
    return new ContentWriter(this.#folder)
  }

  /**
   * The bytes of a content.
   * @throws InspectorError damaged-store when they are gone or others than were stored
   */
  async read(hash: string): Promise<Uint8Array> {
    const bytes = await readFile(this.pathOf(hash)).catch((error: unknown) => {
      throw damaged(hash, 'cannot be read', error)
    })
    if (digest('sha256', bytes) !== hash) throw damaged(hash, 'is not what was stored')
    return bytes
  }

  /** The bytes of a content as they are read from the disk; whether they are still the right ones is not looked at. */
  stream(hash: string): ReadStream {
    return createReadStream(this.pathOf(hash))
  }

  /** Reads a content again and holds it against its hash. */
  async check({ hash, size }: Content): Promise<ContentState> {
    try {
      if ((await stat(this.pathOf(hash))).size !== size) return 'damaged'
      const hasher = createHash('sha256')
      await pipeline(this.stream(hash), hasher)
      return hasher.digest('hex') === hash ? 'fine' : 'damaged'
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'unreadable'
    }
  }

  remove(hash: string): void {
    rmSync(this.pathOf(hash), { force: true })
  }

  /** Every content that lies here, whether the database knows it or not. */
  async *list(): AsyncGenerator<string> {
    for (const prefix of await entriesOf(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(prefix)) continue
      for (const rest of await entriesOf(join(this.#folder, prefix)))
        if (/^[0-9a-f]{62}$/.test(rest)) yield prefix + rest
    }
  }

  /** Removes what was being written when a process ended. To be called when nobody writes. */
  removeParts(): void {
    rmSync(join(this.#folder, PARTS), { recursive: true, force: true })
  }
}

function damaged(hash: string, what: string, cause?: unknown): InspectorError {
  return new InspectorError(
    'damaged-store',
    `The content ${hash.slice(0, 12)}… of the release store ${what}. ` +
      'A check of the store names the releases that use it; take them again where you can.',
    { cause },
  )
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
