import { endingOf } from './ending-of.ts'

/**
 * Endings of text, which servers and CDNs compress on the way as a rule. Pictures, films, archives and web fonts are
 * compressed in themselves.
 */
const TEXTS: ReadonlySet<string> = new Set([
  'css',
  'js',
  'mjs',
  'cjs',
  'html',
  'htm',
  'svg',
  'json',
  'map',
  'txt',
  'xml',
  'webmanifest',
  'md',
  'csv',
  'vtt',
])

/** Whether a file is served compressed as a rule, going by the ending of its name. */
export function isTextLike(name: string): boolean {
  return TEXTS.has(endingOf(name))
}
