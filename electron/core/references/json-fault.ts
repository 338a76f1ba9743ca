import { type ParseError, printParseErrorCode } from 'jsonc-parser'
import type { BrowserReading } from '../../../shared/model/reference.ts'
import type { placesOf } from './places.ts'

/** Where a text stops being JSON, and why; null when the parser met no fault. Offsets of `faults` are those of `places`. */
export function jsonFault(
  faults: readonly ParseError[],
  places: ReturnType<typeof placesOf>,
): BrowserReading['unreadable'] {
  const [first] = faults
  if (first === undefined) return null
  return { ...places(first.offset), message: `This is no JSON (${printParseErrorCode(first.error)})` }
}
