import { brotliDecompressSync, inflateSync } from 'node:zlib'

/** A font's tables: sizes of all, unpacked, and a way to the bytes of those that are kept as they are. */
export type FontTables = {
  readonly format: string
  readonly tables: readonly { readonly tag: string; readonly size: number }[]
  /** Null for a table that is not there or was transformed. */
  readonly read: (tag: string) => Uint8Array | null
}

type Placed = { readonly tag: string; readonly size: number; readonly read: () => Uint8Array | null }

/** No font that is served is larger unpacked; a bomb ends here. */
const LARGEST = 128 << 20
const MOST_TABLES = 256

/**
 * Reads the table directory of a TrueType, OpenType, WOFF (W3C WOFF 1.0, 5), WOFF2 (W3C WOFF 2.0, 5) file or the first
 * font of a collection.
 * @throws RangeError for a directory that leads out of the file, Error for what cannot be unpacked
 */
export function fontTables(bytes: Uint8Array): FontTables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (tagAt(view, 0)) {
    case 'wOFF':
      return asTables('WOFF', woffTables(bytes, view))
    case 'wOF2':
      return asTables('WOFF2', woff2Tables(bytes, view))
    case 'ttcf':
      return asTables('Collection', sfntTables(bytes, view, view.getUint32(12)))
    case 'OTTO':
      return asTables('OpenType (CFF)', sfntTables(bytes, view, 0))
    default:
      return asTables('TrueType', sfntTables(bytes, view, 0))
  }
}

function asTables(format: string, placed: readonly Placed[]): FontTables {
  return {
    format,
    tables: placed.map(({ tag, size }) => ({ tag, size })),
    read: (tag) => placed.find((table) => table.tag === tag)?.read() ?? null,
  }
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}

function sfntTables(bytes: Uint8Array, view: DataView, start: number): Placed[] {
  const count = Math.min(view.getUint16(start + 4), MOST_TABLES)
  return Array.from({ length: count }, (_, index) => {
    const entry = start + 12 + index * 16
    const [offset, size] = [view.getUint32(entry + 8), view.getUint32(entry + 12)]
    return { tag: tagAt(view, entry), size, read: () => slice(bytes, offset, size) }
  })
}

function woffTables(bytes: Uint8Array, view: DataView): Placed[] {
  const count = Math.min(view.getUint16(12), MOST_TABLES)
  return Array.from({ length: count }, (_, index) => {
    const entry = 44 + index * 20
    const [offset, packed, size] = [view.getUint32(entry + 4), view.getUint32(entry + 8), view.getUint32(entry + 12)]
    const read = () => {
      const content = slice(bytes, offset, packed)
      return content === null || packed >= size ? content : inflateSync(content, { maxOutputLength: LARGEST })
    }
    return { tag: tagAt(view, entry), size, read }
  })
}

/** The tags that a WOFF2 directory names by number (W3C WOFF 2.0, 5.1). */
const KNOWN_TAGS = (
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX ' +
  'vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat ' +
  'fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
)
  .split(' ')
  .map((tag) => tag.replace('_', ' '))

function woff2Tables(bytes: Uint8Array, view: DataView): Placed[] {
  const count = Math.min(view.getUint16(12), MOST_TABLES)
  const packed = view.getUint32(20)
  if (tagAt(view, 4) === 'ttcf') throw new Error('A WOFF2 collection is not read')
  let at = 48
  const entries: { readonly tag: string; readonly size: number; readonly stored: number; readonly isAsIs: boolean }[] =
    []
  for (let index = 0; index < count; index++) {
    const flags = view.getUint8(at++)
    const number = flags & 0x3f
    const tag = number === 0x3f ? tagAt(view, at) : (KNOWN_TAGS[number] ?? '?')
    if (number === 0x3f) at += 4
    const size = base128(view, at)
    at = size.end
    const version = flags >>> 6
    const isAsIs = tag === 'glyf' || tag === 'loca' ? version === 3 : version === 0
    const stored = isAsIs ? size : base128(view, at)
    at = stored.end
    entries.push({ tag, size: size.value, stored: stored.value, isAsIs })
  }
  let unpacked: Uint8Array | null = null
  const content = () =>
    (unpacked ??= brotliDecompressSync(bytes.subarray(at, at + packed), { maxOutputLength: LARGEST }))
  let offset = 0
  return entries.map(({ tag, size, stored, isAsIs }) => {
    const start = offset
    offset += stored
    return { tag, size, read: () => (isAsIs ? slice(content(), start, size) : null) }
  })
}

/** UIntBase128 (W3C WOFF 2.0, 4.1). */
function base128(view: DataView, at: number): { readonly value: number; readonly end: number } {
  let value = 0
  for (let index = 0; index < 5; index++) {
    const byte = view.getUint8(at + index)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, end: at + index + 1 }
  }
  throw new RangeError('A number of the WOFF2 directory does not end')
}

function slice(bytes: Uint8Array, offset: number, size: number): Uint8Array | null {
  return offset + size <= bytes.byteLength ? bytes.subarray(offset, offset + size) : null
}
