import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { digestOfFile } from './digest-of-file.ts'
import type { DiskStat } from './real-disk.ts'
import { encodeFileName, hasRawBytes } from '../python/file-names.ts'

/**
 * The bytes of a file, which may never be read at all: a file on the real disk, or bytes that a rule would produce.
 * `md5` is filled in when it becomes known.
 */
export type FileContent = DiskContent | ComputedContent

export type DiskContent = {
  readonly kind: 'disk'
  /** Path of the real file (a Python string). */
  readonly path: string
  readonly size: number
  /** The file's facts when it was first looked at. */
  readonly stat: DiskStat
  md5: string | null
  /** Whether the bytes are UTF-8, and whether a pattern may match in them; null while unread. */
  utf8: boolean | null
  mayRefer: boolean | null
}

export type ComputedContent = {
  readonly kind: 'computed'
  readonly size: number
  readonly md5: string
  /** Makes the bytes again; they are not kept. */
  readonly produce: () => Uint8Array
}

/** Content that is given as bytes. */
export function contentOf(bytes: Uint8Array): ComputedContent {
  return { kind: 'computed', size: bytes.byteLength, md5: hash('md5', bytes), produce: () => bytes }
}

/** Content whose bytes are made, once, when somebody asks for them, their size or their MD5. */
export function contentMadeLater(make: () => Uint8Array): ComputedContent {
  let made: ComputedContent | null = null
  const content = (): ComputedContent => (made ??= contentOf(make()))
  return {
    kind: 'computed',
    get size() {
      return content().size
    },
    get md5() {
      return content().md5
    },
    produce: () => content().produce(),
  }
}

/** A path as `node:fs` wants it: a string where that is exact, raw bytes where the name is not UTF-8. */
export function nodePath(path: string): string | Buffer {
  return hasRawBytes(path) ? encodeFileName(path) : path
}

/** The bytes of a content. @throws the error of node:fs when a file on disk cannot be read */
export function readContentBytes(content: FileContent): Uint8Array {
  return content.kind === 'computed' ? content.produce() : readFileSync(nodePath(content.path))
}

/**
 * The bytes of a content, which are those that its MD5 is known of: what is told or kept of others would be told of these.
 * @throws InspectorError changed-while-reading; the error of node:fs when a file on disk cannot be read
 */
export function readSeenBytes(content: FileContent): Uint8Array {
  const bytes = readContentBytes(content)
  if (content.kind === 'disk' && content.md5 !== null && hash('md5', bytes) !== content.md5)
    throw new InspectorError(
      'changed-while-reading',
      `${content.path} changed while it was being read. Run the preview again.`,
    )
  return bytes
}

/** MD5 of a content as 32 hex digits, computed at most once. Reads in pieces, so size does not matter. */
export function md5Of(content: FileContent): string {
  if (content.kind === 'computed') return content.md5
  if (content.md5 !== null) return content.md5
  content.md5 = digestOfFile(nodePath(content.path), 'md5')
  return content.md5
}
