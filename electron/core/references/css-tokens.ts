import { type CSSToken, tokenize, tokenizer, TokenType } from '@csstools/css-tokenizer'
import type { Block } from './css-blocks.ts'

/** Functions and rules that make what stands in them a URL, whatever token it is. */
const URL_FUNCTIONS = /^(?:url|src|(?:-webkit-)?image-set)$/i
const URL_RULES = /^(?:import|namespace)$/i

/**
 * The tokens of a style sheet (CSS Syntax Level 3): of each its kind and where it begins; it ends where the next begins.
 * What it says is decoded when it is asked for, since hardly any of them ever is, and a large sheet has millions.
 */
export class SheetTokens {
  readonly #text: string
  readonly #types: TokenType[] = []
  readonly #starts: number[] = []
  /** Indices of the tokens that hold a URL or make one of what follows. */
  readonly #bearers: number[] = []

  constructor(text: string) {
    this.#text = text
    const tokens = tokenizer({ css: text })
    while (!tokens.endOfFile()) {
      const token = tokens.nextToken()
      if (token[0] === TokenType.EOF) break
      if (bearsUrl(token)) this.#bearers.push(this.#types.length)
      this.#types.push(token[0])
      this.#starts.push(token[2])
    }
  }

  get length(): number {
    return this.#types.length
  }

  /** Kind of a token; undefined behind the last. */
  typeAt(index: number): TokenType | undefined {
    return this.#types[index]
  }

  /** Offset of a token; that of the end behind the last. */
  startAt(index: number): number {
    return this.#starts[index] ?? this.#text.length
  }

  /** Some tokens as they are written. */
  textOf({ from, to }: Block): string {
    return to <= from ? '' : this.#text.slice(this.startAt(from), this.startAt(to))
  }

  /** What an identifier, function, at-keyword, string or URL says, escapes decoded; empty for other tokens. */
  valueAt(index: number): string {
    const written = this.textOf({ from: index, to: index + 1 })
    // By itself `url(` would be a URL that is never closed.
    const css = this.#types[index] === TokenType.Function ? written.slice(0, -1) : written
    const [token] = tokenize({ css })
    const data = token?.[4]
    return data !== undefined && 'value' in data && typeof data.value === 'string' ? data.value : ''
  }

  /** Whether one of some tokens is a string or a URL that is not closed as it should be. */
  areBroken({ from, to }: Block): boolean {
    for (let at = from; at < to; at++)
      if (this.#types[at] === TokenType.BadString || this.#types[at] === TokenType.BadURL) return true
    return false
  }

  /** Whether a URL may stand in a range; what has none need not be looked at. */
  bearUrls({ from, to }: Block): boolean {
    let low = 0
    let high = this.#bearers.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#bearers[middle] ?? 0) < from) low = middle + 1
      else high = middle
    }
    return (this.#bearers[low] ?? to) < to
  }
}

function bearsUrl(token: CSSToken): boolean {
  switch (token[0]) {
    case TokenType.URL:
    case TokenType.BadURL:
      return true
    case TokenType.Function:
      return URL_FUNCTIONS.test(token[4].value)
    case TokenType.AtKeyword:
      return URL_RULES.test(token[4].value)
    default:
      return false
  }
}
