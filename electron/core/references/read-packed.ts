import { readFileSync } from 'node:fs'
import { prepareJavaScript } from './javascript.ts'
import { packReading } from './pack-reading.ts'
import { readReferences } from './read-references.ts'

/** Files to read. Paths are raw bytes where a name is not UTF-8. */
export type ReferencesTask = readonly { readonly path: string | Uint8Array; readonly name: string }[]

/** The browser's reading of one file on disk, packed; null where it cannot be read. */
export async function readPacked(path: string | Uint8Array, name: string): Promise<string | null> {
  await prepareJavaScript()
  try {
    const bytes = readFileSync(typeof path === 'string' ? path : Buffer.from(path))
    const reading = readReferences(name, decodeText(bytes))
    return reading === null ? null : packReading(reading)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Text as browsers decode it: what is not UTF-8 becomes U+FFFD, a byte order mark stays a unit of its own. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
