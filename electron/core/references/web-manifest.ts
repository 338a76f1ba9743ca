import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'
import { neverAsked } from './never-asked.ts'
import { placesOf } from './places.ts'
import { visitJson } from './visit-json.ts'

/** Members of a web app manifest that hold pictures (W3C Web Application Manifest and its app information). */
const PICTURES = new Set(['icons', 'screenshots'])

/** The references of a web app manifest: icons, screenshots, icons of shortcuts. */
export function readWebManifest(text: string): BrowserReading {
  const references: FoundReference[] = []
  const places = placesOf(text)
  const fault = visitJson(
    text,
    {
      onLiteralValue(value: unknown, offset, length, _line, _column, path) {
        const parts = path()
        const list = parts.at(-3)
        if (typeof value !== 'string' || parts.at(-1) !== 'src' || typeof list !== 'string' || !PICTURES.has(list))
          return
        const condition = list === 'icons' ? 'when the browser chooses this icon' : 'when installing is offered'
        references.push({
          kind: 'web-manifest',
          offset: offset + 1,
          ...places(offset + 1),
          text: text.slice(offset + 1, offset + length - 1),
          url: value,
          base: 'file',
          ...(neverAsked(value) ?? { request: 'conditional', condition }),
        })
      },
    },
    { disallowComments: true },
  )
  return {
    references,
    unreadable: fault === null ? null : { ...places(fault.offset), message: fault.message },
    documentBase: null,
    importMap: null,
  }
}
