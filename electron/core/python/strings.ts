/*
 * A Python string is held as a JavaScript string in which a lone surrogate U+DC80..U+DCFF stands for one byte
 * that is not UTF-8 (PEP 383, surrogateescape).
 */

/** The characters for which `str.isspace()` is true; unlike JavaScript's they have U+001C..U+001F and U+0085 and no U+FEFF. */
const SPACES = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const SPACE = new RegExp(`[${SPACES}]`)

/** `str.strip()`: the text without Python's white space at both ends. */
export function pythonStrip(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && SPACE.test(text.charAt(start))) start += 1
  while (end > start && SPACE.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/**
 * Order of Python strings: by code point, where JavaScript orders by UTF-16 unit.
 * Gives a negative number, zero or a positive number, as `Array.prototype.sort` wants it.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const unitA = a.charCodeAt(i)
    const unitB = b.charCodeAt(i)
    if (unitA === unitB) continue
    // Only surrogates of a pair break the order of units: U+E000..U+FFFF have larger units than any pair, and smaller code points.
    // Going one unit back finds the pair whose second halves differ.
    const start = i > 0 && isLow(unitA) && isLow(unitB) && isHigh(a.charCodeAt(i - 1)) ? i - 1 : i
    return (a.codePointAt(start) ?? 0) - (b.codePointAt(start) ?? 0)
  }
  return a.length - b.length
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

const PLAIN_REPR = /^[ !#-&(-[\]-~]*$/
const ESCAPED = /[\\\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu
const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  [' ', ' '],
])

/**
 * `repr()` of a str, by the rules of `unicode_repr` in CPython's Objects/unicodeobject.c: single quotes unless the text has
 * single and no double ones; what is not printable is escaped. Printable follows the Unicode version of this JavaScript engine:
 * code points assigned after a given Python's Unicode version are escaped there and printed here.
 */
export function pythonRepr(text: string): string {
  if (PLAIN_REPR.test(text)) return `'${text}'`
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(ESCAPED, escapeCharacter)
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

function escapeCharacter(character: string): string {
  return SHORT_ESCAPES.get(character) ?? escapeCodePoint(character.codePointAt(0) ?? 0)
}

/** One code point as Python's backslash escape: `\x7f`, `\u2028`, `\U000e0001`. */
export function escapeCodePoint(codePoint: number): string {
  const hex = codePoint.toString(16)
  if (codePoint < 0x100) return `\\x${hex.padStart(2, '0')}`
  return codePoint < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** Number of code points in a text, as Python's `len()`; positions in Python's messages are counted so. */
export function codePointLength(text: string): number {
  let pairs = 0
  for (let i = 0; i + 1 < text.length; i += 1) {
    if (!isHigh(text.charCodeAt(i)) || !isLow(text.charCodeAt(i + 1))) continue
    pairs += 1
    i += 1
  }
  return text.length - pairs
}
