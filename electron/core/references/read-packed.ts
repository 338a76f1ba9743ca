import { closeSync, openSync, readSync } from 'node:fs'
import { prepareJavaScript } from './javascript.ts'
import { packReading } from './pack-reading.ts'
import { readReferences } from './read-references.ts'

/** Files to read. Paths are raw bytes where a name is not UTF-8. */
export type ReferencesTask = readonly { readonly path: string | Uint8Array; readonly name: string }[]

/** The browser's reading of one file on disk, packed; null where it cannot be read. */
export async function readPacked(path: string | Uint8Array, name: string): Promise<string | null> {
  await prepareJavaScript()
  try {
    const reading = readReferences(name, readText(path))
    return reading === null ? null : packReading(reading)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Texts are decoded as they are read: neither all of the bytes nor what is made of them lies outside of the heap. */
const PIECE = 1 << 19
let piece: Buffer | null = null

function readText(path: string | Uint8Array): string {
  piece ??= Buffer.allocUnsafeSlow(PIECE)
  const file = openSync(typeof path === 'string' ? path : Buffer.from(path), 'r')
  try {
    const first = readSync(file, piece, 0, PIECE, null)
    if (first < PIECE) return decodeText(piece.subarray(0, first))
    const decoder = new TextDecoder(...UTF_8)
    const parts = [decoder.decode(piece, { stream: true })]
    for (let read = readSync(file, piece, 0, PIECE, null); read > 0; read = readSync(file, piece, 0, PIECE, null))
      parts.push(decoder.decode(piece.subarray(0, read), { stream: true }))
    parts.push(decoder.decode())
    return parts.join('')
  } finally {
    closeSync(file)
  }
}

const UTF_8 = ['utf-8', { ignoreBOM: true }] as const

/** Text as browsers decode it: what is not UTF-8 becomes U+FFFD, a byte order mark stays a unit of its own. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(...UTF_8).decode(bytes)
}
