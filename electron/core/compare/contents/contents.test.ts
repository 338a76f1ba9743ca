import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ImageType } from '../../../../shared/model/content-facts.ts'
import { contentType } from './content-type.ts'
import { firstDifference } from './first-difference.ts'
import { fontFacts } from './font-facts.ts'
import { fontTables } from './font-tables.ts'
import { imageSize } from './image-size.ts'
import { compareSources, readSourceMap } from './source-map.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const INTER = join(ROOT, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')

const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** The tables of a real font that WOFF2 keeps as they are, as a plain TrueType file or as WOFF. */
function rebuilt(kind: 'sfnt' | 'woff'): Buffer {
  const woff2 = fontTables(readFileSync(INTER))
  const tables = ['fvar', 'head', 'maxp', 'name'].map((tag) => ({ tag, bytes: woff2.read(tag) ?? Buffer.alloc(0) }))
  const [headSize, entrySize] = kind === 'sfnt' ? [12, 16] : [44, 20]
  const head = Buffer.alloc(headSize)
  head.write(kind === 'sfnt' ? '\0\x01\0\0' : 'wOFF', 'latin1')
  head.writeUInt16BE(tables.length, kind === 'sfnt' ? 4 : 12)
  let offset = headSize + entrySize * tables.length
  const entries: Buffer[] = []
  const contents: Buffer[] = []
  for (const { tag, bytes } of tables) {
    const stored = kind === 'sfnt' ? Buffer.from(bytes) : deflateSync(bytes)
    const entry = Buffer.alloc(entrySize)
    entry.write(tag, 'latin1')
    entry.writeUInt32BE(offset, kind === 'sfnt' ? 8 : 4)
    entry.writeUInt32BE(stored.byteLength, kind === 'sfnt' ? 12 : 8)
    if (kind === 'woff') entry.writeUInt32BE(bytes.byteLength, 12)
    offset += stored.byteLength
    entries.push(entry)
    contents.push(stored)
  }
  return Buffer.concat([head, ...entries, ...contents])
}

