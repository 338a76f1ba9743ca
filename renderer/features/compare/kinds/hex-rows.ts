/** A row of a hex view: offset of its first byte, and for each of its bytes the hex digits and whether it differs. */
export type HexRow = {
  readonly offset: number
  readonly cells: readonly { readonly hex: string; readonly differs: boolean }[]
  /** The bytes as ASCII, a full stop for what cannot be shown. */
  readonly text: string
}

const ROW = 16

/**
 * The rows of one side.
 * @param hex the bytes that are shown, two digits each
 * @param other those of the other side, from the same offset on
 * @param start offset of the first byte
 */
export function hexRows(hex: string, other: string, start: number): readonly HexRow[] {
  const pairs = hex.match(/../g) ?? []
  const others = other.match(/../g) ?? []
  return Array.from({ length: Math.ceil(pairs.length / ROW) }, (_, row) => {
    const bytes = pairs.slice(row * ROW, (row + 1) * ROW)
    return {
      offset: start + row * ROW,
      cells: bytes.map((pair, column) => ({ hex: pair, differs: pair !== others[row * ROW + column] })),
      text: bytes.map(asciiOf).join(''),
    }
  })
}

function asciiOf(pair: string): string {
  const code = Number.parseInt(pair, 16)
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.'
}
