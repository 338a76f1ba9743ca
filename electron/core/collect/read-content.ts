import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ContentSlice } from '../../../shared/model/preview.ts'
import { type FileContent, readContentBytes } from '../files/file-content.ts'
import { isValidUtf8 } from '../python/utf8.ts'
import { sourceContent } from './describe-file.ts'
import type { Preview } from './preview-result.ts'
import type { CollectstaticRun } from './run-collectstatic.ts'
import type { PlacedReference } from './rewrite-memory.ts'

const LARGEST_IMAGE = 2 << 20
const LARGEST_TEXT = 64 << 20
const LINE_WIDTH = 2000

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
 * A slice of a winner's text, of its source or of its hashed copy; images as a `data:` URL, others by size alone.
 * Rewritten parts are marked.
 * @param firstLine 1-based
 * @throws InspectorError not-found, unreadable
 */
export async function readContent(
  preview: Preview,
  name: string,
  side: 'source' | 'output',
  firstLine: number,
  lines: number,
): Promise<ContentSlice> {
  const { run } = await preview.evidence.run()
  const content = side === 'source' ? sourceContent(preview, name) : outputContent(run, name)
  const base = { side, totalLines: 0, firstLine: 1, lines: [], image: null, size: content.size }
  const image = IMAGE_TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
  if (image !== undefined)
    return {
      ...base,
      kind: 'image',
      image:
        content.size > LARGEST_IMAGE
          ? null
          : `data:${image};base64,${Buffer.from(read(content, name)).toString('base64')}`,
    }
  if (content.size > LARGEST_TEXT) return { ...base, kind: 'binary' }
  const bytes = read(content, name)
  if (!isValidUtf8(bytes) || bytes.includes(0)) return { ...base, kind: 'binary' }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const all = text.split('\n')
  const marks = markedRanges(run.post?.references.get(name) ?? [], side)
  return {
    ...base,
    kind: 'text',
    totalLines: all.length,
    firstLine,
    lines: sliceLines(all, firstLine, lines, marks),
  }
}

function outputContent(run: CollectstaticRun, name: string): FileContent {
  const output = run.post?.outputs.get(name)
  if (output === undefined) throw new InspectorError('not-found', `There is no hashed copy of ${name}`)
  return output
}

function read(content: FileContent, name: string): Uint8Array {
  try {
    return readContentBytes(content)
  } catch (error) {
    throw new InspectorError('changed-while-reading', `${name} cannot be read any more. Run the preview again.`, {
      cause: error,
    })
  }
}

type Range = { readonly start: number; readonly end: number }

/** Offsets of what is rewritten (source) or was written (output), ascending. Edits move what comes after them. */
function markedRanges(references: readonly PlacedReference[], side: 'source' | 'output'): readonly Range[] {
  const ranges: Range[] = []
  let moved = 0
  for (const { start, matched, written } of references.toSorted((a, b) => a.start - b.start)) {
    if (written === matched) continue
    const from = side === 'source' ? start : start + moved
    ranges.push({ start: from, end: from + (side === 'source' ? matched : written).length })
    moved += written.length - matched.length
  }
  return ranges
}

function sliceLines(
  all: readonly string[],
  firstLine: number,
  count: number,
  marks: readonly Range[],
): ContentSlice['lines'] {
  let offset = 0
  for (let index = 0; index < firstLine - 1; index++) offset += (all[index]?.length ?? 0) + 1
  return all.slice(firstLine - 1, firstLine - 1 + count).map((line) => {
    const start = offset
    const end = start + line.length
    offset = end + 1
    const shown = Math.min(line.length, LINE_WIDTH)
    const inLine = marks
      .filter((mark) => mark.start < start + shown && mark.end > start)
      .map((mark): [number, number] => [Math.max(0, mark.start - start), Math.min(shown, mark.end - start)])
    return { text: line.slice(0, LINE_WIDTH), marks: inLine, cut: line.length > LINE_WIDTH }
  })
}
