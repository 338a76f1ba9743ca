import type { BrowserReading, FoundReference } from '../../../shared/model/reference.ts'
import { placesOf } from './places.ts'
import { type JsonPath, type JsonString, scanJson } from './scan-json.ts'
import { visitJson } from './visit-json.ts'

type Found = { readonly offset: number; readonly text: string; readonly value: string }
type Source = Found & { readonly index: number }
type Section = { root: string; readonly sources: Source[]; readonly hasContent: Set<number>; file: Found | null }

/**
 * The files that a source map names (ECMA-426): its `file`, and each of `sources` whose text it does not bring along in
 * `sourcesContent`; index maps by their sections. Developer tools alone ask for them.
 */
export function readSourceMap(text: string): BrowserReading {
  const sections = new Map<string, Section>()
  const references: FoundReference[] = []
  const places = placesOf(text)
  // Some servers' maps begin with a line against inclusion as a script (ECMA-426, section 11.2).
  const start = text.startsWith(")]}'") ? text.indexOf('\n') + 1 : 0
  const json = start === 0 ? text : text.slice(start)
  const fault = scanJson(json, take)
    ? null
    : visitJson(json, {
        onLiteralValue(value: unknown, offset, length, _line, _column, path) {
          if (typeof value === 'string') take(path(), { offset, length, value: () => value })
        },
      })
  for (const { root, sources, hasContent, file } of sections.values()) {
    if (file !== null && file.value !== '') references.push(reference('map-file', file, file.value, null))
    for (const source of sources) {
      const url = root === '' ? source.value : `${root.replace(/\/?$/, '/')}${source.value}`
      references.push(
        reference('map-source', source, url, hasContent.has(source.index) ? null : 'with developer tools open'),
      )
    }
  }
  return {
    references: references.toSorted((one, other) => one.offset - other.offset),
    unreadable: fault === null ? null : { ...places(fault.offset + start), message: fault.message },
    documentBase: null,
    importMap: null,
  }

  function take(parts: JsonPath, { offset: at, length, value }: JsonString): void {
    const key = parts[0] === 'sections' ? `${String(parts[1])}` : ''
    const [member, index] = parts[0] === 'sections' ? parts.slice(parts[2] === 'map' ? 3 : 2) : parts
    const section = sections.get(key) ?? { root: '', sources: [], hasContent: new Set(), file: null }
    sections.set(key, section)
    const offset = at + start + 1
    const found = (): Found => ({ offset, text: text.slice(offset, at + start + length - 1), value: value() })
    if (member === 'sourceRoot') section.root = value()
    else if (member === 'file') section.file = found()
    else if (member === 'sources') section.sources.push({ ...found(), index: Number(index) })
    else if (member === 'sourcesContent') section.hasContent.add(Number(index))
    else if (member === 'url') references.push(reference('map-section', found(), value(), 'with developer tools open'))
  }

  function reference(
    kind: FoundReference['kind'],
    found: Found,
    url: string,
    condition: string | null,
  ): FoundReference {
    const { offset, text: written } = found
    const isAsked = condition !== null && /^(?:https?:|\/|\.|[^:]*$)/.test(url)
    return {
      kind,
      offset,
      ...places(offset),
      text: written,
      url,
      base: 'file',
      request: isAsked ? 'conditional' : 'never',
      condition: isAsked
        ? condition
        : kind === 'map-file'
          ? 'it names the file that the map is for'
          : 'the map brings its text along',
    }
  }
}
