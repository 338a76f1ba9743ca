import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

/** Bytes that are read at once. */
const PIECE = 1 << 20
let piece: Buffer | null = null

/**
 * The digest of a file as hexadecimal digits. Reads in pieces, so that its size does not matter.
 * @param path as `nodePath` gives it, for names that are not UTF-8
 * @param algorithm by OpenSSL's name, such as `sha256`
 * @throws the error of node:fs when the file cannot be read
 */
export function digestOfFile(path: string | Buffer, algorithm: string): string {
  piece ??= Buffer.allocUnsafeSlow(PIECE)
  const digest = createHash(algorithm)
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, piece, 0, PIECE, null); read > 0; read = readSync(file, piece, 0, PIECE, null))
      digest.update(piece.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return digest.digest('hex')
}
