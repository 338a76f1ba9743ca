import { z } from 'zod'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Content, ReleaseFile, ReleaseReference } from '../../../shared/model/release.ts'

/** So many files make a chunk: few enough to read one file quickly, many enough that rows cost nothing. */
export const FILES_PER_CHUNK = 500

/** Stands for "the same as the source" and "the same as the output", which is what most files have. */
const SAME = 1

type PackedContent = null | typeof SAME | readonly [hash: string, size: number]
type PackedReference = readonly [
  target: string,
  written: string,
  start: number,
  end: number,
  fromSource: 0 | 1,
  query?: string,
]
type PackedFile = readonly [
  name: string,
  hashedName: string | null,
  source: PackedContent,
  output: PackedContent,
  plain: PackedContent,
  isRecovered: 0 | 1,
  provider: number | null,
  references: readonly PackedReference[] | 0,
  compressed: readonly (readonly ['gz' | 'br', number])[] | 0,
]

/**
 * Files as one JSON text without the names of members, and with contents that repeat within a file left out.
 * JSON keeps names that are not UTF-8 (lone surrogates), which SQL text does not.
 */
export function packFiles(files: readonly ReleaseFile[]): string {
  return JSON.stringify(files.map(packFile))
}

/**
 * Turns `packFiles` back.
 * @throws InspectorError damaged-store for a text of another shape
 */
export function unpackFiles(packed: string): readonly ReleaseFile[] {
  try {
    return chunkSchema.parse(JSON.parse(packed)).map(unpackFile)
  } catch (error) {
    throw new InspectorError('damaged-store', 'The list of files of a release is damaged in the store.', {
      cause: error,
    })
  }
}

function packFile(file: ReleaseFile): PackedFile {
  return [
    file.name,
    file.hashedName,
    packContent(file.source, null),
    packContent(file.output, file.source),
    packContent(file.plain, file.source),
    file.isRecovered ? 1 : 0,
    file.provider,
    file.references.length === 0 ? 0 : file.references.map(packReference),
    file.compressed.length === 0 ? 0 : file.compressed.map(({ encoding, size }) => [encoding, size] as const),
  ]
}

function packContent(content: Content | null, same: Content | null): PackedContent {
  if (content === null) return null
  return content.hash === same?.hash ? SAME : [content.hash, content.size]
}

function packReference({ target, written, range, fromSource, query }: ReleaseReference): PackedReference {
  const packed = [target, written, range[0], range[1], fromSource ? 1 : 0] as const
  return query === undefined ? packed : [...packed, query]
}

function unpackFile(packed: PackedFile): ReleaseFile {
  const [name, hashedName, packedSource, packedOutput, packedPlain, isRecovered, provider, references, compressed] =
    packed
  const source = unpackContent(packedSource, null)
  return {
    name,
    hashedName,
    source,
    output: unpackContent(packedOutput, source),
    plain: unpackContent(packedPlain, source),
    isRecovered: isRecovered === 1,
    provider,
    references: references === 0 ? [] : references.map(unpackReference),
    compressed: compressed === 0 ? [] : compressed.map(([encoding, size]) => ({ encoding, size })),
  }
}

function unpackContent(packed: PackedContent, same: Content | null): Content | null {
  if (packed === null) return null
  return packed === SAME ? same : { hash: packed[0], size: packed[1] }
}

function unpackReference([target, written, start, end, fromSource, query]: PackedReference): ReleaseReference {
  return {
    target,
    written,
    range: [start, end],
    fromSource: fromSource === 1,
    ...(query === undefined ? {} : { query }),
  }
}

/**
 * Only the outermost shape is checked, for half a million files pass here at once. What is inside was written by
 * `packFiles` and is guarded by the database's own pages.
 */
const chunkSchema = z.array(z.custom<PackedFile>((value) => Array.isArray(value) && value.length === 9))
