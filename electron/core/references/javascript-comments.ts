import { probeCode } from './probe-code.ts'

type SourceMapComment = { readonly offset: number; readonly text: string; readonly kind: 'js-source-map' }

/** `//# sourceMappingURL=x`, also with `@` and in a block comment; the URL ends at a blank (ECMA-426, section 11.1.1). */
const LINE = /\/\/[#@][ \t]sourceMappingURL=[ \t]*([^\s'"`]*)|\/\*[#@][ \t]sourceMappingURL=[ \t]*([^\s'"`*]*)\s*\*\//g

/** The comments of a script that name a source map, in order; not what only looks like one in a string or a template. */
export function readComments(text: string): SourceMapComment[] {
  const candidates = [...text.matchAll(LINE)].flatMap((match) => {
    const url = match[1] ?? match[2] ?? ''
    const end = match.index + match[0].length
    return url === '' ? [] : [{ start: match.index, end, offset: match.index + match[0].indexOf(url, 20), text: url }]
  })
  if (candidates.length === 0) return []
  const probed = probeCode(text, candidates, 'comment')
  return candidates
    .filter((_, index) => probed === null || probed.some(({ site }) => site === index))
    .map(({ offset, text: url }) => ({ offset, text: url, kind: 'js-source-map' }))
}
