import type { FoundReference } from './reference.ts'

/** A place in a template. */
export type TemplatePlace = Pick<FoundReference, 'offset' | 'line' | 'column'>

/** Another template that one names: null where the name is made when the page is rendered. */
export type NamedTemplate = TemplatePlace & { readonly name: string | null }

/** What a template renders, in order. */
export type TemplateItem =
  | { readonly kind: 'reference'; readonly reference: FoundReference }
  | { readonly kind: 'include'; readonly template: NamedTemplate }
  | { readonly kind: 'block'; readonly name: string; readonly items: readonly TemplateItem[] }
  /** `{{ block.super }}`: what the parent has in this block. */
  | { readonly kind: 'super' }

/** One template, read without being rendered. */
export type TemplateReading = {
  readonly engine: 'django' | 'jinja2'
  /** The template that it extends; null if it stands alone. */
  readonly parent: NamedTemplate | null
  /** With a parent only its blocks are rendered. */
  readonly items: readonly TemplateItem[]
}
