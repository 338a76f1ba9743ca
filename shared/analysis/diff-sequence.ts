import { diffArrays } from 'diff'

/** A stretch of `a` that a stretch of `b` takes the place of; one of them may be empty. Ends are exclusive. */
export type SequenceEdit = {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

export type SequenceDiff = {
  /** In rising order, none touching the next. Applied to `a` they give `b`. */
  readonly edits: readonly SequenceEdit[]
  /** False when the time was over before all was compared: then one edit spans all between the equal ends. */
  readonly isExact: boolean
}

/**
 * What differs between two sequences of numbers (lines or words, each with its number), in the fewest edits: jsdiff's
 * method of E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
 * @param milliseconds the time that it may take; null for as long as it needs
 */
export function diffSequence(a: readonly number[], b: readonly number[], milliseconds: number | null): SequenceDiff {
  const timeout = milliseconds === null ? Number.POSITIVE_INFINITY : Math.max(0, milliseconds)
  const changes = diffArrays([...a], [...b], { timeout })
  if (changes === undefined) return { edits: [betweenEqualEnds(a, b)], isExact: false }
  const edits: SequenceEdit[] = []
  let [atA, atB] = [0, 0]
  let open: SequenceEdit | null = null
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      if (open !== null) edits.push(open)
      open = null
      atA += count
      atB += count
      continue
    }
    const { fromA, fromB }: Pick<SequenceEdit, 'fromA' | 'fromB'> = open ?? { fromA: atA, fromB: atB }
    if (removed) atA += count
    else atB += count
    open = { fromA, toA: atA, fromB, toB: atB }
  }
  return { edits: open === null ? edits : [...edits, open], isExact: true }
}

function betweenEqualEnds(a: readonly number[], b: readonly number[]): SequenceEdit {
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1
  let [toA, toB] = [a.length, b.length]
  while (toA > from && toB > from && a[toA - 1] === b[toB - 1]) {
    toA -= 1
    toB -= 1
  }
  return { fromA: from, toA, fromB: from, toB }
}
