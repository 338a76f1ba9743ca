import { PAUSE, type Pause } from './collectstatic-run.ts'
import { createHash } from 'node:crypto'
import { digestOf } from '../files/digest-of.ts'
import type { FileContent } from '../files/file-content.ts'
import { DJANGO_HASH, type NameHash } from './storage-traits.ts'

/** `file_hash` of a content; null: None. */
export function hashOfContent(content: FileContent, hash: NameHash): string | null {
  return hash.kind === 'digest' ? cut(digestOf(content, hash.algorithm), hash) : fixedHash(hash)
}

/** `file_hash` of a text that comes in pieces, since the whole may be large. Gives way after each. */
export function* hashOfText(pieces: Iterable<string>, hash: NameHash): Generator<Pause, string | null> {
  if (hash.kind !== 'digest') return fixedHash(hash)
  const digest = createHash(hash.algorithm)
  for (const piece of pieces) {
    digest.update(piece)
    yield PAUSE
  }
  return cut(digest.digest('hex'), hash)
}

/** `file_hash` of a content of which the MD5 is known; undefined where that does not tell it. */
export function hashOfMd5(md5: string, hash: NameHash): string | null | undefined {
  if (hash.kind !== 'digest') return fixedHash(hash)
  return hash.algorithm === 'md5' ? cut(md5, hash) : undefined
}

/** The hash that Django's own `file_hash` gives a content of this MD5. */
export function djangoHash(md5: string): string {
  return cut(md5, DJANGO_HASH)
}

function fixedHash(hash: Exclude<NameHash, { kind: 'digest' }>): string | null {
  return hash.kind === 'constant' ? hash.text : null
}

function cut(hex: string, { start, length }: Extract<NameHash, { kind: 'digest' }>): string {
  return hex.slice(start, start + length)
}
