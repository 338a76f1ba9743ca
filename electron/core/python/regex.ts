/** A regular expression of Python's `re` for JavaScript, or why there is none that means the same. */
export type TranslatedRegex =
  | { readonly kind: 'same'; readonly regex: RegExp; readonly groups: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string }

type Flags = { readonly ignoreCase: boolean; readonly multiLine: boolean; readonly dotAll: boolean }

/** Python's `\s` for str: also U+001C–U+001F and U+0085, not U+FEFF. */
const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
/** `\w` and `\d` are Unicode in Python. */
const WORD = '\\p{L}\\p{N}_'
const DIGIT = '\\p{Nd}'
const CLASSES: Readonly<Record<string, string>> = { s: SPACE, w: WORD, d: DIGIT }
/** Letters beyond ASCII that Python takes for an ASCII one when case does not count. */
const OTHER_CASES: Readonly<Record<string, string>> = { i: '\\u0130\\u0131', s: '\\u017f', k: '\\u212a' }
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' }
const QUANTIFIER = /[*+?]|\{(\d*)(?:,(\d*))?\}/y

/**
 * Translates a pattern that Python compiles with IGNORECASE, as Django does with those of a storage, where its syntax means
 * the same in both languages; case is spelled out, since JavaScript folds it otherwise.
 * @param names names for groups that have none, in order
 */
export function translateRegex(pattern: string, names: readonly string[] = []): TranslatedRegex {
  try {
    const translator = new Translator(pattern, names)
    const source = translator.whole()
    return { kind: 'same', regex: new RegExp(source, 'dgu'), groups: translator.groups }
  } catch (error) {
    if (error instanceof Unknown) return { kind: 'unknown', reason: error.message }
    if (error instanceof SyntaxError) return { kind: 'unknown', reason: 'it does not compile here' }
    throw error
  }
}

class Unknown extends Error {}

/** Reads a pattern once from left to right and writes it anew. */
class Translator {
  readonly #text: string
  readonly #names: string[]
  #at = 0
  /** Names of the groups so far; `''` for those without. */
  readonly groups: string[] = []
  /** Groups in which case would count for what refers back to them. */
  readonly #lettered = new Set<string>()

  constructor(text: string, names: readonly string[]) {
    this.#text = text
    this.#names = [...names]
  }

