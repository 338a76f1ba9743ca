import type { FoundReference } from '../../../../shared/model/reference.ts'
import type { NamedTemplate, TemplateItem, TemplateReading } from '../../../../shared/model/template.ts'
import { type Places, placesOf } from '../places.ts'
import { type TemplateToken, lexTemplate } from './lex-template.ts'
import { findHardCoded, pathAfterPrefix } from './hard-coded.ts'
import { literalOf, splitTag, type Word } from './split-tag.ts'

/** Tags of Django that render what they hold only sometimes. */
const CONDITIONAL = /^(?:if|for|ifchanged|ifequal|ifnotequal)$/
const ANOTHER_NAME = 'the name is made when the page is rendered'

/** A part of a template that is open: a block, or the template itself. */
type Open = { readonly name: string | null; readonly items: TemplateItem[] }

/**
 * Reads a Django template without rendering it: the static names that it asks for, the templates that it extends and
 * includes, its blocks, and paths under STATIC_URL that are written by hand. Tags of other libraries are passed over, but for
 * Wagtail's own for static names.
 * @param staticUrl STATIC_URL, script prefix included
 */
export function readTemplate(text: string, staticUrl: string): TemplateReading {
  return new TemplateReader(text, staticUrl).read(lexTemplate(text, 'django'))
}

class TemplateReader {
  readonly #places: Places
  readonly #staticUrl: string
  #parent: NamedTemplate | null = null
  readonly #open: Open[] = [{ name: null, items: [] }]
  readonly #conditions: string[] = []
  /** Variables that hold STATIC_URL: the context processor's, and those of `{% get_static_prefix as x %}`. */
  readonly #prefixes = new Set(['STATIC_URL'])

  constructor(text: string, staticUrl: string) {
    this.#places = placesOf(text)
    this.#staticUrl = staticUrl
  }

  read(tokens: readonly TemplateToken[]): TemplateReading {
    let isComment = false
    for (const [index, token] of tokens.entries()) {
      const [first] = token.kind === 'block' ? splitTag(token.content) : []
      if (isComment) isComment = first?.text !== 'endcomment'
      else if (first?.text === 'comment') isComment = true
      else if (token.kind === 'block') this.#tag(token, splitTag(token.content), tokens[index + 1])
      else if (token.kind === 'variable') this.#variable(token, tokens[index + 1])
      else if (token.kind === 'text') this.#text(token, tokens[index - 1])
    }
    while (this.#open.length > 1) this.#close()
    return { engine: 'django', parent: this.#parent, items: this.#open[0]?.items ?? [] }
  }

  #tag(token: TemplateToken, words: readonly Word[], next: TemplateToken | undefined): void {
    const [tag, first] = words
    if (tag === undefined) return
    switch (tag.text) {
      case 'static':
        if (first !== undefined) this.#static(token, first)
        break
      // wagtail/admin/staticfiles.py: an address stays as it is, any other name is looked up as by `static`.
      case 'versioned_static':
        if (first !== undefined && !/^(?:https?:\/\/|\/)/.test(literalOf(first.text) ?? '')) this.#static(token, first)
        break
      case 'get_static_prefix':
        if (words[1]?.text === 'as' && words[2] !== undefined) this.#prefixes.add(words[2].text)
        else this.#afterPrefix(next)
        break
      case 'extends':
        if (first !== undefined) this.#parent = this.#named(token, first)
        break
      case 'include':
        if (first !== undefined) this.#add({ kind: 'include', template: this.#named(token, first) })
        break
      case 'block':
        this.#open.push({ name: first?.text ?? '', items: [] })
        break
      case 'endblock':
        if (this.#open.length > 1) this.#close()
        break
      default:
        if (CONDITIONAL.test(tag.text)) this.#conditions.push(`{% ${token.content} %}`)
        else if (tag.text.startsWith('end') && CONDITIONAL.test(tag.text.slice(3))) this.#conditions.pop()
    }
  }

  #static(token: TemplateToken, word: Word): void {
    const name = literalOf(word.text)
    const offset = token.offset + word.offset
    if (name === null) this.#reference('django-static', offset, word.text, null, ANOTHER_NAME)
    else this.#reference('django-static', offset + 1, word.text.slice(1, -1), name, null)
  }

  #variable(token: TemplateToken, next: TemplateToken | undefined): void {
    if (token.content === 'block.super') this.#add({ kind: 'super' })
    else if (this.#prefixes.has(token.content)) this.#afterPrefix(next)
  }

  /** `{% get_static_prefix %}css/site.css`: the path is the text behind the tag. */
  #afterPrefix(next: TemplateToken | undefined): void {
    if (next === undefined) return
    const path = next.kind === 'text' ? pathAfterPrefix(next.content) : ''
    if (path !== '') this.#reference('django-prefix', next.offset, path, path, null)
    else if (next.kind !== 'text') this.#reference('django-prefix', next.offset, next.content, null, ANOTHER_NAME)
  }

  #text(token: TemplateToken, before: TemplateToken | undefined): void {
    for (const { offset, text, name } of findHardCoded(token.content, this.#staticUrl, before === undefined))
      this.#reference('django-hard-coded', token.offset + offset, text, name, null)
  }

  #reference(kind: FoundReference['kind'], offset: number, text: string, url: string | null, note: string | null) {
    const condition = [...this.#conditions.slice(-1), ...(note === null ? [] : [note])].join('; ')
    const reference: FoundReference = {
      kind,
      offset,
      ...this.#places(offset),
      text,
      url,
      request: this.#conditions.length > 0 || url === null ? 'conditional' : 'requested',
      condition: condition === '' ? null : condition,
      base: 'document',
    }
    this.#add({ kind: 'reference', reference })
  }

  #named(token: TemplateToken, word: Word): NamedTemplate {
    const offset = token.offset + word.offset
    return { name: literalOf(word.text), offset, ...this.#places(offset) }
  }

  #add(item: TemplateItem): void {
    this.#open.at(-1)?.items.push(item)
  }

  #close(): void {
    const closed = this.#open.pop()
    if (closed !== undefined) this.#add({ kind: 'block', name: closed.name ?? '', items: closed.items })
  }
}
