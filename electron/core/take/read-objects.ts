import type { Readable } from 'node:stream'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { startGit } from './run-git.ts'

/**
 * Reads objects of a repository by `git cat-file --batch`, which runs no filter: the bytes are those that git stores.
 * @param wanted things with the id of an object, in the order in which their bytes come
 * @throws InspectorError unreadable for an object that is not there (a partial or shallow clone), cancelled
 */
export async function* readObjects<T extends { readonly id: string }>(
  folder: string,
  wanted: readonly T[],
  signal: AbortSignal,
): AsyncGenerator<readonly [T, Buffer]> {
  if (wanted.length === 0) return
  const { stdin, stdout, ended } = startGit(folder, ['cat-file', '--batch', '--buffer'], signal)
  stdin.end(wanted.map(({ id }) => `${id}\n`).join(''))
  const reader = new ByteReader(stdout)
  for (const thing of wanted) {
    // `<id> SP <kind> SP <size> LF`, the bytes, LF; or `<id> SP missing LF`.
    const head = (await reader.line())?.split(' ')
    const size = Number(head?.[2])
    if (head === undefined || !Number.isSafeInteger(size)) {
      await ended
      throw new InspectorError(
        'unreadable',
        `The repository lacks the object ${thing.id}, as partial clones do. Fetch it with git, and try again.`,
      )
    }
    const bytes = await reader.take(size)
    await reader.take(1)
    yield [thing, bytes]
  }
  await ended
}

/** Takes lines and pieces of a known length out of a stream. */
class ByteReader {
  readonly #pieces: AsyncIterator<unknown>
  #buffer: Buffer = Buffer.alloc(0)

  constructor(stream: Readable) {
    this.#pieces = stream[Symbol.asyncIterator]()
  }

  /** A line without its end; undefined at the end of the stream. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#buffer.indexOf(10)
      if (end >= 0) {
        const line = this.#buffer.toString('latin1', 0, end)
        this.#buffer = this.#buffer.subarray(end + 1)
        return line
      }
      if (!(await this.#more())) return undefined
    }
  }

  /** Exactly so many bytes; fewer at the end of the stream. */
  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    let missing = length
    for (;;) {
      const piece = this.#buffer.subarray(0, missing)
      this.#buffer = this.#buffer.subarray(piece.length)
      missing -= piece.length
      if (piece.length > 0) pieces.push(piece)
      if (missing === 0 || !(await this.#more())) return pieces.length === 1 ? piece : Buffer.concat(pieces)
    }
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next()
    if (done === true || !Buffer.isBuffer(value)) return false
    this.#buffer = this.#buffer.length === 0 ? value : Buffer.concat([this.#buffer, value])
    return true
  }
}
