import type { FoundReference } from '../../../../shared/model/reference.ts'
import type { NamedTemplate, TemplateItem, TemplateReading } from '../../../../shared/model/template.ts'
import { type Places, placesOf } from '../places.ts'
import { type TemplateToken, lexTemplate } from './lex-template.ts'
import { pathAfterPrefix } from './hard-coded.ts'
import { type RestOfAddress, restBehindName, restOfAddress, writtenPaths } from './rest-of-address.ts'
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
      else if (token.kind === 'block') this.#tag(token, splitTag(token.content), tokens, index)
      else if (token.kind === 'variable') this.#variable(token, tokens, index)
      else if (token.kind === 'text') this.#text(tokens, index)
    }
    while (this.#open.length > 1) this.#close()
    return { engine: 'django', parent: this.#parent, items: this.#open[0]?.items ?? [] }
  }

  #tag(token: TemplateToken, words: readonly Word[], tokens: readonly TemplateToken[], index: number): void {
    const [tag, first] = words
    if (tag === undefined) return
    switch (tag.text) {
      case 'static':
        if (first !== undefined) this.#static(token, words, first, tokens, index)
        break
      // wagtail/admin/staticfiles.py: an address stays as it is, any other name is looked up as by `static`.
      case 'versioned_static':
        if (first !== undefined && !/^(?:https?:\/\/|\/)/.test(literalOf(first.text) ?? ''))
          this.#static(token, words, first, tokens, index)
        break
      case 'get_static_prefix':
        if (words[1]?.text === 'as' && words[2] !== undefined) this.#prefixes.add(words[2].text)
        else this.#afterPrefix(tokens, index)
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

  #static(
    token: TemplateToken,
    words: readonly Word[],
    word: Word,
    tokens: readonly TemplateToken[],
    index: number,
  ): void {
    const name = literalOf(word.text)
    const offset = token.offset + word.offset
    if (name === null) return this.#reference('django-static', offset, word.text, null, ANOTHER_NAME)
    // With `as` the tag prints nothing.
    const rest = words[2]?.text === 'as' ? null : restBehindName(name, tokens, index)
    this.#reference('django-static', offset + 1, word.text.slice(1, -1), name, null, rest)
  }

  #variable(token: TemplateToken, tokens: readonly TemplateToken[], index: number): void {
    if (token.content === 'block.super') this.#add({ kind: 'super' })
    else if (this.#prefixes.has(token.content)) this.#afterPrefix(tokens, index)
  }

  /** `{% get_static_prefix %}css/site.css`: the path is what stands behind the tag. */
  #afterPrefix(tokens: readonly TemplateToken[], index: number): void {
    const at = tokens.findIndex(({ kind }, other) => other > index && kind !== 'comment')
    const next = tokens[at]
    const whole = restOfAddress('', tokens, index + 1)
    if (whole === null || next === undefined) return
    const url = whole.isKnown ? whole.text : null
    const text = next.kind === 'text' ? pathAfterPrefix(next.content) : next.content
    const rest = next.kind === 'text' && text === next.content ? restOfAddress(text, tokens, at + 1) : null
    this.#reference('django-prefix', next.offset, text, url, url === null ? ANOTHER_NAME : null, rest)
  }

  #text(tokens: readonly TemplateToken[], index: number): void {
    for (const { offset, text, name, rest } of writtenPaths(tokens, index, this.#staticUrl))
      this.#reference('django-hard-coded', offset, text, name, name === null ? ANOTHER_NAME : null, rest)
  }

  #reference(
    kind: FoundReference['kind'],
    offset: number,
    text: string,
    url: string | null,
    note: string | null,
    rest: RestOfAddress | null = null,
  ): void {
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
      ...(rest === null ? {} : { rest }),
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
