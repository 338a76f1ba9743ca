import { parse, type DynamicImport, type Import } from 'es-module-lexer'

/** A place that may be code, or part of a comment, string, template or regular expression. The end is not included. */
export type Site = { readonly start: number; readonly end: number }
/** What the lexer read at a site that is code: the ends of its first argument, in offsets of the text. */
export type Probed = {
  readonly site: number
  readonly start: number
  readonly end: number
  /** Offset behind the call. */
  readonly callEnd: number
  /** The decoded text of a literal argument; null for any other expression. */
  readonly literal: string | null
  /** Where a second argument begins; null if there is none. */
  readonly secondStart: number | null
}

/** What one pass of the lexer tells of a text and of places in it. */
export type Lexed = {
  /** The places that are code, in order. */
  readonly probed: readonly Probed[]
  /** The imports of the text itself; null where a place stands in the name of one, so that it was not read. */
  readonly imports: readonly Import[] | null
}

/** Stands for a call, or for a comment, in the text that the lexer gets. */
const CALL = ' import('
/** Without quotes, which would end a string around it; what follows on the line of a line comment stays a comment. */
const LINE_COMMENT = ' import(0) //'
const BLOCK_COMMENT = ' import(0) '

/**
 * Tells which of some places are code. A lexer of module syntax knows strings, comments, templates and regular
 * expressions exactly, at a hundred megabytes a second, but reports nothing else than imports. So each place is given to
 * it as an import: what it reports is code, what it passes over is not.
 * @param sites in order and apart from each other: for `call` each from the callee to its opening bracket, for `comment`
 *   each a whole comment
 * @returns null for a text that cannot be read
 */
export function probeCode(text: string, sites: readonly Site[], as: 'call' | 'comment'): Lexed | null {
  const words = sites.map(({ start }) =>
    as === 'call' ? CALL : text.charAt(start + 1) === '/' ? LINE_COMMENT : BLOCK_COMMENT,
  )
  const parts: string[] = []
  /** Offset of each word in the probed text. */
  const starts: number[] = []
  let length = 0
  let from = 0
  for (const [index, { start, end }] of sites.entries()) {
    const word = words[index] ?? CALL
    parts.push(text.slice(from, start), word)
    length += start - from
    starts.push(length)
    length += word.length
    from = end
  }
  parts.push(text.slice(from))
  const toText = (offset: number): number => {
    const index = lastAtOrBefore(starts, offset)
    const site = sites[index]
    if (site === undefined) return offset
    const behind = offset - (starts[index] ?? 0) - (words[index] ?? CALL).length
    return behind < 0 ? site.start : site.end + behind
  }
  const code = parts.join('')
  const found = importsIn(code)
  if (found === null) return null
  const probed: Probed[] = []
  const imports: Import[] = []
  let areNamesWhole = true
  for (const one of found) {
    const site = lastAtOrBefore(starts, one.importStart - 1)
    if (one.type === 'dynamic' && starts[site] === one.importStart - 1) probed.push(probedOf(one, site, toText))
    else {
      const [start, end] = [toText(one.start), toText(one.end)]
      imports.push({ ...one, start, end, importStart: toText(one.importStart) })
      if (one.specifier != null && code.slice(one.start, one.end) !== text.slice(start, end)) areNamesWhole = false
    }
  }
  return { probed, imports: areNamesWhole ? imports : null }
}

function importsIn(code: string): readonly Import[] | null {
  try {
    return parse(code)[0]
  } catch {
    return null
  }
}

function probedOf(found: DynamicImport, site: number, toText: (offset: number) => number): Probed {
  return {
    site,
    start: toText(found.start),
    end: toText(found.end),
    callEnd: toText(found.importEnd),
    literal: found.specifier === undefined || found.glob ? null : found.specifier,
    secondStart: found.attributesStart === -1 ? null : toText(found.attributesStart),
  }
}

function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = -1
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((ascending[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
