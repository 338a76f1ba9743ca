import type { FoundReference } from '../model/reference.ts'
import type { NamedTemplate, TemplateItem, TemplateReading } from '../model/template.ts'

/** A reference that rendering a page comes to, and the template that it stands in. */
export type PageReference = { readonly template: string; readonly reference: FoundReference }

/** A page as far as it is known without rendering it. */
export type Page = {
  /** Name of the template that is rendered. */
  readonly template: string
  readonly references: readonly PageReference[]
  /** Templates that could not be followed: named when the page is rendered, or not there. */
  readonly unknown: readonly (NamedTemplate & { readonly template: string })[]
}

/**
 * Names of templates that code renders: of each list the first that there is (`select_template`, django/template/loader.py).
 */
export type RenderedNames = readonly (readonly string[])[]

/** What Django's own views render where a project has it (django/views/defaults.py and csrf.py). */
const RENDERED_BY_DJANGO = ['400.html', '403.html', '403_csrf.html', '404.html', '500.html']
/** Templates that extend or include each other in a ring are followed this deep; no page nests deeper. */
const DEEPEST = 50
/** A page that comes to more has templates that multiply each other in a ring; what is known by then is enough. */
const MOST_REFERENCES = 100_000

/**
 * The pages of a project: what rendering each template comes to, with `{% extends %}` and `{% include %}` followed. A
 * template that another extends or includes is a part, and no page of its own, unless code renders it too.
 * @param templates by the name under which the loaders find them
 * @param rendered what code is known to render; not given: nothing but what Django's own views do
 */
export function pagesOf(templates: ReadonlyMap<string, TemplateReading>, rendered: RenderedNames = []): Page[] {
  const named = new Set<string>()
  for (const reading of templates.values()) {
    if (reading.parent?.name) named.add(reading.parent.name)
    for (const name of includedBy(reading.items)) named.add(name)
  }
  for (const name of RENDERED_BY_DJANGO) named.delete(name)
  for (const names of rendered) named.delete(names.find((name) => templates.has(name)) ?? '')
  return [...templates.keys()].filter((name) => !named.has(name)).map((name) => pageOf(name, templates))
}

/** One page: the template and all that it extends and includes. */
export function pageOf(name: string, templates: ReadonlyMap<string, TemplateReading>): Page {
  const renderer = new Renderer(templates)
  renderer.render(name, [])
  return { template: name, references: renderer.references, unknown: renderer.unknown }
}

/** A template of a chain of parents, the youngest first, with its blocks by name. */
type Link = { readonly template: string; readonly reading: TemplateReading; readonly blocks: Blocks }
type Blocks = ReadonlyMap<string, readonly TemplateItem[]>

class Renderer {
  readonly references: PageReference[] = []
  readonly unknown: (NamedTemplate & { readonly template: string })[] = []
  readonly #templates: ReadonlyMap<string, TemplateReading>

  constructor(templates: ReadonlyMap<string, TemplateReading>) {
    this.#templates = templates
  }

  /** @param above the templates that include this one, so that a ring ends */
  render(template: string, above: readonly string[]): void {
    const chain = this.#chainOf(template)
    const oldest = chain.at(-1)
    if (oldest === undefined) return
    const inner = [...above, template]
    if (oldest.reading.parent === null) this.#items(oldest.template, oldest.reading.items, chain, null, inner)
    // Without its parent nobody knows which blocks are shown: all of them are taken.
    else for (const block of oldest.blocks.keys()) this.#block(block, 0, chain, inner)
  }

  #chainOf(template: string): Link[] {
    const chain: Link[] = []
    let at: string | null = template
    while (at !== null && chain.length < DEEPEST) {
      const reading = this.#templates.get(at)
      if (reading === undefined) break
      chain.push({ template: at, reading, blocks: blocksOf(reading.items) })
      const parent: NamedTemplate | null = reading.parent
      if (parent !== null && this.#isUnknown(parent)) this.unknown.push({ ...parent, template: at })
      at = parent?.name ?? null
    }
    return chain
  }

  #items(
    owner: string,
    items: readonly TemplateItem[],
    chain: readonly Link[],
    block: { readonly name: string; readonly level: number } | null,
    above: readonly string[],
  ): void {
    for (const item of items) {
      if (this.references.length >= MOST_REFERENCES) return
      if (item.kind === 'reference') this.references.push({ template: owner, reference: item.reference })
      else if (item.kind === 'block') this.#block(item.name, 0, chain, above)
      else if (item.kind === 'super') {
        if (block !== null) this.#block(block.name, block.level + 1, chain, above)
      } else if (this.#isUnknown(item.template)) this.unknown.push({ ...item.template, template: owner })
      else if (item.template.name !== null && !above.includes(item.template.name))
        this.render(item.template.name, above)
    }
  }

  /** The block of the youngest template that has it, from a level on: a parent's own comes by `{{ block.super }}` alone. */
  #block(name: string, from: number, chain: readonly Link[], above: readonly string[]): void {
    const level = chain.findIndex(({ blocks }, index) => index >= from && blocks.has(name))
    const link = chain[level]
    const items = link?.blocks.get(name)
    if (link !== undefined && items !== undefined) this.#items(link.template, items, chain, { name, level }, above)
  }

  #isUnknown({ name }: NamedTemplate): boolean {
    return name === null || !this.#templates.has(name)
  }
}

function blocksOf(items: readonly TemplateItem[]): Blocks {
  const blocks = new Map<string, readonly TemplateItem[]>()
  const add = (list: readonly TemplateItem[]): void => {
    for (const item of list)
      if (item.kind === 'block') {
        blocks.set(item.name, item.items)
        add(item.items)
      }
  }
  add(items)
  return blocks
}

function includedBy(items: readonly TemplateItem[]): string[] {
  return items.flatMap((item) => {
    if (item.kind === 'block') return includedBy(item.items)
    return item.kind === 'include' && item.template.name !== null ? [item.template.name] : []
  })
}
