import { TokenType } from '@csstools/css-tokenizer'
import type { SheetTokens } from './css-tokens.ts'

/** A range of tokens, the end not included. */
export type Block = { readonly from: number; readonly to: number }
/** The tokens up to what ends them: `to` is the index of that token. `isBroken`: a bracket closes that was never opened. */
export type Prelude = Block & { readonly endsWith: '{' | ';' | 'end'; readonly isBroken: boolean }
/** Index of the closing token of each opening one; of those that are never closed, the number of tokens. 0 for others. */
export type Closings = Uint32Array

const OPENS: Readonly<Partial<Record<TokenType, TokenType>>> = {
  [TokenType.Function]: TokenType.CloseParen,
  [TokenType.OpenParen]: TokenType.CloseParen,
  [TokenType.OpenSquare]: TokenType.CloseSquare,
  [TokenType.OpenCurly]: TokenType.CloseCurly,
}
const CLOSES: ReadonlySet<TokenType> = new Set([TokenType.CloseParen, TokenType.CloseSquare, TokenType.CloseCurly])

/**
 * Pairs the brackets of a style sheet (CSS Syntax Level 3, 5.4.8 "consume a simple block"): within a bracket only its own
 * kind closes it, so that an open `(` swallows every `}` up to its `)` or the end.
 */
export function pairBrackets(tokens: SheetTokens): Closings {
  const closings = new Uint32Array(tokens.length)
  const open: { readonly at: number; readonly closing: TokenType }[] = []
  for (let at = 0; at < tokens.length; at++) {
    const type = tokens.typeAt(at)
    const closing = type === undefined ? undefined : OPENS[type]
    if (closing !== undefined) open.push({ at, closing })
    else if (type !== undefined && open.at(-1)?.closing === type) closings[open.pop()?.at ?? 0] = at
  }
  for (const { at } of open) closings[at] = tokens.length
  return closings
}

/** Reads on to the `;`, the `{` or the end that closes what begins here; brackets count as one (CSS Syntax Level 3, 5.4). */
export function readPrelude(tokens: SheetTokens, closings: Closings, from: number, to: number): Prelude {
  let isBroken = false
  for (let at = from; at < to; at++) {
    const type = tokens.typeAt(at)
    if (type === TokenType.Semicolon) return { from, to: at, endsWith: ';', isBroken }
    if (type === TokenType.OpenCurly) return { from, to: at, endsWith: '{', isBroken }
    const closing = closings[at]
    if (closing) at = closing
    else if (type !== undefined && CLOSES.has(type)) isBroken = true
  }
  return { from, to, endsWith: 'end', isBroken }
}

/** The inside of the block that opens at a `{`; `to` is the index of its `}`, or the end of a block that is never closed. */
export function readBlock(closings: Closings, open: number, to: number): Block {
  return { from: open + 1, to: Math.min(closings[open] || to, to) }
}
