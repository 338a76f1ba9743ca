import type { FoundReference } from '../../../../shared/model/reference.ts'
import type { NamedTemplate, TemplateItem, TemplateReading } from '../../../../shared/model/template.ts'
import { placesOf } from '../places.ts'
import { lexTemplate } from './lex-template.ts'
import { type RestOfAddress, restBehindName, writtenPaths } from './rest-of-address.ts'

/** `static("x")` as a function of the environment, which Django's documentation tells projects to add. */
const STATIC_CALL = /(?<![\w.])static\(\s*(?:(["'])((?:(?!\1)[^\\\n])*)\1\s*\)|([^)]*))/g
const NAMED = /^(extends|include|import|from)\s+(?:(["'])((?:(?!\2).)*)\2)?/
const BLOCK = /^block\s+(\w+)/

/**
 * Reads a Jinja2 template without rendering it, as `readTemplate` reads Django's: calls of `static`, the templates that
 * it extends, includes or imports, its blocks, and paths under STATIC_URL that are written by hand.
 */
export function readJinja(text: string, staticUrl: string): TemplateReading {
  const places = placesOf(text)
  const open: { readonly name: string; readonly items: TemplateItem[] }[] = [{ name: '', items: [] }]
  const conditions: string[] = []
  let parent: NamedTemplate | null = null
  const add = (item: TemplateItem): void => void open.at(-1)?.items.push(item)
  const close = (): void => {
    const closed = open.length > 1 ? open.pop() : undefined
    if (closed !== undefined) add({ kind: 'block', name: closed.name, items: closed.items })
  }
  const tokens = lexTemplate(text, 'jinja2')
  const refer = (
    kind: FoundReference['kind'],
    offset: number,
    written: string,
    url: string | null,
    rest: RestOfAddress | null = null,
  ): void => {
    const notes = [...conditions.slice(-1), ...(url === null ? ['the name is made when the page is rendered'] : [])]
    const request = notes.length > 0 ? 'conditional' : 'requested'
    const condition = notes.length > 0 ? notes.join('; ') : null
    const reference = {
      kind,
      offset,
      ...places(offset),
      text: written,
      url,
      request,
      condition,
      base: 'document',
      ...(rest === null ? {} : { rest }),
    } as const
    add({ kind: 'reference', reference })
  }
  const calls = (content: string, offset: number, index: number): void => {
    for (const match of content.matchAll(STATIC_CALL)) {
      const [whole, quote, name, other = ''] = match
      const at = offset + match.index
      if (quote !== undefined && name !== undefined) {
        const isAlone = tokens[index]?.kind === 'variable' && whole === content
        const rest = isAlone ? restBehindName(name, tokens, index) : null
        refer('jinja-static', at + whole.indexOf(quote) + 1, name, name, rest)
      } else refer('jinja-static', at + whole.length - other.length, other.trim(), null)
    }
  }
  for (const [index, token] of tokens.entries()) {
    const { content, offset } = token
    if (token.kind === 'text') {
      for (const { offset: at, text: written, name, rest } of writtenPaths(tokens, index, staticUrl))
        refer('django-hard-coded', at, written, name, rest)
      continue
    }
    if (token.kind === 'comment') continue
    calls(content, offset, index)
    if (token.kind === 'variable') {
      if (content.startsWith('super()')) add({ kind: 'super' })
      continue
    }
    const named = NAMED.exec(content)
    if (named !== null) {
      const at = offset + (named[1]?.length ?? 0) + 1
      const template = { name: named[3] ?? null, offset: at, ...places(at) }
      if (named[1] === 'extends') parent = template
      else add({ kind: 'include', template })
    } else if (BLOCK.test(content)) open.push({ name: BLOCK.exec(content)?.[1] ?? '', items: [] })
    else if (content.startsWith('endblock')) close()
    else if (/^(?:if|for)\b/.test(content)) conditions.push(`{% ${content} %}`)
    else if (/^end(?:if|for)\b/.test(content)) conditions.pop()
  }
  while (open.length > 1) close()
  return { engine: 'jinja2', parent, items: open[0]?.items ?? [] }
}
