import { hash } from 'node:crypto'
import { z } from 'zod'
import { type SourceMapFacts, type SourcesDifference, SOURCES_SHOWN } from '../../../../shared/model/content-facts.ts'

/** A source map as far as it is compared; the text of each source by its hash, null where the map does not hold it. */
export type ReadSourceMap = { readonly facts: SourceMapFacts; readonly sources: ReadonlyMap<string, string | null> }

/** Larger ones are not parsed: that would hold up everything else. */
const LARGEST = 48 << 20

const mapSchema = z.object({
  version: z.number().optional().catch(undefined),
  file: z.string().nullish().catch(null),
  sourceRoot: z.string().nullish().catch(null),
  sources: z.array(z.string().nullable()).optional().catch([]),
  sourcesContent: z.array(z.string().nullable()).nullish().catch(null),
  mappings: z.string().optional().catch(''),
})
/** An index map holds maps of its parts (ECMA-426, 10). */
const indexSchema = z.object({ version: z.number(), sections: z.array(z.object({ map: mapSchema })) })
const looksLikeMap = z.union([
  z.object({ version: z.number(), mappings: z.string() }),
  z.object({ version: z.number(), sections: z.array(z.unknown()) }),
])

/** Reads a source map; null for what is none. A guard before it (`)]}'`) is skipped, as ECMA-426 has it. */
export function readSourceMap(bytes: Uint8Array): ReadSourceMap | null {
  if (bytes.byteLength > LARGEST) return null
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  if (!/^\s*\{|^\)\]\}'|^\uFEFF|^\xef\xbb\xbf/.test(start)) return null
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes).replace(/^\)\]\}'[^\n]*\n/, ''))
  } catch {
    return null
  }
  if (!looksLikeMap.safeParse(value).success) return null
  const index = indexSchema.safeParse(value)
  const single = mapSchema.safeParse(value)
  const parts = index.success ? index.data.sections.map(({ map }) => map) : single.success ? [single.data] : []
  const sources = new Map<string, string | null>()
  for (const { sources: names = [], sourcesContent, sourceRoot } of parts)
    for (const [at, name] of names.entries()) {
      const content = sourcesContent?.[at] ?? null
      sources.set(`${sourceRoot ?? ''}${name ?? '(no name)'}`, content === null ? null : hash('sha256', content))
    }
  const facts: SourceMapFacts = {
    kind: 'source-map',
    version: (index.success ? index.data.version : parts[0]?.version) ?? null,
    file: parts[0]?.file ?? null,
    sources: sources.size,
    withContent: [...sources.values()].filter((content) => content !== null).length,
    mappings: parts.reduce((sum, { mappings = '' }) => sum + mappings.length, 0),
  }
  return { facts, sources }
}

/** Which sources came, went, or have another text, in order of their names. */
export function compareSources(a: ReadSourceMap, b: ReadSourceMap): SourcesDifference {
  const added = [...b.sources.keys()].filter((name) => !a.sources.has(name)).toSorted()
  const removed = [...a.sources.keys()].filter((name) => !b.sources.has(name)).toSorted()
  const edited = [...a.sources]
    .filter(([name, content]) => content !== null && (b.sources.get(name) ?? content) !== content)
    .map(([name]) => name)
    .toSorted()
  return {
    added: added.slice(0, SOURCES_SHOWN),
    addedCount: added.length,
    removed: removed.slice(0, SOURCES_SHOWN),
    removedCount: removed.length,
    edited: edited.slice(0, SOURCES_SHOWN),
    editedCount: edited.length,
  }
}
