import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { type FileContent, md5Of, nodePath } from './file-content.ts'

const PIECE = 1 << 20
/** Digests other than MD5 by content: few projects want them. */
const known = new WeakMap<FileContent, Map<string, string>>()

/**
 * The digest of a content as hexadecimal digits, computed at most once.
 * @param algorithm by OpenSSL's name, such as `sha256`
 * @throws the error of node:fs when a file on disk cannot be read
 */
export function digestOf(content: FileContent, algorithm: string): string {
  if (algorithm === 'md5') return md5Of(content)
  const before = known.get(content)?.get(algorithm)
  if (before !== undefined) return before
  const found = digestNow(content, algorithm)
  learnDigest(content, algorithm, found)
  return found
}

/** Whether `digestOf` need not read the content. */
export function isDigestKnown(content: FileContent, algorithm: string): boolean {
  return algorithm === 'md5'
    ? content.kind === 'computed' || content.md5 !== null
    : known.get(content)?.has(algorithm) === true
}

/** Notes a digest that somebody else computed. */
export function learnDigest(content: FileContent, algorithm: string, digest: string): void {
  const digests = known.get(content) ?? new Map<string, string>()
  digests.set(algorithm, digest)
  known.set(content, digests)
}

function digestNow(content: FileContent, algorithm: string): string {
  const digest = createHash(algorithm)
  if (content.kind === 'computed') return digest.update(content.produce()).digest('hex')
  const file = openSync(nodePath(content.path), 'r')
  try {
    const piece = Buffer.allocUnsafe(PIECE)
    for (let read = readSync(file, piece, 0, PIECE, null); read > 0; read = readSync(file, piece, 0, PIECE, null))
      digest.update(piece.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return digest.digest('hex')
}
