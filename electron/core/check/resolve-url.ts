import type { FoundReference } from '../../../shared/model/reference.ts'

/** The place of a file on the site. */
export type Site = {
  /** STATIC_URL, script prefix included: a path, or an address of another host. */
  readonly staticUrl: string
  /** What `<base href>` says; null for files without one. */
  readonly documentBase: string | null
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
 * Resolves a URL as a browser does (URL Standard), from the address of the file that it stands in.
 * @param url as it is served, entities and escapes decoded
 * @param file path of the file below STATIC_URL
 */
export function resolveUrl(url: string, reference: FoundReference, file: string, site: Site): Resolved {
  const home = URL.parse(site.staticUrl, `${HOST}/`)
  const own = home === null ? null : URL.parse(encodePath(file), home.href)
  if (home === null || own === null) return { kind: 'unknown', why: 'STATIC_URL is no address' }
  const isBare = reference.base === 'document' && reference.kind.startsWith('js-') && isBareName(url, reference.kind)
  const mapped = isBare ? mappedBy(site.importMap, url) : url
  if (mapped === null)
    return {
      kind: 'unknown',
      why: 'a bare name is an address only with an import map of the page that loads the module',
    }
  const base =
    site.documentBase === null || reference.base !== 'file' ? own : (URL.parse(site.documentBase, own.href) ?? own)
  if (reference.base !== 'file' && !isBare && !isAbsolute(mapped))
    return {
      kind: 'unknown',
      why:
        reference.base === 'user'
          ? 'it counts from the style sheet that uses the property'
          : 'it counts from the page that runs the script',
    }
  const resolved = URL.parse(mapped, base.href)
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
