import { hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Content } from '../../../shared/model/release.ts'
import { type DiskContent, type FileContent, nodePath } from '../files/file-content.ts'
import type { ContentWriter } from '../releases/content-writer.ts'

/** A kept content; `bytes` are there for files that are not large, so that what is read in them need not be read again. */
export type KeptContent = Content & { readonly bytes: Uint8Array | null }

/** Larger files are copied piece by piece. */
const WHOLE = 8 << 20

/**
 * Keeps a content that a preview has seen.
 * @param rest called between pieces, for others to run; throws to give up
 * @throws InspectorError changed-while-reading when the bytes are others than the preview saw, unreadable, disk-full
 */
export async function keepContent(
  content: FileContent,
  writer: ContentWriter,
  rest: () => Promise<void>,
): Promise<KeptContent> {
  if (content.kind === 'disk') return keepFile(content, writer, rest)
  let bytes: Uint8Array
  try {
    bytes = content.produce()
  } catch (error) {
    if (error instanceof InspectorError || !(error instanceof Error) || !('code' in error)) throw error
    throw changed('A file', error)
  }
  if (hash('md5', bytes) !== content.md5) throw changed('A file')
  return { ...(await writer.put(bytes)), bytes }
}

/** Keeps a file of the disk (a Python string), whatever it is. @throws InspectorError missing-folder, unreadable, disk-full */
export async function keepFileAt(
  path: string,
  writer: ContentWriter,
  rest: () => Promise<void>,
): Promise<KeptContent & { readonly md5: string }> {
  const descriptor = reading(path, () => openSync(nodePath(path), 'r'))
  try {
    const { size } = fstatSync(descriptor)
    if (size > WHOLE) return { ...(await writer.putFrom(descriptor, rest)), bytes: null }
    const bytes = reading(path, () => readAll(descriptor, size))
    return { ...(await writer.put(bytes)), bytes, md5: hash('md5', bytes) }
  } finally {
    closeSync(descriptor)
  }
}

async function keepFile(
  { path, size, md5 }: DiskContent,
  writer: ContentWriter,
  rest: () => Promise<void>,
): Promise<KeptContent> {
  const kept = await keepFileAt(path, writer, rest).catch((error: unknown) => {
    throw error instanceof InspectorError && error.code === 'missing-folder' ? changed(path, error) : error
  })
  if (kept.size !== size || (md5 !== null && kept.md5 !== md5)) throw changed(path)
  return { hash: kept.hash, size: kept.size, bytes: kept.bytes }
}

function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  while (at < size) {
    const read = readSync(descriptor, bytes, at, size - at, null)
    if (read === 0) break
    at += read
  }
  return bytes.subarray(0, at)
}

function reading<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new InspectorError('missing-folder', `${path} is not there any more. Check the path, and try again.`, {
        cause: error,
      })
    throw new InspectorError(
      'unreadable',
      `${path} cannot be read (${String(error.code)}). Check its permissions, and try again.`,
      { cause: error },
    )
  }
}

function changed(what: string, cause?: unknown): InspectorError {
  return new InspectorError(
    'changed-while-reading',
    `${what} changed while the release was taken, so nothing was kept. Take it again when no one changes the files.`,
    { cause },
  )
}
