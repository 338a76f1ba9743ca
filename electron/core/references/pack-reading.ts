import { z } from 'zod'
import {
  type BrowserReading,
  type FoundReference,
  REFERENCE_KINDS,
  unreadableSchema,
} from '../../../shared/model/reference.ts'

const REQUESTS = ['requested', 'conditional', 'never'] as const
const BASES = ['file', 'document', 'user'] as const

const whole = z.int().min(0)
/** A reference as a list. The last member is 0 where the URL is the text itself, as it mostly is. */
const packedReferenceSchema = z.tuple([
  whole.max(REFERENCE_KINDS.length - 1),
  whole,
  whole,
  whole,
  z.string(),
  whole.max(2),
  z.string().nullable(),
  whole.max(2),
  z.union([z.literal(0), z.string(), z.null()]),
])
const packedSchema = z.tuple([
  z.array(packedReferenceSchema),
  unreadableSchema.nullable(),
  z.string().nullable(),
  z.array(z.tuple([z.string(), z.string()])).nullable(),
])
type Packed = z.infer<typeof packedSchema>

/** What most files are: scripts and pictures that name no other file. */
export const NOTHING_READ: BrowserReading = { references: [], unreadable: null, documentBase: null, importMap: null }
const PACKED_EMPTY = packReading(NOTHING_READ)

/** A reading as text, for the cache and between threads. */
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

/** What `packReading` packed; null for a text of another shape, since it is only a cache. */
export function unpackReading(text: string): BrowserReading | null {
  if (text === PACKED_EMPTY) return NOTHING_READ
  try {
    const packed = packedSchema.safeParse(JSON.parse(text))
    if (!packed.success) return null
    const [references, unreadable, documentBase, importMap] = packed.data
    return {
      references: references.map(unpackReference),
      unreadable,
      documentBase,
      importMap: importMap === null ? null : new Map(importMap),
    }
  } catch {
    return null
  }
}

function unpackReference([kind, offset, line, column, text, request, condition, base, url]: Packed[0][number]) {
  const found: FoundReference = {
    kind: REFERENCE_KINDS[kind] ?? 'css-url',
    offset,
    line,
    column,
    text,
    url: url === 0 ? text : url,
    request: REQUESTS[request] ?? 'never',
    condition,
    base: BASES[base] ?? 'file',
  }
  return found
}
