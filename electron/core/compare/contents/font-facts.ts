import type { FontFacts } from '../../../../shared/model/content-facts.ts'
import { type FontTables, fontTables } from './font-tables.ts'

/** Name ids of the `name` table (OpenType 1.9): the typographic name first, which fonts with many styles have. */
const FAMILY = [16, 1]
const STYLE = [17, 2]
const VERSION = [5]
const MOST_NAMES = 4096
const MOST_AXES = 64

/** What a font's tables tell; null for bytes that only begin like a font. */
export function fontFacts(bytes: Uint8Array): FontFacts | null {
  try {
    const tables = fontTables(bytes)
    const names = readNames(tables.read('name'))
    const nameOf = (ids: readonly number[]) => ids.map((id) => names.get(id)).find((name) => name !== undefined) ?? null
    return {
      kind: 'font',
      format: tables.format,
      family: nameOf(FAMILY),
      style: nameOf(STYLE),
      version: nameOf(VERSION),
      glyphs: numberAt(tables, 'maxp', 4),
      unitsPerEm: numberAt(tables, 'head', 18),
      axes: readAxes(tables.read('fvar')),
      tables: [...tables.tables],
    }
  } catch {
    // Hostile or cut short: the directory leads out of the file, or what is packed cannot be unpacked.
    return null
  }
}

function numberAt(tables: FontTables, tag: string, offset: number): number | null {
  const table = tables.read(tag)
  return table === null || table.byteLength < offset + 2 ? null : viewOf(table).getUint16(offset)
}

/** Names by id; Windows and Unicode names (UTF-16) win over those of the Macintosh, and English ones over others. */
function readNames(table: Uint8Array | null): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  const ranks = new Map<number, number>()
  if (table === null) return names
  const view = viewOf(table)
  const storage = view.getUint16(4)
  for (let index = 0; index < Math.min(view.getUint16(2), MOST_NAMES); index++) {
    const at = 6 + index * 12
    const [platform, language, id] = [view.getUint16(at), view.getUint16(at + 4), view.getUint16(at + 6)]
    const start = storage + view.getUint16(at + 10)
    const raw = table.subarray(start, start + view.getUint16(at + 8))
    const rank = platform === 1 ? 1 : language === 0x409 || platform === 0 ? 3 : 2
    if (rank <= (ranks.get(id) ?? 0)) continue
    const text = new TextDecoder(platform === 1 ? 'latin1' : 'utf-16be').decode(raw)
    ranks.set(id, rank)
    names.set(id, text.slice(0, 500).toWellFormed())
  }
  return names
}

function readAxes(table: Uint8Array | null): FontFacts['axes'] {
  if (table === null) return []
  const view = viewOf(table)
  const [start, count, size] = [view.getUint16(4), Math.min(view.getUint16(8), MOST_AXES), view.getUint16(10)]
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((step) => view.getUint8(at + step)))
    // Fixed: 16 bits before the point, 16 behind it.
    return { tag, least: view.getInt32(at + 4) / 65_536, greatest: view.getInt32(at + 12) / 65_536 }
  })
}

function viewOf(table: Uint8Array): DataView {
  return new DataView(table.buffer, table.byteOffset, table.byteLength)
}
