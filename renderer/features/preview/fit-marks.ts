import type { MarkWords } from '../../../shared/text/describe-row.ts'

/** What a row has room for: `words` is shown whole, `signs` as sign and count, and `more` are left to the tooltip. */
export type FittedMarks = {
  readonly words: MarkWords | undefined
  readonly signs: readonly MarkWords[]
  readonly more: number
}

/** Room of the column of marks at its narrowest, in px: what `styles/outline.css` gives it, less its padding. */
const ROOM = 150
/** Between two marks, in px. */
const GAP = 3

/**
 * Fits marks into one line so that none is cut: the first, which is the worst, in words, then as many as there is room
 * for as sign and count. Widths are estimated on the safe side, so that all rows agree and nothing is measured.
 */
export function fitMarks(marks: readonly MarkWords[]): FittedMarks {
  const [words, ...others] = marks
  if (words === undefined) return { words, signs: [], more: 0 }
  let room = ROOM - widthOf(words.text)
  for (const [at, { count }] of others.entries()) {
    const width = GAP + widthOf(count)
    const left = others.length - at - 1
    const needed = width + (left > 0 ? GAP + widthOf(`+${left}`) : 0)
    if (needed > room) return { words, signs: others.slice(0, at), more: left + 1 }
    room -= width
  }
  return { words, signs: others, more: 0 }
}

/** Padding, sign, gap and letters of 11 px, half bold. */
function widthOf(text: string): number {
  return 23 + text.length * 6
}
