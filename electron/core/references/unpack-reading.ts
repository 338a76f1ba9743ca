import { z } from 'zod'
import { type BrowserReading, type FoundReference, unreadableSchema } from '../../../shared/model/reference.ts'
import { REFERENCE_KINDS } from '../../../shared/model/reference-kinds.ts'
import { BASES, NOTHING_READ, PACKED_EMPTY, type Packed, REQUESTS } from './pack-reading.ts'

const whole = z.int().min(0)
const packedReferenceSchema = z.tuple([
  whole.max(REFERENCE_KINDS.length - 1),
  whole,
  whole,
  whole,
  z.string(),
  whole.max(REQUESTS.length - 1),
  z.string().nullable(),
  whole.max(BASES.length - 1),
  z.union([z.literal(0), z.string(), z.null()]),
])
const packedSchema: z.ZodType<Packed> = z.tuple([
  z.array(packedReferenceSchema),
  unreadableSchema.nullable(),
  z.string().nullable(),
  z.array(z.tuple([z.string(), z.string()])).nullable(),
])

/**
 * What `packReading` packed; null for a text of another shape, since it is only a cache. Apart from it because workers
 * pack and never unpack, and the parser of shapes would be a third of their start.
 */
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
