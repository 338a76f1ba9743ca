/** Ways to mark a text on a terminal; each gives the text itself where colours are off. */
export type Style = {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly bad: (text: string) => string
  readonly warn: (text: string) => string
  readonly good: (text: string) => string
}

/** The style of an output. `colours` false gives plain text. */
export function createStyle(colours: boolean): Style {
  const paint = (open: number, close: number) => (text: string) =>
    colours ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return { bold: paint(1, 22), dim: paint(2, 22), bad: paint(31, 39), warn: paint(33, 39), good: paint(32, 39) }
}

/** Whether to colour: a terminal, not refused by `--no-color` or NO_COLOR (no-color.org). */
export function wantsColours(stream: { readonly isTTY?: boolean }, refused: boolean): boolean {
  return stream.isTTY === true && !refused && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
}
