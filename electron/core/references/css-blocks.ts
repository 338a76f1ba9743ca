import { type CSSToken, TokenType } from '@csstools/css-tokenizer'

/** A range of tokens, the end not included. */
export type Block = { readonly from: number; readonly to: number }
/** The tokens up to what ends them: `to` is the index of that token. */
export type Prelude = Block & { readonly endsWith: '{' | ';' | 'end' }

/** Reads on to the `;`, the `{` or the end that closes what begins here; brackets count as one (CSS Syntax Level 3, 5.4). */
export function readPrelude(tokens: readonly CSSToken[], from: number, to: number): Prelude {
  let depth = 0
  for (let at = from; at < to; at++) {
    switch (tokens[at]?.[0]) {
      case TokenType.Function:
      case TokenType.OpenParen:
      case TokenType.OpenSquare:
        depth += 1
        break
      case TokenType.CloseParen:
      case TokenType.CloseSquare:
        depth = Math.max(0, depth - 1)
        break
      case TokenType.Semicolon:
        if (depth === 0) return { from, to: at, endsWith: ';' }
        break
      case TokenType.OpenCurly:
        if (depth === 0) return { from, to: at, endsWith: '{' }
        at = readBlock(tokens, at, to).to
        break
      default:
    }
  }
  return { from, to, endsWith: 'end' }
}

/** The inside of the block that opens at a `{`; `to` is the index of its `}`, or the end of a block that is never closed. */
export function readBlock(tokens: readonly CSSToken[], open: number, to: number): Block {
  let depth = 0
  for (let at = open; at < to; at++) {
    const type = tokens[at]?.[0]
    if (type === TokenType.OpenCurly) depth += 1
    else if (type === TokenType.CloseCurly) {
      depth -= 1
      if (depth === 0) return { from: open + 1, to: at }
    }
  }
  return { from: open + 1, to }
}
