import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ByteDifference, TextMark, TextSide, TextSlice } from '../../../shared/model/file-text.ts'
import { type FileContent, readContentBytes } from '../files/file-content.ts'
import { sourceContent } from './describe-file.ts'
import { isText, nameBytes } from './name-bytes.ts'
import type { Preview } from './preview-result.ts'
import type { PlacedReference } from './rewrite-memory.ts'
import type { CollectstaticRun } from './collectstatic-run.ts'

const LARGEST_IMAGE = 2 << 20
/** Marks of one text; a bundle can have more references than anybody looks at. */
const MOST_MARKS = 5000

const IMAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['ico', 'image/x-icon'],
  ['svg', 'image/svg+xml'],
])

/**
 * A piece of a file's text. With the first piece come the places worth seeing, and images as a `data:` URL.
 * @param offset byte at which the piece starts: 0, or `next` of the piece before
 * @param limit bytes of the piece, at most; cut back to a whole character
 * @throws InspectorError not-found, unreadable, changed-while-reading
 */
export async function readText(
  preview: Preview,
  name: string,
  side: TextSide,
  offset: number,
  limit: number,
): Promise<TextSlice> {
  const { run } = await preview.evidence.run()
  return sliceBytes(readSide(run, preview, name, side), name, offset, limit, () => marksOf(preview, run, name, side))
}

/**
 * A piece of bytes as text, for whatever file they belong to.
 * @param name tells what kind of file it is
 * @param marksOfAll the places worth seeing, asked for with the first piece
 */
export function sliceBytes(
  bytes: Uint8Array,
  name: string,
  offset: number,
  limit: number,
  marksOfAll: () => TextMark[],
): TextSlice {
  const isFirst = offset === 0
  const base = {
    type: nameBytes(bytes, name),
    size: bytes.length,
    image: isFirst ? imageOf(bytes, name) : null,
  }
  if (!isText(bytes)) return { ...base, kind: 'binary', text: '', next: null, replaced: 0, marks: [] }
  const end = wholeCharacters(bytes, Math.min(bytes.length, offset + limit))
  const piece = bytes.subarray(Math.min(offset, end), end)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece)
  return {
    ...base,
    kind: 'text',
    text,
    next: end < bytes.length ? end : null,
    replaced: countReplaced(text, piece),
    marks: isFirst ? marksOfAll() : [],
  }
}

/**
 * How the winner's bytes stand to those of another candidate.
 * @throws InspectorError not-found, unreadable, changed-while-reading
 */
export function compareCandidate(preview: Preview, name: string, candidate: number): ByteDifference {
  const a = readBytes(candidateContent(preview, name, 0), name)
  const b = readBytes(candidateContent(preview, name, candidate), name)
  return {
    first: firstDifference(a, b),
    a: { size: a.length, type: nameBytes(a, name) },
    b: { size: b.length, type: nameBytes(b, name) },
  }
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  if (a.length === b.length && Buffer.compare(a, b) === 0) return null
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return at
  return shorter
}

function readSide(run: CollectstaticRun, preview: Preview, name: string, side: TextSide): Uint8Array {
  switch (side) {
    case 'source':
      return readBytes(sourceContent(preview, name), name)
    case 'output': {
      const output = run.post?.outputs.get(name)
      if (output === undefined) throw new InspectorError('not-found', `There is no hashed copy of ${name}`)
      return readBytes(output, name)
    }
    default:
      return readBytes(candidateContent(preview, name, side.candidate), name)
  }
}

function candidateContent(preview: Preview, name: string, candidate: number): FileContent {
  if (candidate === 0) return sourceContent(preview, name)
  const loser = preview.evidence.candidates.shadowed.get(name)?.[candidate - 1]
  if (loser === undefined) throw new InspectorError('not-found', `${name} has no candidate ${candidate + 1}`)
  if (loser.content === null)
    throw new InspectorError('unreadable', `Candidate ${candidate + 1} of ${name} cannot be opened`)
  return loser.content
}

function readBytes(content: FileContent, name: string): Uint8Array {
  try {
    return readContentBytes(content)
  } catch (error) {
    throw new InspectorError('changed-while-reading', `${name} cannot be read any more. Run the preview again.`, {
      cause: error,
    })
  }
}

/** The offset, or the start of the character that it would cut; what is not UTF-8 is cut anywhere. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  let start = end
  while (start < bytes.length && end - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
  return start < bytes.length && ((bytes[start] ?? 0) & 0xc0) !== 0x80 ? start : end
}

/** U+FFFD stands in the text for what is not UTF-8, or because it is really written there. */
function countReplaced(text: string, piece: Uint8Array): number {
  const shown = text.split('\ufffd').length - 1
  if (shown === 0) return 0
  const written = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1').split('\xef\xbf\xbd')
  return shown - (written.length - 1)
}

function imageOf(bytes: Uint8Array, name: string): string | null {
  const type = IMAGE_TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
  if (type === undefined || bytes.length > LARGEST_IMAGE) return null
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

/** References and findings where they stand. Only the winner has been looked at, so other candidates have none. */
function marksOf(preview: Preview, run: CollectstaticRun, name: string, side: TextSide): TextMark[] {
  if (side !== 'source' && side !== 'output') return []
  const references = (run.post?.references.get(name) ?? []).toSorted((a, b) => a.start - b.start)
  const findings = preview.findings.filter((finding) => finding.name === name)
  const marks: TextMark[] = []
  let moved = 0
  for (const reference of references) {
    const from = side === 'source' ? reference.start : reference.start + moved
    const shown = side === 'source' ? reference.matched : reference.written
    moved += reference.written.length - reference.matched.length
    const about = findings.find(({ line, column }) => line === reference.sourceLine && column === reference.column)
    const mark = markOf(reference, side, about?.message ?? null)
    if (mark !== null) marks.push({ start: from, end: from + shown.length, ...mark })
    if (marks.length === MOST_MARKS) break
  }
  return marks
}

function markOf(
  { outcome, matched, written, error }: PlacedReference,
  side: 'source' | 'output',
  finding: string | null,
): Pick<TextMark, 'kind' | 'note'> | null {
  if (outcome === 'error') return { kind: 'error', note: error?.message ?? 'Django fails here' }
  if (finding !== null) return { kind: 'finding', note: finding }
  if (written === matched) return null
  return { kind: 'rewritten', note: side === 'source' ? `becomes ${written}` : `was ${matched}` }
}
