import type { FoundReference } from '../../../../shared/model/reference.ts'
import { findHardCoded, isFile, pathAfterPrefix } from './hard-coded.ts'
import type { TemplateToken } from './lex-template.ts'

/** What stands right behind a tag and goes on with its address. */
export type RestOfAddress = NonNullable<FoundReference['rest']>

/** What stands before an address that goes on behind its first tag. */
const OPENS_ADDRESS = /["'`(=]$/

/** Tags that end what another began, so that no address goes on in them. */
const ENDS = /^(?:end|el)/

/**
 * Reads on behind a tag, up to what ends an address in a page: text, and variables that only rendering knows. A query or
 * fragment of which only rendering knows the value leads to the same file.
 * @param begun the address as far as the tag makes it
 * @param tokens of the template
 * @param from index of the first token behind the tag
 * @returns null where nothing of the address follows
 */
export function restOfAddress(begun: string, tokens: readonly TemplateToken[], from: number): RestOfAddress | null {
  let text = ''
  let isKnown = true
  const isInPath = (): boolean => !/[?#]/.test(begun + text)
  for (let at = from; at < tokens.length; at++) {
    const { kind, content } = tokens[at] ?? { kind: 'block', content: '' }
    if (kind === 'comment') continue
    if (kind === 'text') {
      const path = pathAfterPrefix(content)
      text += path
      if (path !== content) break
      continue
    }
    // A name that is whole may well end at a tag; that of a folder or a mere prefix goes on behind it.
    if (kind === 'block' && (ENDS.test(content) || !isInPath() || !/(?:^|\/)$/.test(begun + text))) break
    isKnown &&= !isInPath()
    text += kind === 'block' ? `{% ${content} %}` : `{{ ${content} }}`
    if (kind === 'block') break
  }
  return text === '' ? null : { text, isKnown }
}

/**
 * What follows a tag that prints the address of a name, where the two are one address: in a sentence a full stop may
 * follow, and another name in a list.
 * @param index of the tag
 */
export function restBehindName(name: string, tokens: readonly TemplateToken[], index: number): RestOfAddress | null {
  const rest = restOfAddress(name, tokens, index + 1)
  if (rest === null || name.endsWith('/') || /^[?#]/.test(rest.text)) return rest
  const before = tokens[index - 1]
  return before?.kind === 'text' && OPENS_ADDRESS.test(before.content) ? rest : null
}

/** A path below STATIC_URL that is written by hand, and what goes on with it in other tokens. */
export type WrittenPath = {
  /** Offset in the template. */
  readonly offset: number
  readonly text: string
  /** Null where only rendering knows it. */
  readonly name: string | null
  readonly rest: RestOfAddress | null
}

/** Paths below STATIC_URL that are written by hand in a token of text. */
export function writtenPaths(tokens: readonly TemplateToken[], index: number, staticUrl: string): WrittenPath[] {
  const token = tokens[index]
  if (token === undefined) return []
  return findHardCoded(token.content, staticUrl, index === 0).flatMap(({ offset, text, name, isCut }) => {
    const rest = isCut ? restOfAddress(text, tokens, index + 1) : null
    const isKnown = rest?.isKnown ?? true
    if (isKnown && !isFile(name)) return []
    return { offset: token.offset + offset, text, name: isKnown ? name : null, rest }
  })
}