  whole(): string {
    let flags: Flags = { ignoreCase: true, multiLine: false, dotAll: false }
    for (let inline = this.#take(/\(\?([aiLmsux]+)\)/y); inline !== null; inline = this.#take(/\(\?([aiLmsux]+)\)/y))
      flags = withFlags(flags, inline[1] ?? '', true)
    const source = this.#alternatives(flags, true)
    if (this.#at < this.#text.length) throw new Unknown('unbalanced brackets')
    return source
  }

  /** @param isSure every match goes through here, so that groups are always set */
  #alternatives(flags: Flags, isSure: boolean): string {
    const start = this.groups.length
    const parts = [this.#sequence(flags, isSure)]
    while (this.#take(/\|/y) !== null) parts.push(this.#sequence(flags, isSure))
    if (parts.length > 1 && this.groups.slice(start).some((name) => NEEDED.includes(name)))
      throw new Unknown('a group that need not match')
    return parts.join('|')
  }

  #sequence(flags: Flags, isSure: boolean): string {
    let source = ''
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text.charAt(this.#at))) {
      const groups = this.groups.length
      const atom = this.#atom(flags, isSure)
      const quantifier = this.#quantifier()
      if (quantifier !== '' && this.groups.length > groups) throw new Unknown('a group that is repeated')
      source += atom + quantifier
    }
    return source
  }

  #quantifier(): string {
    QUANTIFIER.lastIndex = this.#at
    const found = QUANTIFIER.exec(this.#text)
    // `{}` stands for itself.
    if (found === null || found[0] === '{}') return ''
    this.#at += found[0].length
    const [whole, least, most] = found
    const repeat =
      least === undefined ? whole : most === undefined ? `{${least}}` : `{${least === '' ? '0' : least},${most}}`
    if (this.#take(/\+/y) !== null) throw new Unknown('a possessive repetition')
    return repeat + (this.#take(/\?/y) === null ? '' : '?')
  }

  #atom(flags: Flags, isSure: boolean): string {
    const character = this.#next()
    switch (character) {
      case '(':
        return this.#group(flags, isSure)
      case '[':
        return this.#set(flags)
      case '.':
        return flags.dotAll ? '[\\s\\S]' : '[^\\n]'
      case '^':
        return flags.multiLine ? '(?<![^\\n])' : '(?<![\\s\\S])'
      case '$':
        return flags.multiLine ? '(?![^\\n])' : '(?=\\n?(?![\\s\\S]))'
      case '\\':
        return this.#escape(flags)
      default:
        return literal(character, flags)
    }
  }

  #group(flags: Flags, isSure: boolean): string {
    if (this.#take(/\?#[^)]*\)/y) !== null) return ''
    const reference = this.#take(/\?P=(\w+)\)/y)?.[1]
    if (reference !== undefined) return this.#reference(reference)
    const look = this.#take(/\?(?:<?[=!]|:)/y)?.[0]
    const scoped = look === undefined ? this.#take(/\?([aimsux]*)(?:-([imsx]+))?:/y) : null
    if (look === undefined && scoped === null) return this.#capture(flags, isSure)
    const inner = scoped === null ? flags : withFlags(withFlags(flags, scoped[1] ?? '', true), scoped[2] ?? '', false)
    const before = this.groups.length
    const source = this.#alternatives(inner, isSure)
    this.#close()
    if (look !== undefined && look !== '?:' && this.groups.length > before)
      throw new Unknown('a group inside of a look-around')
    return `(${look ?? '?:'}${source})`
  }

  #capture(flags: Flags, isSure: boolean): string {
    const name = this.#take(/\?P<(\w+)>/y)?.[1]
    if (name === undefined && this.#text.charAt(this.#at) === '?') throw new Unknown('a group of a rare kind')
    const known = name ?? this.#names.shift() ?? ''
    const start = this.#at
    this.groups.push(known)
    const source = this.#alternatives(flags, isSure)
    if (mayHoldLetters(this.#text.slice(start, this.#at))) this.#lettered.add(known)
    this.#close()
    return known === '' ? `(${source})` : `(?<${known}>${source})`
  }

  /** A name refers back; whether case counts is another matter in each language. */
  #reference(name: string): string {
    if (this.#lettered.has(name)) throw new Unknown('a reference back to letters')
    return `\\k<${name}>`
  }

  #close(): void {
    if (this.#take(/\)/y) === null) throw new Unknown('unbalanced brackets')
  }

  #escape(flags: Flags): string {
    const character = this.#next()
    const set = CLASSES[character.toLowerCase()]
    if (set !== undefined) return character === character.toLowerCase() ? `[${set}]` : `[^${set}]`
    switch (character) {
      case 'b':
        return `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`
      case 'B':
        return `(?:(?<=[${WORD}])(?=[${WORD}])|(?<![${WORD}])(?![${WORD}]))`
      case 'A':
        return '(?<![\\s\\S])'
      case 'Z':
        return '(?![\\s\\S])'
      default:
        return literal(this.#escaped(character), flags)
    }
  }

  /** The character that an escape stands for. */
  #escaped(character: string): string {
    const control = CONTROLS[character]
    if (control !== undefined) return control
    if (character === 'x' || character === 'u') {
      const digits = this.#take(character === 'x' ? /[0-9a-fA-F]{2}/y : /[0-9a-fA-F]{4}/y)?.[0]
      if (digits !== undefined) return String.fromCodePoint(Number.parseInt(digits, 16))
    }
    if (/[\p{L}\p{N}]/u.test(character)) throw new Unknown(`the escape \\${character}`)
    return character
  }

  #set(flags: Flags): string {
    const isNegated = this.#take(/\^/y) !== null
    let inside = ''
    const outside: string[] = []
    for (let isFirst = true; ; isFirst = false) {
      const character = this.#next()
      if (character === ']' && !isFirst) break
      const escape = character === '\\' ? this.#next() : null
      const set = escape === null ? undefined : CLASSES[escape.toLowerCase()]
      if (escape !== null && set !== undefined) {
        if (escape === escape.toLowerCase()) inside += set
        else outside.push(`[^${set}]`)
        continue
      }
      if (escape === 'b') throw new Unknown('the escape \\b in a set')
      const first = escape === null ? character : this.#escaped(escape)
      inside += this.#isRange() ? this.#range(first, flags) : inSet(first, flags)
    }
    if (outside.length === 0) return `[${isNegated ? '^' : ''}${inside}]`
    const either = [...(inside === '' ? [] : [`[${inside}]`]), ...outside].join('|')
    return isNegated ? `(?:(?!${either})[\\s\\S])` : `(?:${either})`
  }

  #isRange(): boolean {
    return this.#text.charAt(this.#at) === '-' && this.#text.charAt(this.#at + 1) !== ']'
  }

  #range(first: string, flags: Flags): string {
    this.#next()
    const character = this.#next()
    const last = character === '\\' ? this.#escaped(this.#next()) : character
    const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]
    if (!flags.ignoreCase) return `${point(first)}-${point(last)}`
    if (to > 0x7f) throw new Unknown('a range beyond ASCII')
    let cases = ''
    for (let code = from; code <= to; code++) cases += inSet(String.fromCodePoint(code), flags)
    return cases
  }

