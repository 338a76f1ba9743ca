/** A piece of a line; marked ones are shown on a coloured ground. */
export type Piece = { readonly text: string; readonly isMarked: boolean }

/**
 * Cuts a line at its marked ranges. Ranges may overlap or lie outside the line; they are taken in order.
 * @param marks pairs of 0-based UTF-16 offsets, end exclusive
 */
export function markPieces(text: string, marks: readonly (readonly [number, number])[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(at, Math.min(start, text.length))
    const to = Math.max(from, Math.min(end, text.length))
    if (from > at) pieces.push({ text: text.slice(at, from), isMarked: false })
    if (to > from) pieces.push({ text: text.slice(from, to), isMarked: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false })
  return pieces
}
