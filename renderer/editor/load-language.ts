import type { Extension } from '@codemirror/state'

/** Texts above this are shown without syntax colours, in UTF-16 units: a parser would take long turns for seconds. */
const LARGEST_PARSED = 512 << 10

/** The syntax of a file by its ending, loaded when it is needed; nothing for others and for very large texts. */
export async function loadLanguage(name: string, length: number): Promise<Extension> {
  if (length > LARGEST_PARSED) return []
  switch (name.slice(name.lastIndexOf('.') + 1).toLowerCase()) {
    case 'css':
      return (await import('@codemirror/lang-css')).css()
    case 'js':
    case 'mjs':
    case 'cjs':
      return (await import('@codemirror/lang-javascript')).javascript({ jsx: true })
    case 'ts':
      return (await import('@codemirror/lang-javascript')).javascript({ typescript: true })
    case 'json':
    case 'map':
    case 'webmanifest':
      return (await import('@codemirror/lang-json')).json()
    case 'html':
    case 'htm':
    case 'svg':
    case 'xml':
      return (await import('@codemirror/lang-html')).html()
    default:
      return []
  }
}
