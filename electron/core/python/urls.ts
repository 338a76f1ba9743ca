import { encodeStrict } from './file-names.ts'
import { ipAddressKind } from './ip-address.ts'
import { PythonError } from './python-error.ts'
import { pythonRepr } from './strings.ts'

/*
 * urllib.parse of CPython 3.9.18, 3.10.13, 3.11.7, 3.12.1 and 3.13.0. Four sets of rules are told apart:
 * - `before-3.11`: a scheme may start with any scheme character, hosts in brackets are not checked;
 * - `before-3.12`: both are checked, the scheme `rtsps` is known;
 * - `before-3.12.2`: the scheme `itms-services` is known too; `urlunsplit` still drops slashes at the start of a path without a host;
 * - `later`: `urlunsplit` keeps them (seen in 3.13.0).
 */
export type UrlRules = 'before-3.11' | 'before-3.12' | 'before-3.12.2' | 'later'

/** What `urllib.parse.urlsplit` gives. */
export type UrlParts = {
  readonly scheme: string
  readonly netloc: string
  readonly path: string
  readonly query: string
  readonly fragment: string
}

const ASCII_WITH_ESCAPE = /[\x00-\x7f]*%[\x00-\x7f]*/g
const HEX_PAIR = /%([0-9A-Fa-f]{2})/g

/**
 * `urllib.parse.unquote(text)`: percent escapes as UTF-8, what is not UTF-8 as U+FFFD. Python decodes each run of ASCII
 * characters by itself, so an escape never joins another beyond a character that is not ASCII; those pass through untouched.
 */
export function unquote(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(ASCII_WITH_ESCAPE, unquoteAscii)
}

