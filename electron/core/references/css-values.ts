import { TokenType } from '@csstools/css-tokenizer'
import type { Block } from './css-blocks.ts'
import type { SheetTokens } from './css-tokens.ts'

/** A URL in a value: where it is written, what it says, and in which function it stands. */
export type UrlInValue = {
  readonly offset: number
  /** As written. */
  readonly text: string
  /** Escapes decoded; null for a `url(` that is no valid token. */
  readonly value: string | null
  /** `cross-fade`: without a vendor prefix, which hardly any browser knows. */
  readonly within: 'url' | 'src' | 'image-set' | 'cross-fade' | 'string'
  /** Index of the token after it. */
  readonly tokenTo: number
}

/**
 * The URLs in a range of tokens, in order.
 * @param takesStrings a string by itself is a URL (`@import "a.css"`, `@namespace "…"`)
 */
export function urlsIn(tokens: SheetTokens, range: Block, takesStrings: boolean): UrlInValue[] {
  const found: UrlInValue[] = []
  if (!takesStrings && !tokens.bearUrls(range)) return found
  const functions: string[] = []
  for (let at = range.from; at < range.to; at++) {
    switch (tokens.typeAt(at)) {
      case TokenType.URL: {
        const [written, offset] = unquoted(tokens, at)
        const within = functionOf(functions.at(-1))
        found.push({ offset, text: written, value: tokens.valueAt(at), within, tokenTo: at + 1 })
        break
      }
      case TokenType.BadURL: {
        const [written, offset] = unquoted(tokens, at)
        found.push({ offset, text: written, value: null, within: 'url', tokenTo: at + 1 })
        break
      }
      case TokenType.Function:
        functions.push(tokens.valueAt(at).toLowerCase())
        break
      case TokenType.OpenParen:
        functions.push('')
        break
      case TokenType.CloseParen:
        functions.pop()
        break
      case TokenType.String: {
        const name = functions.at(-1)
        const within = withinOf(functions)
        const isUrl = within !== null || (takesStrings && name === undefined)
        if (!isUrl) break
        found.push({
          offset: tokens.startAt(at) + 1,
          text: tokens.textOf({ from: at, to: at + 1 }).slice(1, -1),
          value: tokens.valueAt(at),
          within: within ?? 'string',
          // The closing bracket of url("…") belongs to it.
          tokenTo: name === 'url' || name === 'src' ? closeAfter(tokens, at, range.to) : at + 1,
        })
        break
      }
      default:
    }
  }
  return found
}

/** `url("…")` and `src("…")` hold a URL; `image-set("…")` too, but not the string of its `type("…")`. */
function withinOf(functions: readonly string[]): Exclude<UrlInValue['within'], 'string'> | null {
  const name = functions.at(-1)
  if (name === 'src') return 'src'
  if (name === 'url') return functionOf(functions.at(-2))
  return isImageSet(name) ? 'image-set' : null
}

function functionOf(name: string | undefined): 'url' | 'image-set' | 'cross-fade' {
  return isImageSet(name) ? 'image-set' : name === 'cross-fade' ? 'cross-fade' : 'url'
}

function isImageSet(name: string | undefined): boolean {
  return name === 'image-set' || name === '-webkit-image-set'
}

/** The URL of an unquoted `url(…)`, without the blanks around it, and its offset. */
function unquoted(tokens: SheetTokens, at: number): [written: string, offset: number] {
  const whole = tokens.textOf({ from: at, to: at + 1 })
  const open = whole.indexOf('(') + 1
  const inner = whole.slice(open, whole.endsWith(')') ? -1 : undefined)
  const blanks = inner.length - inner.trimStart().length
  return [inner.trim(), tokens.startAt(at) + open + blanks]
}

function closeAfter(tokens: SheetTokens, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) if (tokens.typeAt(at) === TokenType.CloseParen) return at + 1
  return from + 1
}
