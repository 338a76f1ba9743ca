import { isUtf8 } from 'node:buffer'
import { createHash, hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { screenFor } from '../collect/patterns.ts'

/**
 * How a file will be rewritten: by the patterns of CSS, of JavaScript, of JavaScript with modules, by a project's own, of
 * which nothing is known here; null for the others.
 */
export type Screen = 'css' | 'js' | 'modules' | 'own' | null

/** Paths are raw bytes where a name is not UTF-8. */
export type ExamineTask = {
  readonly files: readonly { readonly path: string | Uint8Array; readonly screen: Screen }[]
  /** Another digest that is wanted besides MD5, by OpenSSL's name. */
  readonly algorithm: string | null
}

/** What reading a file told; `code` is that of the operating system when it could not be read. */
export type Examined =
  | {
      readonly size: number
      readonly md5: string
      readonly digest: string | null
      readonly utf8: boolean | null
      readonly mayRefer: boolean | null
    }
  | { readonly code: string }

/** Larger files are hashed in pieces unless they must be looked at whole. */
const PIECE = 4 << 20

let buffer = Buffer.allocUnsafeSlow(PIECE)

/** Reads one file: its MD5, and for adjustable files whether it is UTF-8 and a pattern may match. */
export function examineBytes(path: string | Uint8Array, screen: Screen, algorithm: string | null = null): Examined {
  try {
    const file = openSync(typeof path === 'string' ? path : Buffer.from(path), 'r')
    try {
      const expected = fstatSync(file).size
      if (screen === null && expected > PIECE) return hashInPieces(file, algorithm)
      return examineWhole(file, expected, screen, algorithm)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code }
    throw error
  }
}

function hashInPieces(file: number, algorithm: string | null): Examined {
  const digest = createHash('md5')
  const other = algorithm === null ? null : createHash(algorithm)
  let size = 0
  for (let read = readSync(file, buffer, 0, PIECE, null); read > 0; read = readSync(file, buffer, 0, PIECE, null)) {
    digest.update(buffer.subarray(0, read))
    other?.update(buffer.subarray(0, read))
    size += read
  }
  return { size, md5: digest.digest('hex'), digest: other?.digest('hex') ?? null, utf8: null, mayRefer: null }
}

function examineWhole(file: number, expected: number, screen: Screen, algorithm: string | null): Examined {
  if (buffer.byteLength < expected + 1) buffer = Buffer.allocUnsafeSlow(expected + 1)
  let size = 0
  // One byte more than expected, so that a file which grew is noticed by its size.
  for (;;) {
    const read = readSync(file, buffer, size, buffer.byteLength - size, null)
    size += read
    if (read === 0 || size === buffer.byteLength) break
  }
  const bytes = buffer.subarray(0, size)
  const examined: Examined = {
    size,
    md5: hash('md5', bytes),
    digest: algorithm === null ? null : hash(algorithm, bytes),
    utf8: screen === null ? null : isUtf8(bytes),
    mayRefer: screen === null ? null : mayRefer(bytes, screen),
  }
  // A buffer that one huge file needed is not kept.
  if (buffer.byteLength > PIECE * 4) buffer = Buffer.allocUnsafeSlow(PIECE)
  return examined
}

const CSS = screenFor('*.css', false)
const MODULES = screenFor('*.js', true)
const SOURCE_MAP = Buffer.from('sourceMappingURL=')

function mayRefer(bytes: Buffer, screen: Exclude<Screen, null>): boolean {
  if (screen === 'own') return true
  if (screen === 'js') return bytes.includes(SOURCE_MAP)
  return (screen === 'css' ? CSS : MODULES).test(bytes.toString('latin1'))
}
