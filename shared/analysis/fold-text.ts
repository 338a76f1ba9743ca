/** A text whose very long lines are folded: line ends are put in at `folds` and nothing else is changed. */
export type FoldedText = {
  readonly text: string
  /** Offsets into the original text, rising: before each stands a line end that the original has not. */
  readonly folds: Int32Array
}

/** Lines up to this length stay as they are, in UTF-16 units. */
export const LONGEST_LINE = 2000
/** From this length on a piece ends after a sign that ends a statement or a tag. */
const SHORT_PIECE = 40
/** From this length on it ends after a sign between items, too. */
const MIDDLE_PIECE = 160
/** From this length on it ends after any blank, quote, bracket or operator. */
const LONG_PIECE = 400
/** It never gets longer than this. */
const LONGEST_PIECE = 1000

const codes = (signs: string): ReadonlySet<number> => new Set(Array.from(signs, (sign) => sign.charCodeAt(0)))
const BLOCK_END = '}'.charCodeAt(0)
/** What belongs to a block's end when it comes right after it. */
const AFTER_BLOCK = codes('}),;]')
const ENDS_SHORT = codes(';>')
const ENDS_MIDDLE = codes(',{')
const ENDS_LONG = codes(' \t)]"\'`|&?:=/')

/**
 * Folds lines that are too long for an editor, as minified files have them. The end of a block always ends a piece, so an
 * edit moves only the folds near it, and the rest of a changed file still pairs up.
 */
export function foldText(text: string): FoldedText {
  const folds: number[] = []
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    if (end - start > LONGEST_LINE) foldLine(text, start, end, folds)
    start = end + 1
  }
  if (folds.length === 0) return { text, folds: new Int32Array(0) }
  const pieces: string[] = []
  let from = 0
  for (const fold of folds) {
    pieces.push(text.slice(from, fold))
    from = fold
  }
  pieces.push(text.slice(from))
  return { text: pieces.join('\n'), folds: Int32Array.from(folds) }
}

function foldLine(text: string, start: number, end: number, folds: number[]): void {
  let from = start
  for (let at = start; at < end - 1; at++) {
    if (!endsPiece(text, at, at + 1 - from)) continue
    from = at + 1
    folds.push(from)
  }
}

/** Whether a piece of this length ends after the sign at `at`. The end of a block ends it at any length. */
function endsPiece(text: string, at: number, length: number): boolean {
  const sign = text.charCodeAt(at)
  if (sign === BLOCK_END) return !AFTER_BLOCK.has(text.charCodeAt(at + 1))
  if (length < SHORT_PIECE) return false
  return (
    ENDS_SHORT.has(sign) ||
    (length >= MIDDLE_PIECE && ENDS_MIDDLE.has(sign)) ||
    (length >= LONG_PIECE && ENDS_LONG.has(sign)) ||
    // The first half of a character that takes two units stays with the second.
    (length >= LONGEST_PIECE && (sign < 0xd800 || sign > 0xdbff))
  )
}

/** How many folds lie before an offset of the original text; those right at it count for what starts there. */
function foldsBefore(folds: Int32Array, offset: number, countsAt: boolean): number {
  let low = 0
  let high = folds.length
  while (low < high) {
    const middle = (low + high) >> 1
    const fold = folds[middle] ?? 0
    if (fold < offset || (countsAt && fold === offset)) low = middle + 1
    else high = middle
  }
  return low
}

/** Where a range of the original text stands in the folded one. Offsets in UTF-16 units, end exclusive. */
export function foldRange(folds: Int32Array, start: number, end: number): readonly [number, number] {
  return [start + foldsBefore(folds, start, true), end + foldsBefore(folds, end, false)]
}

/**
 * The line numbers of the original text for each line of the folded one; 0 for a line that goes on with the one before.
 * @param lengths length of each folded line, without line ends
 */
export function numberLines(lengths: Iterable<number>, folds: Int32Array): Int32Array {
  const numbers: number[] = []
  let offset = 0
  let fold = 0
  let line = 1
  for (const length of lengths) {
    const continues = numbers.length > 0 && folds[fold] === offset
    if (continues) fold++
    else if (numbers.length > 0) {
      // A line end of the original lies between.
      offset++
      line++
    }
    numbers.push(continues ? 0 : line)
    offset += length
  }
  return Int32Array.from(numbers)
}
