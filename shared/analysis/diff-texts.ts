import { diffSequence, type SequenceEdit } from './diff-sequence.ts'

export type TextDifference = {
  /** Four offsets for each change: from and to in `a`, from and to in `b`; UTF-16 units, rising, ends exclusive. */
  readonly changes: Int32Array
  /** False when the time was over, or a change was too large to look for words in it. */
  readonly isExact: boolean
}

/** Changes with more words than this are not looked into, unless there is all the time in the world. */
const MOST_WORDS = 40_000
/** Two changed words with so few units between them count as one change. */
const SMALL_GAP = 2

/**
 * What differs between two texts: lines first, then words within changed lines.
 * @param milliseconds after this time the rest is left coarse; null takes all the time that it needs, and looks for words
 *   in changes of any size
 */
export function diffTexts(a: string, b: string, milliseconds: number | null): TextDifference {
  const deadline = milliseconds === null ? null : Date.now() + milliseconds
  const numbers = new Map<string, number>()
  const linesA = numberPieces(splitLines(a), numbers)
  const linesB = numberPieces(splitLines(b), numbers)
  const byLine = diffSequence(linesA.values, linesB.values, milliseconds)
  let isExact = byLine.isExact
  const changes: number[] = []
  for (const edit of byLine.edits) {
    const block = placeIn(linesA.starts, linesB.starts, edit)
    const words = wordsOf(a, b, block, deadline)
    if (words === null) isExact = false
    for (const { fromA, toA, fromB, toB } of words ?? [block]) changes.push(fromA, toA, fromB, toB)
  }
  return { changes: Int32Array.from(changes), isExact }
}

/** Changed words in a changed block; null when they were not looked for. */
function wordsOf(a: string, b: string, block: SequenceEdit, deadline: number | null): readonly SequenceEdit[] | null {
  if (block.fromA === block.toA || block.fromB === block.toB) return [block]
  const wordsA = splitWords(a.slice(block.fromA, block.toA))
  const wordsB = splitWords(b.slice(block.fromB, block.toB))
  if (deadline !== null && wordsA.length + wordsB.length > MOST_WORDS) return null
  const numbers = new Map<string, number>()
  const numberedA = numberPieces(wordsA, numbers)
  const numberedB = numberPieces(wordsB, numbers)
  const left = deadline === null ? null : deadline - Date.now()
  const { edits, isExact } = diffSequence(numberedA.values, numberedB.values, left)
  if (!isExact) return null
  const placed = edits.map((edit) => {
    const { fromA, toA, fromB, toB } = placeIn(numberedA.starts, numberedB.starts, edit)
    return { fromA: fromA + block.fromA, toA: toA + block.fromA, fromB: fromB + block.fromB, toB: toB + block.fromB }
  })
  return joinNear(placed)
}

function joinNear(edits: readonly SequenceEdit[]): readonly SequenceEdit[] {
  const joined: SequenceEdit[] = []
  for (const edit of edits) {
    const last = joined.at(-1)
    if (last === undefined || edit.fromA - last.toA > SMALL_GAP) joined.push(edit)
    else joined[joined.length - 1] = { ...last, toA: edit.toA, toB: edit.toB }
  }
  return joined
}

/** Lines with their line ends, so that a missing last one is a difference too. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function splitWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_$-]+|[^\S\n]+|[^]/gu) ?? []
}

type Numbered = {
  readonly values: readonly number[]
  /** Offset of each piece, and of the end. */
  readonly starts: Int32Array
}

function numberPieces(pieces: readonly string[], numbers: Map<string, number>): Numbered {
  const values: number[] = []
  const starts = new Int32Array(pieces.length + 1)
  let offset = 0
  for (const [at, piece] of pieces.entries()) {
    let number = numbers.get(piece)
    if (number === undefined) {
      number = numbers.size
      numbers.set(piece, number)
    }
    values.push(number)
    offset += piece.length
    starts[at + 1] = offset
  }
  return { values, starts }
}

function placeIn(startsA: Int32Array, startsB: Int32Array, { fromA, toA, fromB, toB }: SequenceEdit): SequenceEdit {
  return {
    fromA: startsA[fromA] ?? 0,
    toA: startsA[toA] ?? 0,
    fromB: startsB[fromB] ?? 0,
    toB: startsB[toB] ?? 0,
  }
}
