/** A piece of a template: text, or the inside of a tag, stripped, with the offset where that begins. */
export type TemplateToken = {
  readonly kind: 'text' | 'variable' | 'block' | 'comment'
  readonly content: string
  readonly offset: number
}

/** `tag_re` of django/template/base.py: a tag never goes over a line end. */
const DJANGO_TAG = /\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}/g
/** Jinja2's tags may; a dash or plus at either end is for white space. */
const JINJA_TAG = /\{%[-+]?[\s\S]*?[-+]?%\}|\{\{[-+]?[\s\S]*?[-+]?\}\}|\{#[\s\S]*?#\}/g

/**
 * The tokens of a template, as `Lexer.tokenize` makes them (django/template/base.py, the same from 3.2 to 6.1): between
 * `{% verbatim x %}` and `{% endverbatim x %}` everything is text. For Jinja2 the same with `raw`.
 */
export function lexTemplate(text: string, engine: 'django' | 'jinja2'): TemplateToken[] {
  const tokens: TemplateToken[] = []
  let from = 0
  /** The tag that ends the verbatim part; null outside of one. */
  let verbatim: string | null = null
  const addText = (to: number): void => {
    if (to > from) tokens.push({ kind: 'text', content: text.slice(from, to), offset: from })
  }
  for (const match of text.matchAll(engine === 'django' ? DJANGO_TAG : JINJA_TAG)) {
    const whole = match[0]
    const { content, start } = insideOf(whole, engine)
    const isBlock = whole.startsWith('{%')
    if (verbatim !== null && !(isBlock && content === verbatim)) continue
    addText(match.index)
    from = match.index + whole.length
    const kind = isBlock ? 'block' : whole.startsWith('{{') ? 'variable' : 'comment'
    tokens.push({ kind, content, offset: match.index + start })
    if (isBlock) verbatim = verbatim === null ? endOfVerbatim(content, engine) : null
  }
  addText(text.length)
  return tokens
}

function insideOf(whole: string, engine: 'django' | 'jinja2'): { content: string; start: number } {
  const marks = engine === 'jinja2' && !whole.startsWith('{#') ? /^..[-+]?|[-+]?..$/gs : /^..|..$/gs
  const inner = whole.replace(marks, '')
  const opening = engine === 'jinja2' && /^\{[{%][-+]/.test(whole) ? 3 : 2
  return { content: inner.trim(), start: opening + inner.length - inner.trimStart().length }
}

function endOfVerbatim(content: string, engine: 'django' | 'jinja2'): string | null {
  if (engine === 'jinja2') return content === 'raw' ? 'endraw' : null
  return content === 'verbatim' || content.startsWith('verbatim ') ? `end${content}` : null
}
