import { hash } from 'node:crypto'
import { digestOfFile } from './digest-of-file.ts'
import { type FileContent, md5Of, nodePath } from './file-content.ts'

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
  if (content.kind === 'computed') return hash(algorithm, content.produce())
  return digestOfFile(nodePath(content.path), algorithm)
}
