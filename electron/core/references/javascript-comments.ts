import { indexOfWord } from './index-of-word.ts'
import { probeCode, type Site } from './probe-code.ts'

type SourceMapComment = {
  readonly offset: number
  readonly text: string
  readonly kind: 'js-source-map'
  readonly isBlock: boolean
}

const KEY = 'sourceMappingURL='
/** The part of it that is looked for. */
const END_OF_KEY = 'URL='
/** Length of what stands before it in a comment. */
const OPENING = '//# '.length
/** `//# sourceMappingURL=x`, also with `@` and in a block comment; the URL ends at a blank (ECMA-426, section 11.1.1). */
const LINE = /\/\/[#@][ \t]sourceMappingURL=[ \t]*([^\s'"`]+)|\/\*[#@][ \t]sourceMappingURL=[ \t]*([^\s'"`*]+)\s*\*\//g

/** The comments of a script that name a source map, in order; not what only looks like one in a string or a template. */
export function readComments(text: string): SourceMapComment[] {
  const first = indexOfWord(text, KEY, END_OF_KEY)
  if (first === -1) return []
  const line = new RegExp(LINE)
  line.lastIndex = Math.max(0, first - OPENING)
  const candidates = [...text.matchAll(line)].map((match) => {
    const url = match[1] ?? match[2] ?? ''
    const end = match.index + match[0].length
    const offset = match.index + match[0].indexOf(url, 20)
    return { start: match.index, end, offset, text: url, isBlock: match[2] !== undefined }
  })
  const [only] = candidates
  if (only === undefined) return []
  const isCertain = candidates.length === 1 && isLastLine(text, only)
  const lexed = isCertain ? null : probeCode(text, candidates, 'comment')
  const code = lexed === null ? null : new Set(lexed.probed.map(({ site }) => site))
  return candidates
    .filter((_, index) => code === null || code.has(index))
    .map(({ offset, text: url, isBlock }) => ({ offset, text: url, kind: 'js-source-map', isBlock }))
}

/**
 * Whether a comment is the last line of a script. It can then stand in nothing that is closed behind it, such as a string
 * or a template, and need not be probed: as a rule it is the only place of a script that would be.
 */
function isLastLine(text: string, { start, end }: Site): boolean {
  const lineStart = Math.max(text.lastIndexOf('\n', start), text.lastIndexOf('\r', start)) + 1
  if (text.slice(lineStart, start).trim() !== '' || text.slice(end).trim() !== '') return false
  const open = text.lastIndexOf('/*', start - 1)
  if (open === -1) return true
  const close = text.indexOf('*/', open + 2)
  return close !== -1 && close < start
}
