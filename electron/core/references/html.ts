import { type DefaultTreeAdapterMap, defaultTreeAdapter as tree, parse, type Token } from 'parse5'
import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'
import { readCss, readDeclarations } from './css.ts'
import type { Circumstance } from './circumstance.ts'
import { attributesOf, isSvg, type NamedBy } from './html-attributes.ts'
import { readImportMap } from './import-map.ts'
import { readJavaScript } from './javascript.ts'
import { neverAsked } from './never-asked.ts'
import { NOTHING_READ } from './pack-reading.ts'
import { type FoundAt, placesOf } from './places.ts'
import { splitSrcset } from './srcset.ts'

type Element = DefaultTreeAdapterMap['element']
type Node = DefaultTreeAdapterMap['node']

/** Types of `<script>` that browsers run; any other makes its content data (HTML, "prepare the script element"). */
const SCRIPT_TYPES =
  /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript))$/i

/**
 * Without one of these attributes with a value, and of these elements, a page names no file and need not be parsed. A
 * `style` needs a function or an at-rule as well, both of which an entity may write.
 */
const MAY_REFER =
  /(?:href|src|srcset|data|poster|background)\s*=|<(?:base|style|script)|url\(|style\s*=\s*(?:"[^"]*[(@&]|'[^']*[(@&]|[^"'\s])/i
/** Attributes of SVG that may hold the address of another document. */
const PRESENTATION = /^(?:clip-path|cursor|fill|filter|marker-start|marker-mid|marker-end|mask|stroke)$/
/** `<?xml-stylesheet href="a.css"?>` of XML documents, as the parser of HTML gives it (W3C, "Associating Style Sheets"). */
const XML_STYLE = /^\?xml-stylesheet\s(?:[^]*?\s)?href\s*=\s*(["'])([^]*?)\1/

/**
 * The references of an HTML page, or of an SVG file, as a browser's parser finds them: attributes, inline styles and
 * scripts, import maps. Any text is HTML, so nothing of it is unreadable; inline scripts that do not parse are passed over.
 * @param text the whole file
 * @param isXml SVG and XHTML, which browsers read as XML when they go to them
 */
export function readHtml(text: string, isXml = false): BrowserReading {
  if (!MAY_REFER.test(text)) return NOTHING_READ
  const reader = new PageReader(text, isXml)
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
  readonly isXml: boolean
  readonly found: FoundAt[] = []
  documentBase: string | null = null
  importMap: ReadonlyMap<string, string> | null = null

  constructor(text: string, isXml: boolean) {
    this.#text = text
    this.isXml = isXml
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
      if (tree.isCommentNode(node)) this.#comment(node)
      if ('childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push([child, inner])
    }
  }

  #comment(node: DefaultTreeAdapterMap['commentNode']): void {
    const start = node.sourceCodeLocation?.startOffset
    const match = this.isXml && start !== undefined ? XML_STYLE.exec(node.data) : null
    const url = match?.[2] ?? ''
    if (start === undefined || match === null) return
    // The parser leaves out the `<`.
    const offset = start + 1 + match[0].length - url.length - 1
    const when = neverAsked(url) ?? { request: 'requested' as const, condition: null }
    this.found.push({ kind: 'html-style', offset, text: url, url, base: 'file', ...when })
  }

  #element(element: Element, when: string | null): void {
    if (element.tagName === 'base') {
      const href = element.attrs.find(({ name }) => name === 'href')
      if (this.documentBase === null && href !== undefined) this.documentBase = href.value
    }
    for (const named of attributesOf(element)) this.#attribute(element, named, when)
    const style = element.attrs.find(({ name }) => name === 'style')
    if (style !== undefined) this.#styleAttribute(element, style, when)
    if (isSvg(element)) this.#presentation(element, when)
    if (element.tagName === 'script' && !element.attrs.some(({ name }) => name === 'src')) this.#script(element, when)
    if (element.tagName === 'style') this.#style(element, when)
  }

  #attribute(element: Element, { attribute, kind, isSrcset, when }: NamedBy, outer: string | null): void {
    const at = this.#valueOffset(element, attribute)
    if (at === null) return
    const candidates = isSrcset ? splitSrcset(attribute.value) : [{ offset: 0, url: attribute.value.trim() }]
    for (const { offset, url } of candidates) {
      const written = this.#written(at, attribute.value, offset, url)
      // Only links, and references to elements, look for a fragment in the document: a picture of it is asked for again.
      const isPart = url.startsWith('#') && !/^(?:svg-href|html-anchor|html-base)$/.test(kind)
      const never = isPart && when.request !== 'never' ? null : neverAsked(url)
      this.found.push({ kind, ...written, url, base: 'file', ...(never ?? combined(when, outer)) })
    }
  }

  /** Entities make the written text longer than the value: then the whole value as it is written stands for its URL. */
  #written(at: Value, value: string, offset: number, url: string): Pick<FoundAt, 'offset' | 'text'> {
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
    for (const found of readDeclarations(attribute.value)) this.#inAttribute(found, at, attribute, outer)
  }

  /** Attributes of SVG that stand for CSS properties, as `fill="url(a.svg#x)"` (SVG 2, "presentation attributes"). */
  #presentation(element: Element, outer: string | null): void {
    for (const attribute of element.attrs) {
      if (!PRESENTATION.test(attribute.name) || !attribute.value.includes('(')) continue
      const at = this.#valueOffset(element, attribute)
      const property = `${attribute.name}:`
      if (at === null) continue
      for (const found of readDeclarations(property + attribute.value))
        this.#inAttribute({ ...found, offset: found.offset - property.length }, at, attribute, outer)
    }
  }

  #inAttribute(
    found: Omit<FoundAt, 'base'> & { readonly base: FoundAt['base'] },
    at: Value,
    { value }: Token.Attribute,
    outer: string | null,
  ): void {
    const written = this.#written(at, value, found.offset, found.text)
    this.found.push({ ...found, ...written, ...combined(found, outer) })
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

function withoutPlace({ kind, text, url, base, offset, request, condition }: FoundReference): FoundAt {
  return { kind, text, url, base, offset, request, condition }
}

function combined({ request, condition }: Circumstance, outer: string | null): Circumstance {
  if (outer === null || request === 'never') return { request, condition }
  return { request: 'conditional', condition: condition === null ? outer : `${outer}, ${condition}` }
}
