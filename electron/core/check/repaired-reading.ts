import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'
import type { PlacedReference } from '../collect/rewrite-memory.ts'
import { readCss } from '../references/css.ts'
import { placesOf } from '../references/places.ts'

/** A match of Django with what it becomes: both ends in the source, and where it begins in what is written. */
type Repair = {
  readonly reference: PlacedReference
  readonly from: number
  readonly to: number
  readonly servedFrom: number
}

/**
 * Whether Django's rewriting makes valid CSS of what is none: its pattern takes any quote for the closing one
 * (`url('a.png")`), and it writes an unquoted URL with quotes (`url(a b.png)`, `url(a"b.png)`).
 */
export function isRepaired({ outcome, pattern, matched }: PlacedReference): boolean {
  if (outcome !== 'rewritten' || pattern !== 'url') return false
  const inner = /^url\(([^]*)\)$/i.exec(matched)?.[1] ?? ''
  const open = /^["']/.exec(inner)?.[0] ?? ''
  const close = /["']$/.exec(inner)?.[0] ?? ''
  return open !== close || (open === '' && /[\s"'(]/.test(inner.trim()))
}

/**
 * A style sheet as a browser reads what Django has written of it, with the places of the source: a broken `url()` that
 * Django repairs, and all that it swallowed, is there again.
 * @returns null where matches overlap, so that nobody can tell which place is which
 */
export function repairedReading(source: string, references: readonly PlacedReference[]): BrowserReading | null {
  const repairs: Repair[] = []
  const parts: string[] = []
  let from = 0
  let length = 0
  for (const reference of references.toSorted((one, other) => one.start - other.start)) {
    const { start, matched, written, outcome } = reference
    if (outcome !== 'rewritten') continue
    if (start < from || !source.startsWith(matched, start)) return null
    parts.push(source.slice(from, start), written)
    length += start - from
    repairs.push({ reference, from: start, to: start + matched.length, servedFrom: length })
    length += written.length
    from = start + matched.length
  }
  parts.push(source.slice(from))
  const places = placesOf(source)
  const reading = readCss(parts.join(''))
  return {
    ...reading,
    references: reading.references.map((found) => {
      const placed = toSource(found, repairs)
      return { ...placed, ...places(placed.offset) }
    }),
  }
}

function toSource(found: FoundReference, repairs: readonly Repair[]): FoundReference {
  const repair = repairs.findLast(({ servedFrom }) => servedFrom <= found.offset)
  if (repair === undefined) return found
  const { reference, to, servedFrom } = repair
  const behind = found.offset - servedFrom - reference.written.length
  if (behind >= 0) return { ...found, offset: to + behind }
  return { ...found, offset: reference.urlStart, text: reference.url, url: reference.url }
}
