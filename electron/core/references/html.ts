import { type DefaultTreeAdapterMap, defaultTreeAdapter as tree, parse, type Token } from 'parse5'
import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'
import { readCss, readDeclarations } from './css.ts'
import { attributesOf, type Circumstance, type NamedBy } from './html-attributes.ts'
import { readImportMap } from './import-map.ts'
import { readJavaScript } from './javascript.ts'
import { neverAsked } from './never-asked.ts'
import { placesOf } from './places.ts'
import { splitSrcset } from './srcset.ts'

type Element = DefaultTreeAdapterMap['element']
type Node = DefaultTreeAdapterMap['node']
type Found = Omit<FoundReference, 'line' | 'column'>

/** Types of `<script>` that browsers run; any other makes its content data (HTML, "prepare the script element"). */
const SCRIPT_TYPES =
  /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript))$/i

/** Without one of these attributes and elements a page names no file and need not be parsed. */
const MAY_REFER = /href|src|style|script|data|poster|background/i

/**
 * The references of an HTML page, or of an SVG file, as a browser's parser finds them: attributes, inline styles and
 * scripts, import maps. Any text is HTML, so nothing of it is unreadable; inline scripts that do not parse are passed over.
 * @param text the whole file
 */
export function readHtml(text: string): BrowserReading {
  if (!MAY_REFER.test(text)) return { references: [], unreadable: null, documentBase: null, importMap: null }
  const reader = new PageReader(text)
  const root = parse(text, { sourceCodeLocationInfo: true, scriptingEnabled: false })
  reader.read(root)
  const places = placesOf(text)
  const references = reader.found
    .toSorted((one, other) => one.offset - other.offset)
    .map((reference) => ({ ...reference, ...places(reference.offset) }))
  return { references, unreadable: null, documentBase: reader.documentBase, importMap: reader.importMap }
}

class PageReader {
  readonly #text: string
  readonly found: Found[] = []
  documentBase: string | null = null
  importMap: ReadonlyMap<string, string> | null = null

  constructor(text: string) {
    this.#text = text
  }

  /** Walks the tree without recursion: pages nest as deep as they like. */
  read(root: Node): void {
    const waiting: [node: Node, when: string | null][] = [[root, null]]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, when] = next
      let inner = when
      if (tree.isElementNode(node)) {
        this.#element(node, when)
        if (node.tagName === 'noscript') inner = 'without scripts'
        if (node.tagName === 'template' && 'content' in node) {
          waiting.push([(node as DefaultTreeAdapterMap['template']).content, 'when a script uses the template'])
          continue
        }
      }
      if ('childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push([child, inner])
    }
  }

  #element(element: Element, when: string | null): void {
    if (element.tagName === 'base') {
      const href = element.attrs.find(({ name }) => name === 'href')
      if (this.documentBase === null && href !== undefined) this.documentBase = href.value
    }
    for (const named of attributesOf(element)) this.#attribute(element, named, when)
    const style = element.attrs.find(({ name }) => name === 'style')
    if (style !== undefined) this.#styleAttribute(element, style, when)
    if (element.tagName === 'script' && !element.attrs.some(({ name }) => name === 'src')) this.#script(element, when)
    if (element.tagName === 'style') this.#style(element, when)
  }

  #attribute(element: Element, { attribute, kind, isSrcset, when }: NamedBy, outer: string | null): void {
    const at = this.#valueOffset(element, attribute)
    if (at === null) return
    const candidates = isSrcset ? splitSrcset(attribute.value) : [{ offset: 0, url: attribute.value.trim() }]
    for (const { offset, url } of candidates) {
      const written = this.#written(at, attribute.value, offset, url)
      this.found.push({ kind, ...written, url, base: 'file', ...(neverAsked(url) ?? combined(when, outer)) })
    }
  }

  /** Entities make the written text longer than the value: then the whole value as it is written stands for its URL. */
  #written(at: Value, value: string, offset: number, url: string): Pick<Found, 'offset' | 'text'> {
    const raw = this.#text.slice(at.start, at.end)
    const start = value === raw ? value.indexOf(url, offset) : raw.indexOf(url)
    if (start >= 0) return { offset: at.start + start, text: url }
    return { offset: at.start, text: raw.trim() }
  }

  /** Where the value of an attribute stands, without its quotes. */
  #valueOffset(element: Element, { name, prefix }: Token.Attribute): Value | null {
    const location = element.sourceCodeLocation?.attrs?.[prefix ? `${prefix}:${name}` : name]
    if (location == null) return null
    const written = this.#text.slice(location.startOffset, location.endOffset)
    const equals = /^[^=]*=\s*/.exec(written)
    if (equals === null) return null
    const start = location.startOffset + equals[0].length
    const isQuoted = /^["']/.test(this.#text.charAt(start))
    return isQuoted ? { start: start + 1, end: location.endOffset - 1 } : { start, end: location.endOffset }
  }

  #styleAttribute(element: Element, attribute: Token.Attribute, outer: string | null): void {
    const at = this.#valueOffset(element, attribute)
    if (at === null) return
    for (const found of readDeclarations(this.#text.slice(at.start, at.end)))
      this.found.push({ ...found, offset: found.offset + at.start, ...combined(found, outer) })
  }

  #style(element: Element, outer: string | null): void {
    for (const child of element.childNodes) {
      const start = child.sourceCodeLocation?.startOffset
      const end = child.sourceCodeLocation?.endOffset
      if (start === undefined || end === undefined) continue
      for (const found of readCss(this.#text.slice(start, end)).references)
        this.found.push({ ...withoutPlace(found), offset: found.offset + start, ...combined(found, outer) })
    }
  }

  #script(element: Element, outer: string | null): void {
    const type = element.attrs.find(({ name }) => name === 'type')?.value.trim() ?? ''
    const [content] = element.childNodes
    const start = content?.sourceCodeLocation?.startOffset
    const end = content?.sourceCodeLocation?.endOffset
    if (start === undefined || end === undefined) return
    const text = this.#text.slice(start, end)
    if (type.toLowerCase() === 'importmap') {
      const map = readImportMap(text)
      this.importMap ??= map.addresses
      for (const found of map.references) this.found.push({ ...found, offset: found.offset + start })
      return
    }
    if (!SCRIPT_TYPES.test(type)) return
    for (const found of readJavaScript(text).references)
      this.found.push({ ...withoutPlace(found), offset: found.offset + start, ...combined(found, outer) })
  }
}

type Value = { readonly start: number; readonly end: number }

function withoutPlace({ kind, text, url, base, offset, request, condition }: FoundReference): Found {
  return { kind, text, url, base, offset, request, condition }
}

function combined({ request, condition }: Circumstance, outer: string | null): Circumstance {
  if (outer === null || request === 'never') return { request, condition }
  return { request: 'conditional', condition: condition === null ? outer : `${outer}, ${condition}` }
}
