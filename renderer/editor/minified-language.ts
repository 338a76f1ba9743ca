import type { PrettyLanguage } from './pretty-text.ts'

const LANGUAGES: Readonly<Record<string, PrettyLanguage>> = {
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  css: 'css',
  html: 'html',
  htm: 'html',
  svg: 'html',
  json: 'json',
  map: 'json',
}

/** Average length of a line from which on a text is minified, in UTF-16 units; and what is too short to be. */
const LONG_LINES = 200
const SHORT = 400

/** The language in which a minified text can be printed; null for one that has lines, or that is not known. */
export function minifiedLanguage(name: string, text: string): PrettyLanguage | null {
  if (text.length < SHORT) return null
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  if (text.length / lines < LONG_LINES) return null
  return LANGUAGES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? null
}
