import type { BrowserReading } from '../../../shared/model/reference.ts'
import { REFERENCE_KINDS } from '../../../shared/model/reference-kinds.ts'

/** What the numbers stand for that are packed in place of these words; what is kept in caches depends on the order. */
export const REQUESTS = ['requested', 'conditional', 'never'] as const
export const BASES = ['file', 'document', 'user'] as const

/**
 * A reference as a list: kind, offset, line, column, text, request, condition, base and URL. Kind, request and base stand
 * as their places in the lists of them. The URL is 0 where it is the text itself, as it mostly is.
 */
type PackedReference = [number, number, number, number, string, number, string | null, number, string | 0 | null]
/** What is packed: references, what could not be read, the base of a document, its import map. */
export type Packed = [
  references: PackedReference[],
  unreadable: BrowserReading['unreadable'],
  documentBase: string | null,
  importMap: [string, string][] | null,
]

/** What most files are: scripts and pictures that name no other file. */
export const NOTHING_READ: BrowserReading = { references: [], unreadable: null, documentBase: null, importMap: null }
/** The same as text, which need not be unpacked. */
export const PACKED_EMPTY = packReading(NOTHING_READ)

/** A reading as text, for the cache and between threads; `unpackReading` gives it back. */
export function packReading({ references, unreadable, documentBase, importMap }: BrowserReading): string {
  const packed: Packed = [
    references.map((r) => [
      REFERENCE_KINDS.indexOf(r.kind),
      r.offset,
      r.line,
      r.column,
      r.text,
      REQUESTS.indexOf(r.request),
      r.condition,
      BASES.indexOf(r.base),
      r.url === r.text ? 0 : r.url,
    ]),
    unreadable,
    documentBase,
    importMap === null ? null : [...importMap],
  ]
  return JSON.stringify(packed)
}
