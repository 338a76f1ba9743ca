/**
 * Properties of CSS whose value may hold a URL or an image, so that a `url()` in them is asked for. A declaration of any
 * other property with a URL is invalid and dropped by the browser (CSS Syntax Level 3, section 8: invalid at parse time).
 */
const PROPERTIES = new Set([
  'background',
  'background-image',
  'border-image',
  'border-image-source',
  'content',
  'cursor',
  'list-style',
  'list-style-image',
  'mask',
  'mask-image',
  'mask-border',
  'mask-border-source',
  'mask-box-image',
  'mask-box-image-source',
  'box-reflect',
  'filter',
  'backdrop-filter',
  'clip-path',
  'shape-outside',
  'offset',
  'offset-path',
  'fill',
  'stroke',
  'marker',
  'marker-start',
  'marker-mid',
  'marker-end',
  'src',
])

/** Whether browsers take a URL in this property; vendor prefixes of Chromium and WebKit count as the property itself. */
export function takesUrl(property: string): boolean {
  return PROPERTIES.has(property.toLowerCase().replace(/^-(?:webkit|moz)-/, ''))
}

/**
 * What a property sets, as far as images go: a shorthand and its part for the image are one, and so are a vendor's name
 * and the standard's. The last of the same in a rule counts.
 */
export function imageSlot(property: string): string {
  return property
    .toLowerCase()
    .replace(/^-webkit-/, '')
    .replace(/^(background|list-style|mask)-image$|^(border-image|mask-border)-source$|^(offset)-path$/, '$1$2$3')
}
