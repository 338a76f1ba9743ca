import type { VerificationDifference } from '../../../shared/model/verification.ts'
import { type FileContent, readContentBytes } from '../files/file-content.ts'
import { isValidUtf8 } from '../python/utf8.ts'

const LARGEST_TEXT = 8 << 20
const LINE_WIDTH = 400

/** The first line in which two texts differ, cut around the place; null where one is no text, or too large to look at. */
export function firstLineThatDiffers(ours: FileContent, theirs: FileContent): VerificationDifference['firstLine'] {
  const [one, other] = [textOf(ours), textOf(theirs)]
  if (one === null || other === null) return null
  return firstLineOf(one, other)
}

/** The same for two texts at hand. */
export function firstLineOf(ours: string, theirs: string): VerificationDifference['firstLine'] {
  const [one, other] = [ours.split('\n'), theirs.split('\n')]
  const at = one.findIndex((line, index) => line !== other[index])
  const index = at === -1 ? one.length : at
  if (at === -1 && other.length === one.length) return null
  return { line: index + 1, ...cut(one[index] ?? null, other[index] ?? null) }
}

function textOf(content: FileContent): string | null {
  if (content.size > LARGEST_TEXT) return null
  const bytes = readContentBytes(content)
  return isValidUtf8(bytes) && !bytes.includes(0) ? Buffer.from(bytes).toString('utf8') : null
}

/** Both lines from shortly before the first character that differs. */
function cut(ours: string | null, theirs: string | null): { ours: string | null; theirs: string | null } {
  let same = 0
  while (ours !== null && theirs !== null && same < ours.length && ours[same] === theirs[same]) same++
  const from = Math.max(0, same - LINE_WIDTH / 4)
  const part = (line: string | null): string | null =>
    line === null ? null : `${from > 0 ? '…' : ''}${line.slice(from, from + LINE_WIDTH)}`
  return { ours: part(ours), theirs: part(theirs) }
}
