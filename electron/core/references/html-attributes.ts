import type { DefaultTreeAdapterMap, Token } from 'parse5'
import type { ReferenceKind } from '../../../shared/model/reference.ts'
import { ALWAYS, type Circumstance } from './circumstance.ts'

type Element = DefaultTreeAdapterMap['element']

/** An attribute that names a file. */
export type NamedBy = {
  readonly attribute: Token.Attribute
  readonly kind: ReferenceKind
  readonly isSrcset: boolean
  readonly when: Circumstance
}

/** What is only taken over from another element; most browsers look for that in the same document alone. */
const FROM_OTHERS: Circumstance = { request: 'conditional', condition: 'in browsers that take it from other documents' }
const CHOSEN: Circumstance = { request: 'conditional', condition: 'when the browser chooses this picture' }

/** The attributes of an element that name files, by the HTML and SVG standards. */
export function attributesOf(element: Element): NamedBy[] {
  const named: NamedBy[] = []
  const value = (name: string): string | null => element.attrs.find((one) => one.name === name)?.value ?? null
  const add = (name: string, kind: ReferenceKind, when = ALWAYS, isSrcset = false): void => {
    const attribute = element.attrs.find((one) => one.name === name)
    if (attribute !== undefined) named.push({ attribute, kind, isSrcset, when })
  }
  const lazily: Circumstance =
    value('loading') === 'lazy' ? { request: 'conditional', condition: 'when it comes near the window' } : ALWAYS
  switch (element.tagName) {
    case 'base':
      add('href', 'html-base', { request: 'never', condition: 'it is what other addresses are relative to' })
      break
    case 'script':
      add('src', 'html-script', scriptWhen(value('type'), value('nomodule') !== null))
      if (isSvg(element)) addHref('html-script')
      break
    case 'link':
      add('href', linkKind(value('rel')), linkWhen(value))
      add('imagesrcset', 'html-srcset', CHOSEN, true)
      break
    case 'img':
      add(
        'src',
        'html-image',
        value('srcset') !== null
          ? { request: 'conditional', condition: 'when no picture of srcset is chosen' }
          : hasSources(element)
            ? { request: 'conditional', condition: 'when no source of the picture is chosen' }
            : lazily,
      )
      add('srcset', 'html-srcset', CHOSEN, true)
      break
    case 'source':
      add('src', 'html-media', { request: 'conditional', condition: 'when the browser chooses this source' })
      add('srcset', 'html-srcset', CHOSEN, true)
      break
    case 'video':
    case 'audio':
      add(
        'src',
        'html-media',
        value('preload') === 'none' ? { request: 'conditional', condition: 'when it is played' } : ALWAYS,
      )
      add('poster', 'html-poster')
      break
    case 'track':
      add('src', 'html-media', { request: 'conditional', condition: 'when the track is shown' })
      break
    case 'embed':
      add('src', 'html-object')
      break
    case 'object':
      add('data', 'html-object')
      break
    case 'iframe':
    case 'frame':
      add('src', 'html-frame', lazily)
      break
    case 'input':
      if (value('type')?.toLowerCase() === 'image') add('src', 'html-image')
      break
    case 'body':
    case 'table':
    case 'td':
    case 'th':
      add('background', 'html-image')
      break
    case 'a':
    case 'area':
      add('href', 'html-anchor', { request: 'conditional', condition: 'when the link is followed' })
      if (isSvg(element)) addHref('html-anchor')
      break
    default:
      if (
        isSvg(element) &&
        /^(?:use|image|feImage|mpath|textPath|linearGradient|radialGradient|pattern|filter)$/i.test(element.tagName)
      )
        addHref('svg-href', /^(?:use|image|feImage)$/i.test(element.tagName) ? ALWAYS : FROM_OTHERS)
  }
  return named

  /** SVG 2 reads `href`, and `xlink:href` only without it; parse5 gives both the name `href`. */
  function addHref(kind: ReferenceKind, when = ALWAYS): void {
    const hrefs = element.attrs.filter(({ name }) => name === 'href')
    const attribute = hrefs.find(({ prefix }) => !prefix) ?? hrefs[0]
    if (attribute !== undefined && !named.some((one) => one.attribute === attribute))
      named.push({
        attribute,
        kind,
        isSrcset: false,
        when: kind === 'html-anchor' ? { request: 'conditional', condition: 'when the link is followed' } : when,
      })
  }
}

/** Whether a `<source>` stands before it in its `<picture>`. */
function hasSources({ parentNode }: Element): boolean {
  return parentNode?.nodeName === 'picture' && parentNode.childNodes.some(({ nodeName }) => nodeName === 'source')
}

/** Whether an element is one of SVG. */
export function isSvg({ namespaceURI }: Element): boolean {
  return namespaceURI === 'http://www.w3.org/2000/svg'
}

function scriptWhen(type: string | null, isForOldBrowsers: boolean): Circumstance {
  if (isForOldBrowsers) return { request: 'never', condition: 'nomodule is for browsers without modules' }
  const known = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(type?.trim() ?? '')
  return known ? ALWAYS : { request: 'never', condition: `browsers run no script of type ${type ?? ''}` }
}

/** The last-known words of `rel` that make a browser load something (HTML, "link types"). */
function linkKind(rel: string | null): ReferenceKind {
  const words = wordsOf(rel)
  if (words.includes('stylesheet')) return 'html-style'
  return words.some((word) => /^(?:modulepreload|preload|prefetch)$/.test(word)) ? 'html-preload' : 'html-link'
}

function linkWhen(value: (name: string) => string | null): Circumstance {
  const rel = value('rel')
  const words = wordsOf(rel)
  if (words.includes('stylesheet')) {
    const type = value('type')?.trim().toLowerCase().replace(/;.*$/s, '') ?? ''
    if (type !== '' && type !== 'text/css')
      return { request: 'never', condition: `browsers know no styles of type ${type}` }
    if (value('disabled') !== null || words.includes('alternate'))
      return { request: 'conditional', condition: 'when this style is chosen' }
    // Browsers load a sheet whose media does not match too, only later.
    return { request: 'requested', condition: value('media') }
  }
  if (words.includes('modulepreload')) return ALWAYS
  if (words.includes('preload'))
    return value('as') === null
      ? { request: 'never', condition: 'preload needs to be told by "as" what it is for' }
      : ALWAYS
  if (words.includes('prefetch'))
    return { request: 'conditional', condition: 'when the browser has nothing else to do' }
  if (words.some((word) => /^(?:icon|apple-touch-icon|apple-touch-icon-precomposed|mask-icon)$/.test(word)))
    return { request: 'conditional', condition: 'when the browser chooses this icon' }
  if (words.includes('manifest')) return { request: 'conditional', condition: 'where the page can be installed' }
  return { request: 'never', condition: `browsers load nothing for rel="${rel ?? ''}"` }
}

function wordsOf(rel: string | null): string[] {
  return (rel ?? '').toLowerCase().split(/\s+/)
}