  #next(): string {
    const code = this.#text.codePointAt(this.#at)
    if (code === undefined) throw new Unknown('an early end')
    const character = String.fromCodePoint(code)
    this.#at += character.length
    return character
  }

  /** Takes what a sticky expression matches here. */
  #take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#at
    const found = sticky.exec(this.#text)
    if (found !== null) this.#at += found[0].length
    return found
  }
}

/** Whether a part of a pattern may match a letter; a coarse test that errs on the side of yes. */
function mayHoldLetters(pattern: string): boolean {
  const plain = pattern
    .replaceAll(
      /\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})/g,
      (_, short: string | undefined, long: string | undefined) => {
        return String.fromCodePoint(Number.parseInt(short ?? long ?? '0', 16))
      },
    )
    .replaceAll(/\\[sd]/g, '')
  return /\p{L}|\.|\\[wDSWb]|\[\^/u.test(plain)
}

/** Groups that Django reads from each match. */
const NEEDED: readonly string[] = ['matched', 'url']

function withFlags(flags: Flags, letters: string, value: boolean): Flags {
  const strange = /[aLux]/.exec(letters)?.[0]
  if (strange === 'x' || strange === 'a' || strange === 'L') throw new Unknown(`the flag ${strange}`)
  return {
    ignoreCase: letters.includes('i') ? value : flags.ignoreCase,
    multiLine: letters.includes('m') ? value : flags.multiLine,
    dotAll: letters.includes('s') ? value : flags.dotAll,
  }
}

function literal(character: string, flags: Flags): string {
  const cases = inSet(character, flags)
  return cases === point(character) ? cases : `[${cases}]`
}

/** A character for a set, with its other cases where case does not count. */
function inSet(character: string, { ignoreCase }: Flags): string {
  const lower = character.toLowerCase()
  const upper = character.toUpperCase()
  if (!ignoreCase || lower === upper) return point(character)
  if (!/^[a-zA-Z]$/.test(character)) throw new Unknown('letters beyond ASCII')
  return point(lower) + point(upper) + (OTHER_CASES[lower] ?? '')
}

function point(character: string): string {
  return /^[a-zA-Z0-9]$/.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
