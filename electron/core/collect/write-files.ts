import { hash } from 'node:crypto'
import { closeSync, fchmodSync, fstatSync, futimesSync, openSync, readSync, writeSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'
import { joinPath } from '../python/posix-path.ts'

/*
 * Blocking calls, in slices that the caller cuts: on tens of thousands of small files they took half the time of
 * asynchronous ones, and worker threads did not make them faster, because the file system is what takes time.
 */

/** A file to be made: its path (a Python string) relative to the output folder, and what it is to look like. */
export type Target = {
  readonly path: string
  /** Permissions, set whatever the umask is; null: as the umask has it. */
  readonly mode: number | null
  /** Seconds since 1970; null: the time of writing. */
  readonly mtime: number | null
}

/** A file on disk (absolute path) that must still have the size and the modified time of before. */
export type Copy = { readonly source: string; readonly size: number; readonly mtimeNs: bigint }

/** Bytes made when they are needed; with `md5` (hex) they must still be the same as before. */
export type Bytes = { readonly read: () => Uint8Array; readonly md5?: string }

const PIECE = 1 << 20
const piece = Buffer.allocUnsafeSlow(PIECE)

/**
 * Writes the bytes of one file on disk to each of the planned files.
 * @param rest called between pieces, for others to run; throws to give up
 * @throws InspectorError changed-while-reading, unreadable; errors of node:fs about the output
 */
export async function writeCopies(
  copy: Copy,
  files: readonly Target[],
  folder: string,
  rest: () => Promise<void>,
): Promise<void> {
  const source = reading(copy, () => openSync(nodePath(copy.source), 'r'))
  const outputs: number[] = []
  try {
    for (const file of files) outputs.push(create(file, folder))
    let size = 0
    for (;;) {
      const read = reading(copy, () => readSync(source, piece, 0, PIECE, null))
      for (const output of outputs) writeWhole(output, piece, read)
      size += read
      // A piece that is not full ends a regular file; a file that grows is noticed by its size and time.
      if (read < PIECE) break
      await rest()
    }
    const { size: present, mtimeNs } = fstatSync(source, { bigint: true })
    if (size !== copy.size || present !== BigInt(copy.size) || mtimeNs !== copy.mtimeNs) throw changed(copy.source)
    for (const [index, file] of files.entries()) finish(outputs[index] ?? -1, file)
  } finally {
    closeSync(source)
    for (const output of outputs) closeSync(output)
  }
}

/**
 * Writes bytes that are made now.
 * @throws InspectorError changed-while-reading; errors of node:fs about the output
 */
export function writeBytes(content: Bytes, file: Target, folder: string): void {
  const bytes = made(content, file)
  const output = create(file, folder)
  try {
    writeWhole(output, bytes, bytes.byteLength)
    finish(output, file)
  } finally {
    closeSync(output)
  }
}

/** Bytes are made from source files, which may be others by now. */
function made(content: Bytes, file: Target): Uint8Array {
  let bytes: Uint8Array
  try {
    bytes = content.read()
  } catch (error) {
    if (error instanceof InspectorError || !(error instanceof Error) || !('code' in error)) throw error
    throw changed(`What ${file.path} is made from`, error)
  }
  if (content.md5 !== undefined && hash('md5', bytes) !== content.md5) throw changed(`What ${file.path} is made from`)
  return bytes
}

/** A new file; one that is there already is an error, since a plan has each path once. */
function create(file: Target, folder: string): number {
  return openSync(nodePath(joinPath(folder, file.path)), 'wx', file.mode ?? 0o666)
}

function writeWhole(output: number, bytes: Uint8Array, length: number): void {
  for (let at = 0; at < length;) at += writeSync(output, bytes, at, length - at)
}

function finish(output: number, { mode, mtime }: Target): void {
  if (mode !== null) fchmodSync(output, mode)
  if (mtime !== null) futimesSync(output, mtime, mtime)
}

function reading<T>(copy: Copy, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw changed(copy.source, error)
    throw new InspectorError(
      'unreadable',
      `The source file ${copy.source} cannot be read (${String(error.code)}). Check its permissions.`,
      { cause: error },
    )
  }
}

function changed(what: string, cause?: Error): InspectorError {
  return new InspectorError(
    'changed-while-reading',
    `${what} changed since it was looked at, so nothing was written. Run it again when no one changes the files.`,
    { cause },
  )
}
