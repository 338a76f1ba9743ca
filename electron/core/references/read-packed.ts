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

/** Of a piece, Node lays neither the bytes nor the text outside of the heap, where a worker would leave them behind. */
const PIECE = 1 << 19
let piece: Buffer | null = null

/** Texts are decoded as they are read, each piece by itself: a decoder that goes on makes two bytes of each letter. */
function readText(path: string | Uint8Array): string {
  const bytes = (piece ??= Buffer.allocUnsafeSlow(PIECE))
  const file = openSync(typeof path === 'string' ? path : Buffer.from(path), 'r')
  try {
    const parts: string[] = []
    let length = 0
    const readOn = (): number => readSync(file, bytes, length, PIECE - length, null)
    // A disk may give less than it is asked for: only nothing at all is the end.
    for (let read = readOn(); read > 0; read = readOn()) {
      length += read
      if (length < PIECE) continue
      const end = lastBeginning(bytes)
      parts.push(decodeText(bytes.subarray(0, end)))
      bytes.copyWithin(0, end)
      length -= end
    }
    parts.push(decodeText(bytes.subarray(0, length)))
    return parts.join('')
  } finally {
    closeSync(file)
  }
}

/**
 * Where the last letter of some UTF-8 begins. No letter goes on behind its fourth byte, so what begins nowhere in the last
 * three is whole, or broken wherever it is cut.
 */
function lastBeginning(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= bytes.length - 3; at--) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at
  return bytes.length
}

/** Text as browsers decode it: what is not UTF-8 becomes U+FFFD, a byte order mark stays a unit of its own. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
