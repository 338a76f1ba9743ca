/** What a spreadsheet would take for a formula at the start of a cell. */
const STARTS_FORMULA = /^[=+\-@\t\r]/

/**
 * One line of comma-separated values with its line end (RFC 4180). A text that a spreadsheet would run as a formula gets an
 * apostrophe in front (OWASP, "CSV Injection"): file names are hostile input.
 * @param cells texts, numbers, or null for an empty cell
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = (STARTS_FORMULA.test(cell) ? `'${cell}` : cell).toWellFormed()
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