describe('the type of a content', () => {
  it('is told by its first bytes', () => {
    const words = [
      latin1('\x89PNG\r\n\x1a\n'),
      latin1('RIFF\x10\0\0\0WEBPVP8L'),
      latin1('\0\0\0\x20ftypavif'),
      latin1('wOF2'),
      latin1('\x1f\x8b\x08\0'),
      latin1('BMW is a car maker'),
      latin1('BM\xff\xfe\0\0\0'),
      latin1('<?xml version="1.0"?>\n<!-- <html> -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
      latin1('<p>an <svg/></p>'),
      latin1('\xff\xfe\0\x01\x02'),
      latin1(''),
    ].map((bytes) => contentType(bytes).words)
    expect(words).toEqual([
      'PNG image',
      'WebP image',
      'AVIF image',
      'WOFF2 font',
      'gzip archive',
      'text',
      'BMP image',
      'SVG image',
      'text',
      'unknown data',
      'empty',
    ])
  })
})

describe('the size of a picture', () => {
  it('is read from its header, and is unknown where that is cut short', () => {
    const cases: readonly (readonly [ImageType, string])[] = [
      ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x0f\0\0\0\x08\x70'],
      ['image/gif', 'GIF89a\x20\x03\x58\x02'],
      ['image/jpeg', '\xff\xd8\xff\xe0\0\x04AB\xff\xc2\0\x11\x08\x01\xe0\x02\x80'],
      ['image/webp', 'RIFF....WEBPVP8X....\0\0\0\0\x0f\x02\0\xff\x01\0'],
      ['image/x-icon', '\0\0\x01\0\x01\0\0\x20'],
      ['image/svg+xml', '<svg viewBox="0 0 24 16">'],
      ['image/svg+xml', '<svg width="10px" height="50%" viewBox="0 0 24 16">'],
      ['image/png', '\x89PNG'],
    ]
    expect(cases.map(([type, text]) => Object.values(imageSize(latin1(text), type)))).toEqual([
      [3840, 2160],
      [800, 600],
      [640, 480],
      [528, 512],
      [256, 32],
      [24, 16],
      [10, 16],
      [null, null],
    ])
  })
})

describe('the facts of a font', () => {
  it('are read from a real WOFF2 with packed and transformed tables', () => {
    const facts = fontFacts(readFileSync(INTER))
    expect({ ...facts, tables: facts?.tables.length, version: facts?.version?.slice(0, 10) }).toEqual({
      kind: 'font',
      format: 'WOFF2',
      family: 'Inter',
      style: 'Regular',
      version: expect.stringMatching(/^Version 4/),
      glyphs: expect.any(Number),
      unitsPerEm: 2048,
      axes: [{ tag: 'wght', least: 100, greatest: 900 }],
      tables: expect.any(Number),
    })
  })

  it('are the same of the same tables in TrueType and WOFF', () => {
    const { tables: _, ...woff2 } = { ...fontFacts(readFileSync(INTER)), format: null }
    const others = (['sfnt', 'woff'] as const).map((kind) => {
      const { tables, format, ...facts } = { tables: [], format: '', ...fontFacts(rebuilt(kind)) }
      return { format, tags: tables.map(({ tag }) => tag), ...facts }
    })
    const tags = ['fvar', 'head', 'maxp', 'name']
    const { format: __, ...same } = woff2
    expect(others).toEqual([
      { format: 'TrueType', tags, ...same },
      { format: 'WOFF', tags, ...same },
    ])
  })

  it('are unknown of one that is cut anywhere, and nothing is thrown', () => {
    const whole = readFileSync(INTER)
    const cuts = [4, 12, 47, 60, 100, 1000, whole.byteLength - 400]
    expect(cuts.map((at) => fontFacts(whole.subarray(0, at)))).toEqual(cuts.map(() => null))
  })
})

describe('a source map', () => {
  const map = (sources: Record<string, string | null>) =>
    readSourceMap(
      Buffer.from(
        JSON.stringify({
          version: 3,
          sources: Object.keys(sources),
          sourcesContent: Object.values(sources),
          mappings: 'AAAA',
        }),
      ),
    )

  it('tells which sources came, went and were edited', () => {
    const [a, b] = [map({ 'a.ts': '1', 'b.ts': '2', 'c.ts': null }), map({ 'b.ts': '3', 'c.ts': '4', 'd.ts': '5' })]
    expect([a?.facts, a !== null && b !== null && compareSources(a, b)]).toEqual([
      { kind: 'source-map', version: 3, file: null, sources: 3, withContent: 2, mappings: 4 },
      { added: ['d.ts'], addedCount: 1, removed: ['a.ts'], removedCount: 1, edited: ['b.ts'], editedCount: 1 },
    ])
  })

  it('may be an index of maps, and have a guard before it', () => {
    const part = { version: 3, sourceRoot: 'src/', sources: ['a.ts'], mappings: 'AA' }
    const text = `)]}'\n${JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map: part }] })}`
    expect([...(readSourceMap(Buffer.from(text))?.sources.keys() ?? [])]).toEqual(['src/a.ts'])
  })

  it('is nothing else that is JSON', () => {
    const texts = ['{"version": 3}', '{"sources": []}', '[1]', '{', 'version', '{"version": "1.1", "paths": {}}']
    expect(texts.map((text) => readSourceMap(Buffer.from(text)))).toEqual(texts.map(() => null))
  })
})

describe('the first difference', () => {
  it('is shown with a row before it, and counts what only one side has', () => {
    const a = Buffer.alloc(100)
    const b = Buffer.from(a)
    b[40] = 1
    expect([firstDifference(a, b), firstDifference(a, a), firstDifference(a.subarray(0, 2), a.subarray(0, 3))]).toEqual(
      [
        { offset: 40, start: 16, a: '00'.repeat(64), b: `${'00'.repeat(24)}01${'00'.repeat(39)}` },
        null,
        { offset: 2, start: 0, a: '0000', b: '000000' },
      ],
    )
  })
})
