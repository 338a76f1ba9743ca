import type { BrowserReading } from '../../../shared/model/reference.ts'
import { readCss } from './css.ts'
import { readHtml } from './html.ts'
import { readJavaScript } from './javascript.ts'
import { readSourceMap } from './source-map.ts'
import { readWebManifest } from './web-manifest.ts'

/** The languages that hold references, by the endings of names. */
const READERS: readonly (readonly [ending: RegExp, read: (text: string) => BrowserReading])[] = [
  [/\.css$/i, readCss],
  [/\.[mc]?js$/i, readJavaScript],
  [/\.html?$/i, (text) => readHtml(text)],
  [/\.(?:xhtml|svg)$/i, (text) => readHtml(text, true)],
  [/\.map$/i, readSourceMap],
  [/(?:\.webmanifest|(?:^|\/)manifest\.json)$/i, readWebManifest],
]

/** Whether a browser would look for references in a file of this name. */
export function mayHoldReferences(name: string): boolean {
  return READERS.some(([ending]) => ending.test(name))
}

/**
 * The references of one file as a browser reads it; null for files that hold none by their kind. Never throws: what
 * cannot be parsed is told as `unreadable`.
 * `prepareJavaScript` must have been awaited.
 */
export function readReferences(name: string, text: string): BrowserReading | null {
  const reader = READERS.find(([ending]) => ending.test(name))
  return reader === undefined ? null : reader[1](text)
}
