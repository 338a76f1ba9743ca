import type { FoundReference } from '../../../shared/model/reference.ts'

/** A reference at its offset, before its line and column are known. */
export type FoundAt = Omit<FoundReference, 'line' | 'column'>

/** Turns offsets into lines and columns. */
export type Places = (offset: number) => { readonly line: number; readonly column: number }

/** Lines and columns of a text: both from 1, columns in UTF-16 units. CRLF, LF and CR each end one line. */
export function placesOf(text: string): Places {
  let starts: number[] | null = null
  return (offset) => {
    starts ??= lineStarts(text)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  for (const match of text.matchAll(/\r\n|[\n\r]/g)) starts.push(match.index + match[0].length)
  return starts
}
