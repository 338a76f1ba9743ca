/** How a host hands out the files of the page: the same names, types and headers in the window and in the browser. */

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  txt: 'text/plain; charset=utf-8',
}

/**
 * What the page may load: itself and nothing else. Workers are its own files; images may be `data:` because a preview of
 * an image crosses as data.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // One policy, for the scripts of the page's own workers: see renderer/editor/start-worker.ts.
  'trusted-types staticscope-worker',
].join('; ')

/** Headers of every answer that carries a file of the page. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/**
 * The file that a URL path asks for, as a relative path with forward slashes, or null if it may not be asked for: wrong
 * percent-encoding, a step upwards, a hidden file, a drive, a backslash or a NUL. `/` is the page itself.
 * The host joins it to its folder and checks once more that the result lies inside.
 */
export function pageFileName(urlPath: string): string | null {
  if (urlPath === '/') return 'index.html'
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  const parts = path.split('/')
  if (parts.shift() !== '' || parts.length === 0) return null
  if (parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part))) return null
  return parts.join('/')
}

/** The media type of a file of the page by its ending; null for endings that the bundle does not have. */
export function pageFileType(name: string): string | null {
  const ending = name.slice(name.lastIndexOf('.') + 1)
  return Object.hasOwn(TYPES, ending) ? (TYPES[ending] ?? null) : null
}
