import type { SourceFrame } from '../../../shared/model/preview.ts'

const LINES_AROUND = 2
const LINE_WIDTH = 400

/** The lines around a place, each cut to a width that shows the place. `line` and `column` are 1-based, in UTF-16 units. */
export function frameAround(text: string, line: number, column: number, length: number): SourceFrame {
  const lines = text.split('\n')
  const first = Math.max(1, line - LINES_AROUND)
  const shown = lines.slice(first - 1, line + LINES_AROUND)
  const hit = lines[line - 1] ?? ''
  // A minified line is shown from a little before the place on.
  const from = hit.length > LINE_WIDTH ? Math.max(0, Math.min(column - 1 - 120, hit.length - LINE_WIDTH)) : 0
  const start = column - 1 - from
  return {
    firstLine: first,
    lines: shown.map((text, index) =>
      (index === line - first ? text.slice(from, from + LINE_WIDTH) : text.slice(0, LINE_WIDTH)).replace(/\r$/, ''),
    ),
    hit: line,
    mark: start < 0 || start >= LINE_WIDTH ? null : [start, Math.min(LINE_WIDTH, start + Math.max(1, length))],
  }
}
