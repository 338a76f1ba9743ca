import { once } from 'node:events'
import { createWriteStream, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** About this many UTF-16 units are gathered before they are written: few calls, little memory. */
const CHUNK = 1 << 16

/** Writes pieces of text to a stream and waits where the reader is slower. The stream stays open. */
export async function writePieces(stream: Writable, pieces: Iterable<string>): Promise<void> {
  let gathered = ''
  for (const piece of pieces) {
    gathered += piece
    if (gathered.length < CHUNK) continue
    if (!stream.write(gathered)) await once(stream, 'drain')
    gathered = ''
  }
  await new Promise<void>((resolve, reject) => {
    stream.write(gathered, (error) => (error ? reject(error) : resolve()))
  })
}

/**
 * Writes a text file whole or not at all: aside first, renamed at the end. A link stays, and what it leads to is written;
 * what is no file (`/dev/null`, `/dev/stdout`, a named pipe) is written into, because a rename would put a file in its place.
 * @throws InspectorError unreadable, disk-full
 */
export async function writeTextFile(path: string, pieces: Iterable<string>): Promise<void> {
  try {
    const there = statSync(path, { throwIfNoEntry: false })
    if (there === undefined) await writeAside(path, pieces)
    else if (there.isFile() || there.isDirectory()) await writeAside(realpathSync(path), pieces)
    else await writeInto(path, 'w', pieces)
  } catch (error) {
    throw toWriteError(path, error)
  }
}

async function writeAside(path: string, pieces: Iterable<string>): Promise<void> {
  const aside = `${path}.${process.pid}.part`
  try {
    await writeInto(aside, 'wx', pieces)
    renameSync(aside, path)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

async function writeInto(path: string, flags: 'w' | 'wx', pieces: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path, { flags })
  const failed = once(stream, 'error').then(([error]: unknown[]) => Promise.reject(error))
  await Promise.race([writePieces(stream, pieces), failed])
  await Promise.race([new Promise<void>((resolve) => stream.end(() => resolve())), failed])
  failed.catch(() => undefined)
}

function toWriteError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOSPC') {
    return new InspectorError(
      'disk-full',
      `The disk is full: ${path} was not written. Free some space and try again.`,
      { cause: error },
    )
  }
  return new InspectorError('unreadable', `${path} cannot be written (${String(error.code)}). Choose another file.`, {
    cause: error,
  })
}
