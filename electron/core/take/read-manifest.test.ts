import { describe, expect, it } from 'vitest'
import { parseManifest, pathsOf, remarksOn } from './read-manifest.ts'

function parse(text: string | Uint8Array) {
  const manifest = parseManifest(Buffer.from(text), 'm.json')
  const { version, hash } = manifest
  return { paths: [...pathsOf(manifest)], version, hash, remarks: remarksOn(manifest, 'm.json') }
}

describe('a manifest is read', () => {
  it('of version 1.0', () => {
    expect(parse('{"paths": {"a.css": "a.1.css"}, "version": "1.0"}')).toEqual({
      paths: [['a.css', 'a.1.css']],
      version: '1.0',
      hash: null,
      remarks: [],
    })
  })

  it('of version 1.1, whose hash fits (as Django 5.2 writes it)', () => {
    expect(parse('{"paths": {}, "version": "1.1", "hash": "d75171398898"}')).toMatchObject({
      hash: 'd75171398898',
      remarks: ['m.json names no file.'],
    })
  })

  it('with a remark where its hash does not fit', () => {
    expect(parse('{"paths": {"a": "b"}, "version": "1.1", "hash": "d75171398898"}').remarks).toEqual([
      'The hash in m.json does not fit its names: it was changed after Django had written it.',
    ])
  })

  it('with a remark where its version is a later one', () => {
    expect(parse('{"paths": {"a": "b"}, "version": "2.0"}').remarks).toEqual([
      'm.json has version "2.0"; 1.0 and 1.1 are known, and it was read like those.',
    ])
  })

  it('with names that an object of JavaScript would treat in its own way', () => {
    expect(parse('{"version": "1.0", "paths": {"__proto__": "p", "1": "one", "\\ud83d": "lone"}}').paths).toEqual([
      ['1', 'one'],
      ['__proto__', 'p'],
      ['\ud83d', 'lone'],
    ])
  })

  it('also where only Python takes it as JSON', () => {
    expect(parse('{"paths": {"a": "b"}, "version": "1.0", "note": NaN}').paths).toEqual([['a', 'b']])
  })
})

describe('a damaged manifest is told with its place', () => {
  it.each([
    ['cut off', '{"paths": {"a.css": "a.1', /damaged: Unterminated string starting at: line 1 column 21/],
    ['a missing comma', '{"paths": {\n"a": "b"\n"c": "d"}}', /Expecting ',' delimiter: line 3 column 1/],
    ['empty', '', /Expecting value: line 1 column 1/],
    ['merged by git', '<<<<<<< HEAD\n{}', /Expecting value: line 1 column 1/],
    ['a list', '[]', /no JSON object/],
    ['a text', '"x"', /no JSON object/],
    ['no version', '{"paths": {}}', /has no version/],
    ['another document', '{"name": "shop", "version": "1.4.0"}', /version "1.4.0" and no table of names/],
    ['a number as version', '{"paths": {},\n "version": 1.1}', /version that is no text, line 2 column 2/],
    ['names in a list', '{"version": "1.0",\n"paths": []}', /no table of names, line 2 column 1/],
    [
      'a name without a name',
      '{"version": "1.0", "paths": {"a": "b",\n  "c": null}}',
      /gives no name for "c", line 2 column 3/,
    ],
    [
      'a name with a table',
      '{"version": "1.0", "paths": {"é": {"x": {"y": {}}}}}',
      /gives no name for "é", line 1 column 30/,
    ],
    ['not UTF-8', Buffer.from([0x7b, 0xe9, 0x7d]), /not UTF-8: 'utf-8' codec can't decode byte 0xe9 in position 1/],
    ['a byte order mark', '\ufeff{}', /BOM/],
    ['nested without end', '['.repeat(100_000), /damaged/],
  ])('%s', (_, text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'damaged-manifest', message: expect.stringMatching(message) }),
    )
  })
})
