/** A word of a tag, quotes included, and where it begins in the tag. */
export type Word = { readonly text: string; readonly offset: number }

/** `smart_split_re` of django/utils/text.py: blanks separate, quoted parts hold together. */
const WORD = /(?:[^\s'"]*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')[^\s'"]*)+)|\S+/g

/** The words of a tag's content, as `smart_split` gives them. */
export function splitTag(content: string): Word[] {
  return [...content.matchAll(WORD)].map((match) => ({ text: match[0], offset: match.index }))
}

/** The text of a quoted literal without filters (`unescape_string_literal`); null for anything else. */
export function literalOf(word: string): string | null {
  const quote = word.charAt(0)
  if ((quote !== '"' && quote !== "'") || word.length < 2) return null
  const inner = word.slice(1, -1)
  const isWhole = word.endsWith(quote) && !inner.replace(/\\./g, '').includes(quote)
  return isWhole ? inner.replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\') : null
}
