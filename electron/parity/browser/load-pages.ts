import type { CheckedReference } from '../../../shared/model/check.ts'

/** A load that has the browser do what stands in a script at places that would run later, or never by themselves. */
export type Replay = { readonly page: string; readonly text: string }

/** How each call is written again, around its literal. */
const CALLS: Partial<Record<CheckedReference['kind'], (literal: string) => string>> = {
  'js-dynamic-import': (literal) => `import(${literal})`,
  'js-url': (literal) => `fetch(new URL(${literal}, import.meta.url))`,
  'js-fetch': (literal) => `fetch(${literal})`,
  'js-worker': (literal) => `new Worker(${literal})`,
  'js-shared-worker': (literal) => `new SharedWorker(${literal})`,
  'js-service-worker': (literal) => `navigator.serviceWorker.register(${literal})`,
  'js-worklet': (literal) => `new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(${literal})`,
}

/** Whether browsers go to a file of this name, instead of a page that pulls it in. */
export function isPage(name: string): boolean {
  return /\.(?:html?|xhtml|svg)$/i.test(name)
}

/**
 * The page that pulls a file in: a style sheet by a link, a script as module or classic script, a manifest by its link.
 * Null where the browser goes to the file itself.
 */
export function pageFor(served: string, text: string, references: readonly CheckedReference[]): string | null {
  if (isPage(served)) return null
  const address = `/static/${served.split('/').map(encodeURIComponent).join('/')}`
  const head = '<!doctype html><meta charset=utf-8><link rel=icon href="data:,">'
  if (/\.css$/i.test(served)) return `${head}<link rel=stylesheet href="${address}"><body>${setHint(text)}`
  if (/\.(?:webmanifest|json)$/i.test(served)) return `${head}<link rel=manifest href="${address}">`
  const type = isModule(text, references) ? 'module' : 'text/javascript'
  return `${head}${bareNames(references)}<body><script type=${type} src="${address}"></script>`
}

/** Tells the driver that other densities choose other pictures. */
function setHint(text: string): string {
  return /image-set\(/i.test(text) ? '<!-- set -->' : ''
}

/** Bare names lead somewhere only by an import map. */
function bareNames(references: readonly CheckedReference[]): string {
  const names = references.flatMap(({ kind, base, url }) =>
    base === 'document' && url !== null && /^js-(?:import|export|dynamic-import)$/.test(kind) ? [url] : [],
  )
  const imports = Object.fromEntries([...new Set(names)].map((name, index) => [name, `/bare/${index}`]))
  return `<script type=importmap>${JSON.stringify({ imports }).replaceAll('<', '\\u003c')}</script>`
}

function isModule(text: string, references: readonly CheckedReference[]): boolean {
  return (
    references.some(({ kind }) => kind === 'js-import' || kind === 'js-export') ||
    /^\s*export\b|\bimport\.meta\b/m.test(text)
  )
}

/**
 * Loads at the address of a script that run its calls, each with the literal as it is written. `importScripts` needs a
 * worker of its own; what stands in a page is not run again.
 */
export function replayOf(served: string, text: string, references: readonly CheckedReference[]): Replay[] {
  if (!/\.[mc]?js$/i.test(served)) return []
  const address = `/static/${served.split('/').map(encodeURIComponent).join('/')}`
  const calls: string[] = []
  const inWorker: string[] = []
  for (const { kind, offset, text: written, url, request, base } of references) {
    if (url === null || request !== 'conditional') continue
    const literal = text.slice(offset - 1, offset + written.length + 1)
    if (!/^(["'`])[^]*\1$/.test(literal)) continue
    if (kind === 'js-import-scripts') inWorker.push(`try { importScripts(${literal}) } catch {}`)
    // An address relative to import.meta.url.
    else if (kind !== 'js-url' && base === 'file' && CALLS[kind] !== undefined && kind !== 'js-dynamic-import')
      calls.push(CALLS[kind](`new URL(${literal}, import.meta.url)`))
    else if (CALLS[kind] !== undefined) calls.push(CALLS[kind](literal))
  }
  const head = `<!doctype html><meta charset=utf-8><link rel=icon href="data:,">${bareNames(references)}`
  const statements = calls.map((call) => `void (async () => ${call})().catch(() => undefined)`)
  return [
    ...(calls.length === 0
      ? []
      : [{ page: `${head}<script type=module src="${address}"></script>`, text: statements.join('\n') }]),
    ...(inWorker.length === 0
      ? []
      : [{ page: `${head}<script>new Worker(${JSON.stringify(address)})</script>`, text: inWorker.join('\n') }]),
  ]
}
