import { PythonError } from './python-error.ts'
import { codePointLength } from './strings.ts'

/** A value of `json.loads`: int as bigint, float as number, dict as Map in order of first appearance. */
export type PythonJson =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly PythonJson[]
  | ReadonlyMap<string, PythonJson>

const ESCAPED = /["\\\x00-\x1f\x7f-\uffff]/g
const NEEDS_ESCAPE = /["\\\x00-\x1f\x7f-\uffff]/
const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** `json.dumps(text)` with its defaults: ASCII only, others as lower-case `\uXXXX` (pairs above U+FFFF, lone surrogates as they are). */
export function dumpsString(text: string): string {
  return NEEDS_ESCAPE.test(text) ? `"${text.replace(ESCAPED, escapeUnit)}"` : `"${text}"`
}

function escapeUnit(unit: string): string {
  return SHORT_ESCAPES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** An object as `json.dumps` prints it, from names and values that are JSON texts already: separators `", "` and `": "`. */
export function dumpsObject(entries: Iterable<readonly [name: string, json: string]>): string {
  return `{${Array.from(entries, ([name, json]) => `${dumpsString(name)}: ${json}`).join(', ')}}`
}

/** Deeper nesting ends in RecursionError, as in Python, whose own limit depends on its version and stack. */
const MAXIMUM_DEPTH = 990

/**
 * `json.loads(text)` on a str, by the C scanner of CPython 3.13 (before it, a trailing comma has another message and position).
 * Takes NaN, Infinity, -Infinity, lone surrogates and integers of any size up to 4300 digits; a repeated name keeps its place
 * and takes the last value. Throws PythonError `JSONDecodeError`, for larger integers `ValueError`.
 */
export function loads(text: string): PythonJson {
  if (text.startsWith('\ufeff')) throw decodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', text, 0)
  return new Scanner(text).document()
}

/** `json.JSONDecodeError`: positions in code points. */
function decodeError(message: string, text: string, at: number): PythonError {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = codePointLength(before.slice(before.lastIndexOf('\n') + 1)) + 1
  return new PythonError(
    'JSONDecodeError',
    `${message}: line ${line} column ${column} (char ${codePointLength(before)})`,
  )
}

const WHITESPACE = /[ \t\n\r]*/y
const NUMBER = /(-?(?:0|[1-9][0-9]*))((?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)/y
const PLAIN_CHARACTERS = /[^"\\\x00-\x1f]*/y
const HEX4 = /[0-9A-Fa-f]{4}/y
const CONSTANTS: readonly (readonly [string, PythonJson])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]
const BACKSLASH: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** One pass over one text; lives as long as the call of {@link loads}. */
class Scanner {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): PythonJson {
    this.#skipSpace()
    const value = this.#value()
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#error('Extra data')
    return value
  }

  #error(message: string, at = this.#at): PythonError {
    return decodeError(message, this.#text, at)
  }

  /** What `pattern` (sticky) matches here; empty if it does not. Moves behind it. */
  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match !== null) this.#at += match[0].length
    return match
  }

  #skipSpace(): void {
    this.#take(WHITESPACE)
  }

  #peek(): string {
    return this.#text.charAt(this.#at)
  }

  #value(): PythonJson {
    const next = this.#peek()
    if (next === '"') return this.#string()
    if (next === '{') return this.#nested(() => this.#object(), 'object')
    if (next === '[') return this.#nested(() => this.#array(), 'array')
    for (const [word, value] of CONSTANTS) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return value
    }
    const match = this.#take(NUMBER)
    if (match === null) throw this.#error('Expecting value')
    const [, integer = '', rest = ''] = match
    return rest === '' ? toInteger(integer) : Number(integer + rest)
  }

  #nested(read: () => PythonJson, kind: string): PythonJson {
    this.#depth += 1
    if (this.#depth > MAXIMUM_DEPTH) {
      throw new PythonError(
        'RecursionError',
        `maximum recursion depth exceeded while decoding a JSON ${kind} from a unicode string`,
      )
    }
    const value = read()
    this.#depth -= 1
    return value
  }

  #object(): PythonJson {
    const entries = new Map<string, PythonJson>()
    this.#at += 1
    this.#skipSpace()
    if (this.#peek() === '}') {
      this.#at += 1
      return entries
    }
    for (;;) {
      if (this.#peek() !== '"') throw this.#error('Expecting property name enclosed in double quotes')
      const name = this.#string()
      this.#skipSpace()
      if (this.#peek() !== ':') throw this.#error("Expecting ':' delimiter")
      this.#at += 1
      this.#skipSpace()
      entries.set(name, this.#value())
      if (this.#endsAfterComma('}', 'object')) return entries
    }
  }

  #array(): PythonJson {
    const values: PythonJson[] = []
    this.#at += 1
    this.#skipSpace()
    if (this.#peek() === ']') {
      this.#at += 1
      return values
    }
    for (;;) {
      values.push(this.#value())
      if (this.#endsAfterComma(']', 'array')) return values
    }
  }

  /** Behind a member: true at the closing bracket, false behind a comma that another member follows. */
  #endsAfterComma(close: string, kind: string): boolean {
    this.#skipSpace()
    const next = this.#peek()
    if (next === close) {
      this.#at += 1
      return true
    }
    if (next !== ',') throw this.#error("Expecting ',' delimiter")
    const comma = this.#at
    this.#at += 1
    this.#skipSpace()
    if (this.#peek() === close) throw this.#error(`Illegal trailing comma before end of ${kind}`, comma)
    return false
  }

  #string(): string {
    const begin = this.#at
    this.#at += 1
    let text = ''
    for (;;) {
      text += this.#take(PLAIN_CHARACTERS)?.[0] ?? ''
      const next = this.#peek()
      if (next === '') throw this.#error('Unterminated string starting at', begin)
      if (next !== '"' && next !== '\\') throw this.#error('Invalid control character at')
      this.#at += 1
      if (next === '"') return text
      text += this.#escape(begin)
    }
  }

  /** The character of an escape, the backslash being read. */
  #escape(begin: number): string {
    const letter = this.#peek()
    if (letter === '') throw this.#error('Unterminated string starting at', begin)
    if (letter !== 'u') {
      const character = BACKSLASH.get(letter)
      if (character === undefined) throw this.#error('Invalid \\escape', this.#at - 1)
      this.#at += 1
      return character
    }
    const start = this.#at
    this.#at += 1
    const hex = this.#take(HEX4)
    // CPython wants one more character behind the four digits.
    if (hex === null || this.#at === this.#text.length) throw this.#error('Invalid \\uXXXX escape', start)
    return String.fromCharCode(Number.parseInt(hex[0], 16))
  }
}

/** `int(digits)`, with the limit that CPython has had since 3.9.14, 3.10.7 and 3.11. */
function toInteger(digits: string): bigint {
  const count = digits.replace('-', '').length
  if (count <= 4300) return BigInt(digits)
  throw new PythonError(
    'ValueError',
    `Exceeds the limit (4300 digits) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
  )
}
