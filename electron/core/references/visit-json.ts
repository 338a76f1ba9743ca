import { type JSONVisitor, type ParseError, type ParseOptions, printParseErrorCode, visit } from 'jsonc-parser'

/** What is wrong with a text that should be JSON, at an offset in it. */
export type JsonFault = { readonly offset: number; readonly message: string }

/**
 * Goes through JSON with a visitor, as far as it can be read.
 * @returns the first fault; null for JSON without one. The parser calls itself for each bracket, so that brackets beyond
 *   some thousands end the reading: nothing of such a text is known then but that.
 */
export function visitJson(text: string, visitor: JSONVisitor, options?: ParseOptions): JsonFault | null {
  let fault: (Pick<ParseError, 'error'> & { readonly offset: number }) | null = null
  try {
    visit(text, { ...visitor, onError: (error, offset) => (fault ??= { error, offset }) }, options)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { offset: 0, message: 'This JSON has more brackets within brackets than can be read' }
  }
  return faultOf(fault)
}

function faultOf(fault: (Pick<ParseError, 'error'> & { readonly offset: number }) | null): JsonFault | null {
  return fault === null
    ? null
    : { offset: fault.offset, message: `This is no JSON (${printParseErrorCode(fault.error)})` }
}
