import { closeSync, copyFileSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { dirName, joinPath, normPath } from '../python/posix-path.ts'
import type { ArchiveGuard } from './archive-guard.ts'

type Link = { readonly entry: string; readonly path: string; readonly target: string }

/** The links of a chain that are followed before it counts as one without end. */
const MAX_LINKS = 40

/** Writes entries of an archive into a folder. Links become copies of what they lead to, which must be in the archive. */
export class UnpackedFiles {
  readonly #folder: string
  readonly #guard: ArchiveGuard
  readonly #work: Pick<WorkContext, 'report'>
  readonly #slices: TimeSlices
  readonly #files = new Set<string>()
  readonly #links = new Map<string, Link>()

  /** @param folder absolute, new and empty */
  constructor(folder: string, guard: ArchiveGuard, work: Pick<WorkContext, 'signal' | 'report'>) {
    this.#folder = folder
    this.#guard = guard
    this.#work = work
    this.#slices = new TimeSlices(work.signal)
  }

  addFolder(path: string): void {
    mkdirSync(joinPath(this.#folder, path), { recursive: true, mode: 0o700 })
  }

  /**
   * Writes a file as it comes.
   * @param crc CRC-32 that the archive states; null where the format has none
   * @throws InspectorError hostile-archive, unreadable, cancelled; errors of node:fs and of the stream
   */
  async addFile(entry: string, path: string, bytes: AsyncIterable<unknown>, crc: number | null): Promise<void> {
    this.addFolder(dirName(path))
    const output = openSync(joinPath(this.#folder, path), 'wx', 0o600)
    let size = 0
    let sum = 0
    try {
      for await (const piece of bytes) {
        if (!Buffer.isBuffer(piece)) continue
        size += piece.byteLength
        this.#guard.count(entry, size, piece.byteLength)
        if (crc !== null) sum = crc32(piece, sum)
        for (let at = 0; at < piece.byteLength;) at += writeSync(output, piece, at)
        if (this.#slices.isOver) await this.#slices.rest()
      }
    } finally {
      closeSync(output)
    }
    if (crc !== null && sum !== crc)
      throw new InspectorError(
        'unreadable',
        `The archive is damaged: ${JSON.stringify(entry)} has other bytes than its checksum says.`,
      )
    this.#files.add(path)
    this.#work.report({ step: 'Unpacking', done: this.#files.size, total: 0 })
    if (this.#slices.isOver) await this.#slices.rest()
  }

  /**
   * Notes a link, to be made a copy at the end.
   * @param target relative to the link's folder, or for a hard link to the top
   */
  addLink(entry: string, path: string, target: string, isHard: boolean): void {
    const resolved = normPath(isHard ? target : joinPath(dirName(path), target))
    if (target.startsWith('/') || resolved === '..' || resolved.startsWith('../'))
      throw this.#guard.refusal(entry, `is a link that leads out of the archive, to ${JSON.stringify(target)}`)
    this.#links.set(path, { entry, path, target: resolved })
  }

  /** Makes the links. @throws InspectorError hostile-archive; errors of node:fs */
  finish(): void {
    for (const { entry, path } of this.#links.values()) {
      const target = this.#resolve(path, entry)
      const source = joinPath(this.#folder, target)
      this.#guard.count(entry, 0, statSync(source).size)
      this.addFolder(dirName(path))
      copyFileSync(source, joinPath(this.#folder, path))
    }
  }

  #resolve(path: string, entry: string): string {
    let at = path
    for (let links = 0; links <= MAX_LINKS; links++) {
      const link = this.#links.get(at)
      if (link === undefined) {
        if (this.#files.has(at)) return at
        throw this.#guard.refusal(entry, `is a link to ${JSON.stringify(at)}, which is no file of the archive`)
      }
      at = link.target
    }
    throw this.#guard.refusal(entry, 'is a link that leads back to itself')
  }
}
