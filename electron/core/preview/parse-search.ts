import { fileActionSchema, type FileAction } from '../../../shared/model/preview.ts'
import { hasWildcard } from './match-glob.ts'

/** What `is:` knows. */
export const STATES = ['broken', 'shadowed', 'rewritten', 'warned', 'compressed'] as const
export type State = (typeof STATES)[number]

/** One word of a search. All texts are in lower case. */
export type SearchTerm =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'glob'; readonly pattern: string }
  | { readonly kind: 'app' | 'package'; readonly text: string; readonly isGlob: boolean }
  | { readonly kind: 'type' | 'code'; readonly text: string }
  | { readonly kind: 'action'; readonly action: FileAction }
  | { readonly kind: 'is'; readonly state: State }
  | { readonly kind: 'size'; readonly sign: '>' | '<' | '>=' | '<=' | '='; readonly bytes: number }

/** A word as written: `head` is what stands before its first quote. */
type Word = { readonly text: string; readonly head: string; readonly isQuoted: boolean }

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 }

/**
 * Reads a search. Words are parted by blanks and joined with "and"; quotes keep blanks together and take the meaning
 * from signs. `app:` `package:` `type:` `code:` `action:` `is:` and `size>` narrow; a word with `*` or `?` is a glob;
 * everything else, unknown keys and values included, is text to be found in the path.
 */
export function parseSearch(search: string): SearchTerm[] {
  return wordsOf(search.toLowerCase()).flatMap((word) => termOf(word) ?? [])
}

function wordsOf(search: string): Word[] {
  const words: Word[] = []
  for (const [word] of search.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)) {
    const quoteAt = word.indexOf('"')
    words.push({
      text: word.replaceAll('"', ''),
      head: quoteAt < 0 ? word : word.slice(0, quoteAt),
      isQuoted: quoteAt >= 0,
    })
  }
  return words
}

/** The term for a word, or null for one that does not narrow yet (`app:` while it is being typed, or `""`). */
function termOf(word: Word): SearchTerm | null {
  return sizeTerm(word) ?? keyTerm(word) ?? textTerm(word)
}

function textTerm({ text, isQuoted }: Word): SearchTerm | null {
  if (text === '' || KEY_ALONE.test(text)) return null
  return !isQuoted && hasWildcard(text) ? { kind: 'glob', pattern: text } : { kind: 'text', text }
}

const KEY_ALONE = /^(?:app|package|type|code|action|is):$/

function keyTerm({ text, head, isQuoted }: Word): SearchTerm | null {
  const colon = head.indexOf(':')
  const value = text.slice(colon + 1)
  if (colon < 0 || value === '') return null
  const key = head.slice(0, colon)
  switch (key) {
    case 'app':
    case 'package':
      return { kind: key, text: value, isGlob: !isQuoted && hasWildcard(value) }
    case 'type':
      return { kind: 'type', text: value.startsWith('.') ? value.slice(1) : value }
    case 'code':
      return { kind: 'code', text: value }
    case 'action': {
      const action = fileActionSchema.safeParse(value)
      return action.success ? { kind: 'action', action: action.data } : null
    }
    case 'is': {
      const state = STATES.find((known) => known === value)
      return state === undefined ? null : { kind: 'is', state }
    }
    default:
      return null
  }
}

/** Sizes are decimal as in the rows: 1k is 1,000 bytes. */
function sizeTerm({ text, isQuoted }: Word): SearchTerm | null {
  if (isQuoted) return null
  const match = /^size(>=|<=|>|<|=)(\d+(?:\.\d+)?)([kmg]?)b?$/.exec(text)
  if (match === null) return null
  const [, sign, number, unit = ''] = match
  if (sign !== '>' && sign !== '<' && sign !== '>=' && sign !== '<=' && sign !== '=') return null
  return { kind: 'size', sign, bytes: Number(number) * (UNITS[unit] ?? 1) }
}
