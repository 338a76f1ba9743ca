import { TokenType } from '@csstools/css-tokenizer'
import type { SheetTokens } from './css-tokens.ts'

type SourceMap = { readonly offset: number; readonly text: string; readonly kind: 'css-source-map' }

/** The comments of a style sheet that name a source map, in order (ECMA-426, section 11.1.2). */
export function sourceMapsIn(text: string, tokens: SheetTokens): SourceMap[] {
  const found: SourceMap[] = []
  if (!text.includes('sourceMappingURL')) return found
  for (let at = 0; at < tokens.length; at++) {
    if (tokens.typeAt(at) !== TokenType.Comment) continue
    const comment = tokens.textOf({ from: at, to: at + 1 })
    const url = /^\/\*[#@][ \t]+sourceMappingURL=\s*(\S+)\s*\*\/$/.exec(comment)?.[1]
    if (url !== undefined)
      found.push({ offset: tokens.startAt(at) + comment.indexOf(url, 19), text: url, kind: 'css-source-map' })
  }
  return found
}
