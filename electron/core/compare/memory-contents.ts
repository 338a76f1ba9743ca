import { hash as digest } from 'node:crypto'
import { readSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Content } from '../../../shared/model/release.ts'
import { ContentWriter } from '../releases/content-writer.ts'

/** Larger contents are hashed and forgotten: films and archives, of which nothing is shown. */
const MOST_EACH = 32 << 20
/** Contents beyond this are forgotten as well; then fewer texts can be compared, and names and causes stay as they are. */
const MOST = 512 << 20
const PIECE = 1 << 20

/** Contents of a release that is compared and not kept: hashed like those of a store, in memory, nothing is written. */
export class MemoryContents extends ContentWriter {
  readonly #bytes = new Map<string, Uint8Array>()
  #size = 0

  constructor() {
    super(tmpdir())
  }

  override async put(bytes: Uint8Array): Promise<Content> {
    const hash = digest('sha256', bytes)
    if (!this.#bytes.has(hash) && bytes.byteLength <= MOST_EACH && this.#size + bytes.byteLength <= MOST) {
      this.#bytes.set(hash, bytes)
      this.#size += bytes.byteLength
    }
    return { hash, size: bytes.byteLength }
  }

  override async putFrom(source: number, rest: () => Promise<void>): Promise<Content & { readonly md5: string }> {
    const pieces: Buffer[] = []
    const piece = Buffer.allocUnsafe(PIECE)
    for (let read = readSync(source, piece, 0, PIECE, null); read > 0; read = readSync(source, piece, 0, PIECE, null)) {
      pieces.push(Buffer.from(piece.subarray(0, read)))
      await rest()
    }
    const bytes = Buffer.concat(pieces)
    return { ...(await this.put(bytes)), md5: digest('md5', bytes) }
  }

  override async finish(): Promise<void> {}

  override discard(): void {}

  /** The bytes of a content; null for one that was too large. */
  find(hash: string): Uint8Array | null {
    return this.#bytes.get(hash) ?? null
  }
}
