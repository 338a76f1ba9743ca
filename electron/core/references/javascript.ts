import { init, parse, type Import } from 'es-module-lexer'
import type { BrowserReading, FoundReference, Unreadable } from '../../../shared/model/reference.ts'
import { neverAsked } from './never-asked.ts'
import { callSites, readCalls } from './javascript-calls.ts'
import { readComments } from './javascript-comments.ts'
import { type FoundAt, placesOf } from './places.ts'
import { probeCode } from './probe-code.ts'
import { lastSourceMap } from './source-map-comment.ts'

/**
 * Without one of these a script imports nothing and need not be lexed: `import` that is not `import.meta`, or `from`
 * before a string (a comment may stand between) where there is an `export`.
 */
const MAY_IMPORT = /\bimport\b(?!\.meta\b)/
const MAY_EXPORT_FROM = /\bfrom\s*["'/]/

/** Makes the lexer ready; to be awaited once before `readJavaScript`. */
export async function prepareJavaScript(): Promise<void> {
  await init()
}

/**
 * The references of a script or module as a browser reads them: imports, the calls that name a file
 * (`new Worker`, `new URL(…, import.meta.url)`, `fetch` …), and the comment that names the source map. One lexer, which
 * is exact about strings, templates, comments and regular expressions, tells what is code.
 */
export function readJavaScript(text: string): BrowserReading {
  const sites = callSites(text)
  const lexed = sites.length === 0 ? null : probeCode(text, sites, 'call')
  const { imports, unreadable } =
    lexed?.imports == null ? importsOf(text, sites.length > 0) : readable(text, lexed.imports)
  const calls = lexed === null ? [] : readCalls(text, sites, lexed.probed)
  const comments = readComments(text)
  const places = placesOf(text)
  const references = [...imports, ...calls, ...lastSourceMap(comments)]
    .toSorted((one, other) => one.offset - other.offset)
    .map((reference) => ({ ...reference, ...places(reference.offset) }))
  return {
    references,
    unreadable: unreadable === null ? null : { message: unreadable.message, ...places(unreadable.offset) },
    documentBase: null,
    importMap: null,
  }
}

type Imports = {
  readonly imports: readonly FoundAt[]
  readonly unreadable: (Omit<Unreadable, 'line' | 'column'> & { readonly offset: number }) | null
}

/** @param hasSites whether calls stand in the text that only the lexer could tell from strings */
function importsOf(text: string, hasSites: boolean): Imports {
  // Most of what a folder has are classic scripts.
  if (!hasSites && !MAY_IMPORT.test(text) && !MAY_EXPORT_FROM.test(text)) return { imports: [], unreadable: null }
  try {
    const [found] = parse(text)
    return readable(text, found)
  } catch (error) {
    const offset = error instanceof Error && 'idx' in error && typeof error.idx === 'number' ? error.idx : 0
    return { imports: [], unreadable: { offset, message: 'This is no JavaScript that a browser could parse' } }
  }
}

function readable(text: string, found: readonly Import[]): Imports {
  return { imports: found.flatMap((specifier) => referenceOf(text, specifier)), unreadable: null }
}

function referenceOf(text: string, specifier: Import): FoundAt[] {
  if (specifier.type === 'import-meta') return []
  if (specifier.type === 'dynamic') return [dynamicImport(text, specifier.start, specifier.end, specifier)]
  const { start, end, importStart } = specifier
  const kind = text.startsWith('export', importStart) ? 'js-export' : 'js-import'
  return [literal(kind, start, text.slice(start, end), specifier.specifier)]
}

/** `import(…)`: a literal names its file; a template with parts to fill in, or any other expression, cannot be known. */
function dynamicImport(
  text: string,
  start: number,
  end: number,
  { specifier, glob }: { readonly specifier: string | undefined; readonly glob: boolean },
): FoundAt {
  const written = text.slice(start, end)
  const kind = 'js-dynamic-import'
  if (specifier === undefined || glob)
    return {
      kind,
      offset: start,
      text: written.slice(0, 200),
      url: null,
      request: 'conditional',
      condition: 'when the call runs; the name is made by the script',
      base: 'file',
    }
  const quote = /^["'`]/.test(written) ? 1 : 0
  return {
    ...literal(kind, start + quote, quote === 1 ? written.slice(1, -1) : written, specifier),
    ...(neverAsked(specifier) ?? { request: 'conditional', condition: 'when the call runs' }),
  }
}

function literal(kind: FoundReference['kind'], offset: number, text: string, url: string): FoundAt {
  const never = neverAsked(url)
  if (never !== null) return { kind, offset, text, url, base: 'file', ...never }
  // A bare specifier is a name that an import map of the page resolves, or nothing at all (HTML, "resolve a module specifier").
  const isBare = !/^(?:\.{0,2}\/|[a-z][a-z0-9+.-]*:)/i.test(url)
  return isBare
    ? {
        kind,
        offset,
        text,
        url,
        base: 'document',
        request: 'requested',
        condition: 'through an import map of the page',
      }
    : { kind, offset, text, url, base: 'file', request: 'requested', condition: null }
}