function unquoteAscii(run: string): string {
  const bytes = run.replace(HEX_PAIR, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const ALWAYS_SAFE = 'A-Za-z0-9_.\\-~'
const escaperBySafe = new Map<string, RegExp>()

/**
 * `urllib.parse.quote(text, safe)`: UTF-8 bytes that are neither letters, digits, `_.-~` nor in `safe` as `%XX`, upper case.
 * Characters of `safe` that are not ASCII do not count. Throws PythonError `UnicodeEncodeError` for a lone surrogate.
 */
export function quotePath(text: string, safe: string): string {
  let escaper = escaperBySafe.get(safe)
  if (escaper === undefined) {
    const extra = safe.replace(/[^\x00-\x7f]/g, '').replace(/[\\\]^-]/g, '\\$&')
    escaper = new RegExp(`[^${ALWAYS_SAFE}${extra}]+`, 'g')
    escaperBySafe.set(safe, escaper)
  }
  if (text.search(escaper) === -1) return text
  if (!text.isWellFormed()) encodeStrict(text)
  return text.replace(escaper, percentEncode)
}

function percentEncode(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex').toUpperCase().replace(/../g, '%$&')
}

const PLAIN_PATH = /^[A-Za-z0-9_.\-~/!*()']*$/

/** `django.utils.encoding.filepath_to_uri` (3.2 to 6.1): backslashes as slashes, then quoted. Throws as {@link quotePath} does. */
export function filePathToUri(path: string): string {
  if (PLAIN_PATH.test(path)) return path
  return quotePath(path.replaceAll('\\', '/'), "/~!*()'")
}

const LEADING_CONTROLS = /^[\x00-\x20]+/
const REMOVED = /[\t\r\n]/g
const SCHEME = /^[A-Za-z0-9+\-.]+$/
const NETLOC_END = /[/?#]/g
const PLAIN_URL = /^[^\x00-\x20:#?\x7f-\uffff]*$/

/** `urllib.parse.urlsplit(url)`. Throws PythonError `ValueError` for a host in bad brackets or one that hides a delimiter (NFKC). */
export function urlSplit(url: string, rules: UrlRules = 'later'): UrlParts {
  // Most references are plain relative paths.
  if (PLAIN_URL.test(url) && !url.startsWith('//'))
    return { scheme: '', netloc: '', path: url, query: '', fragment: '' }
  let rest = url.replace(LEADING_CONTROLS, '').replace(REMOVED, '')
  let scheme = ''
  let netloc = ''
  const colon = rest.indexOf(':')
  if (colon > 0 && isScheme(rest.slice(0, colon), rules)) {
    scheme = rest.slice(0, colon).toLowerCase()
    rest = rest.slice(colon + 1)
  }
  if (rest.startsWith('//')) {
    NETLOC_END.lastIndex = 2
    const end = NETLOC_END.exec(rest)?.index ?? rest.length
    netloc = rest.slice(2, end)
    rest = rest.slice(end)
    checkBrackets(netloc, rules)
  }
  const [withoutFragment, fragment] = cutAt(rest, '#')
  const [path, query] = cutAt(withoutFragment, '?')
  checkNormalisedNetloc(netloc)
  return { scheme, netloc, path, query, fragment }
}

function isScheme(text: string, rules: UrlRules): boolean {
  return SCHEME.test(text) && (rules === 'before-3.11' || /^[A-Za-z]/.test(text))
}

/** The text before the first `mark` and the text behind it. */
function cutAt(text: string, mark: string): [before: string, behind: string] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function checkBrackets(netloc: string, rules: UrlRules): void {
  const opens = netloc.includes('[')
  if (opens !== netloc.includes(']')) throw new PythonError('ValueError', 'Invalid IPv6 URL')
  if (!opens || rules === 'before-3.11') return
  const [host] = cutAt(cutAt(netloc, '[')[1], ']')
  if (host.startsWith('v')) {
    if (!/^v[a-fA-F0-9]+\..+$/s.test(host)) throw new PythonError('ValueError', 'IPvFuture address is invalid')
    return
  }
  const kind = ipAddressKind(host)
  if (kind === null)
    throw new PythonError('ValueError', `${pythonRepr(host)} does not appear to be an IPv4 or IPv6 address`)
  if (kind === 'ipv4') throw new PythonError('ValueError', 'An IPv4 address cannot be in brackets')
}

/** `_checknetloc`: characters such as U+2100 become `a/c` when a host is normalised, which would move the end of the host. */
function checkNormalisedNetloc(netloc: string): void {
  if (!/[^\x00-\x7f]/.test(netloc)) return
  const plain = netloc.replace(/[@:#?]/g, '')
  const normalised = plain.normalize('NFKC')
  if (plain !== normalised && /[/?#@:]/.test(normalised)) {
    throw new PythonError('ValueError', `netloc '${netloc}' contains invalid characters under NFKC normalization`)
  }
}

const COMMON_SCHEMES = [
  '',
  'ftp',
  'http',
  'gopher',
  'imap',
  'wais',
  'file',
  'https',
  'shttp',
  'mms',
  'prospero',
  'rtsp',
  'rtspu',
  'sftp',
  'svn',
  'svn+ssh',
  'ws',
  'wss',
  'nntp',
]
const USES_RELATIVE: ReadonlySet<string> = new Set(COMMON_SCHEMES)
const USES_NETLOC: ReadonlySet<string> = new Set([
  ...COMMON_SCHEMES,
  'telnet',
  'snews',
  'rsync',
  'nfs',
  'git',
  'git+ssh',
])
const USES_PARAMS: ReadonlySet<string> = new Set([
  '',
  'ftp',
  'hdl',
  'prospero',
  'http',
  'imap',
  'https',
  'shttp',
  'rtsp',
  'rtspu',
  'sip',
  'sips',
  'mms',
  'sftp',
  'tel',
])

/** `scheme in urllib.parse.<list>`; `rtsps` is in all three lists from 3.11 on, `itms-services` among the schemes with hosts from 3.12 on. */
function uses(schemes: ReadonlySet<string>, scheme: string, rules: UrlRules): boolean {
  if (schemes.has(scheme)) return true
  if (rules === 'before-3.11') return false
  return scheme === 'rtsps' || (scheme === 'itms-services' && schemes === USES_NETLOC && rules !== 'before-3.12')
}

/** `urllib.parse.urlunsplit(parts)`. The rules differ in paths that start with two slashes and in schemes that take a host but have none. */
export function urlUnsplit(parts: UrlParts, rules: UrlRules = 'later'): string {
  const { scheme, netloc, path, query, fragment } = parts
  let url = path
  if (netloc !== '') url = `//${netloc}${path !== '' && !path.startsWith('/') ? '/' : ''}${path}`
  else if (rules !== 'later') url = withEmptyHostBefore3122(scheme, path, rules)
  else if (path.startsWith('//')) url = `//${path}`
  else if (scheme !== '' && uses(USES_NETLOC, scheme, rules) && (path === '' || path.startsWith('/'))) url = `//${path}`
  if (scheme !== '') url = `${scheme}:${url}`
  if (query !== '') url += `?${query}`
  return fragment === '' ? url : `${url}#${fragment}`
}

function withEmptyHostBefore3122(scheme: string, path: string, rules: UrlRules): string {
  if (scheme === '' || !uses(USES_NETLOC, scheme, rules) || path.startsWith('//')) return path
  return `//${path !== '' && !path.startsWith('/') ? '/' : ''}${path}`
}

/** `urllib.parse.urldefrag(url)`: the URL without its fragment, and the fragment. Without a `#` the URL is not even parsed. Throws as {@link urlSplit} does. */
export function urlDefrag(url: string, rules: UrlRules = 'later'): { readonly url: string; readonly fragment: string } {
  if (!url.includes('#')) return { url, fragment: '' }
  const parts = urlSplit(url, rules)
  return {
    url: urlUnsplit({ ...parts, ...withoutEmptyParams(parts, rules), fragment: '' }, rules),
    fragment: parts.fragment,
  }
}

/** `urlparse` and `urlunparse` lose a `;` with nothing behind it: the last part's parameters are cut off and put back only if there are any. */
function withoutEmptyParams(parts: UrlParts, rules: UrlRules): { readonly path: string } {
  const { path, params } = splitParams(parts, rules)
  return { path: joinParams(path, params) }
}

function splitParams(parts: UrlParts, rules: UrlRules): { readonly path: string; readonly params: string } {
  const { scheme, path } = parts
  const semicolon = path.indexOf(';', path.lastIndexOf('/') + 1)
  if (semicolon === -1 || !uses(USES_PARAMS, scheme, rules)) return { path, params: '' }
  return { path: path.slice(0, semicolon), params: path.slice(semicolon + 1) }
}

function joinParams(path: string, params: string): string {
  return params === '' ? path : `${path};${params}`
}

/** `urllib.parse.urljoin(base, url)`. Throws as {@link urlSplit} does. */
export function urlJoin(base: string, url: string, rules: UrlRules = 'later'): string {
  if (base === '') return url
  if (url === '') return base
  const from = urlSplit(base, rules)
  const split = urlSplit(url, rules)
  const to = split.scheme === '' ? { ...split, scheme: from.scheme } : split
  const { scheme } = to
  if (scheme !== from.scheme || !uses(USES_RELATIVE, scheme, rules)) return url
  const { path, params } = splitParams(to, rules)
  const toPath = joinParams(path, params)
  // Every scheme that takes relative URLs takes a host too.
  if (to.netloc !== '') return urlUnsplit({ ...to, path: toPath }, rules)
  const { netloc } = from
  const fromParts = splitParams(from, rules)
  if (path === '' && params === '') {
    const query = to.query === '' ? from.query : to.query
    return urlUnsplit(
      { scheme, netloc, path: joinParams(fromParts.path, fromParts.params), query, fragment: to.fragment },
      rules,
    )
  }
  return urlUnsplit(
    {
      scheme,
      netloc,
      path: joinParams(resolvePath(fromParts.path, path), params),
      query: to.query,
      fragment: to.fragment,
    },
    rules,
  )
}

/** The path of `urljoin`: RFC 3986, section 5.2.4, as Python does it. */
function resolvePath(base: string, path: string): string {
  const resolved: string[] = []
  const segments = segmentsOf(base, path)
  for (const segment of segments) {
    if (segment === '..') resolved.pop()
    else if (segment !== '.') resolved.push(segment)
  }
  const last = segments.at(-1)
  if (last === '.' || last === '..') resolved.push('')
  return resolved.join('/') || '/'
}

function segmentsOf(base: string, path: string): string[] {
  if (path.startsWith('/')) return path.split('/')
  const folders = base.split('/')
  if (folders.at(-1) !== '') folders.pop()
  const segments = [...folders, ...path.split('/')]
  return segments.filter((segment, index) => segment !== '' || index === 0 || index === segments.length - 1)
}
