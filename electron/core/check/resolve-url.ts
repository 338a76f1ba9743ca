import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'

/** The place of a file on the site. */
export type Site = {
  /** Where STATIC_URL is; null for a STATIC_URL that is no address. */
  readonly home: URL | null
  /** Address of the file itself. */
  readonly own: URL | null
  /** What `<base href>` makes relative addresses count from; the file itself where there is none. */
  readonly document: URL | null
  /** Bare names that an import map of the page gives addresses to. */
  readonly importMap: ReadonlyMap<string, string> | null
}

/** Where a reference leads. */
export type Resolved =
  /** `path` below STATIC_URL, percent-decoded, without query and fragment. */
  | { readonly kind: 'static'; readonly path: string }
  | { readonly kind: 'elsewhere'; readonly address: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string }

/** Stands for the host that serves the site; no real host is called so (RFC 2606). */
const HOST = 'https://site.invalid'

/**
 * The place of one file.
 * @param staticUrl STATIC_URL, script prefix included: a path, or an address of another host
 * @param file path of the file below STATIC_URL
 */
export function siteOf(
  staticUrl: string,
  file: string,
  { documentBase, importMap }: Pick<BrowserReading, 'documentBase' | 'importMap'>,
): Site {
  const home = URL.parse(staticUrl, `${HOST}/`)
  const own = home === null ? null : URL.parse(encodePath(file), home.href)
  const document = own === null || documentBase === null ? own : (URL.parse(documentBase, own.href) ?? own)
  return { home, own, document, importMap }
}

/**
 * Resolves a URL as a browser does (URL Standard), from the address of the file that it stands in.
 * @param url as it is served, entities and escapes decoded
 */
export function resolveUrl(url: string, reference: FoundReference, site: Site): Resolved {
  const { home, own, document } = site
  if (home === null || own === null || document === null) return { kind: 'unknown', why: 'STATIC_URL is no address' }
  const isModuleName = isBareName(url, reference.kind)
  const mapped = isModuleName ? mappedBy(site.importMap, url) : url
  if (mapped === null)
    return {
      kind: 'unknown',
      why: 'a bare name is an address only with an import map of the page that loads the module',
    }
  if (reference.base !== 'file' && !isModuleName && !isAbsolute(mapped))
    return {
      kind: 'unknown',
      why:
        reference.base === 'user'
          ? 'it counts from the style sheet that uses the property'
          : 'it counts from the page that runs the script',
    }
  // Without a <base> both are the same.
  const resolved = URL.parse(mapped, document.href)
  if (resolved === null) return { kind: 'none' }
  if (resolved.origin !== home.origin || !resolved.pathname.startsWith(home.pathname))
    return { kind: 'elsewhere', address: addressOf(resolved) }
  return { kind: 'static', path: decodePath(resolved.pathname.slice(home.pathname.length)) }
}

function isBareName(url: string, kind: FoundReference['kind']): boolean {
  return /^js-(?:import|export|dynamic-import)$/.test(kind) && !/^(?:\.{0,2}\/|[a-z][a-z0-9+.-]*:)/i.test(url)
}

/** The longest entry that fits: a whole name, or a prefix that ends in a slash (HTML, "resolve an imports match"). */
function mappedBy(map: ReadonlyMap<string, string> | null, name: string): string | null {
  if (map === null) return null
  const exact = map.get(name)
  if (exact !== undefined) return exact
  const prefix = [...map.keys()]
    .filter((key) => key.endsWith('/') && name.startsWith(key))
    .reduce((longest, key) => (key.length > longest.length ? key : longest), '')
  return prefix === '' ? null : (map.get(prefix) ?? '') + name.slice(prefix.length)
}

function isAbsolute(url: string): boolean {
  return url.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(url)
}

function addressOf({ href, origin, pathname, search }: URL): string {
  return origin === HOST ? pathname + search : href
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** Servers decode what they can; a percent sign that stands for nothing stays. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
      try {
        return decodeURIComponent(escape)
      } catch {
        return escape
      }
    })
  }
}
