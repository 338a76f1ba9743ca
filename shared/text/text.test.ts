import { describe, expect, test } from 'vitest'
import { formatBytes, formatCount, formatExactBytes } from './format-bytes.ts'
import { normalizeName } from './normalize-name.ts'
import { plural } from './plural.ts'
import { splitHash } from './split-hash.ts'
import { splitName } from './split-name.ts'

describe('sizes and counts', () => {
  test('a size in a row has three digits at most', () => {
    expect([0, 812, 1000, 36_584, 99_949, 99_950, 249_311, 999_499, 999_500, 532_000_000].map(formatBytes)).toEqual([
      '0 B',
      '812 B',
      '1.0 KB',
      '36.6 KB',
      '99.9 KB',
      '100 KB',
      '249 KB',
      '999 KB',
      '1.0 MB',
      '532 MB',
    ])
  })
  test('the exact size names every byte', () => {
    expect([formatExactBytes(1), formatExactBytes(36_584)]).toEqual(['1 byte', '36,584 bytes'])
  })
  test('thousands are separated the same way everywhere', () => {
    expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567'])
  })
  test('a noun follows its count', () => {
    expect([plural(1, 'file'), plural(2168, 'file'), plural(0, 'entry', 'entries')]).toEqual([
      '1 file',
      '2,168 files',
      '0 entries',
    ])
  })
})

describe('names', () => {
  test('a long name keeps its ending whole', () => {
    expect(splitName('bootstrap-datepicker.standalone.min.css').end).toBe('ne.min.css')
  })
  test('a short name is not split', () => {
    expect(splitName('site.css')).toEqual({ start: 'site.css', end: '' })
  })
  test('a character of two units is never split', () => {
    const { start, end } = splitName(`${'a'.repeat(20)}😀12345.css`)
    expect([start.endsWith('a'), end.startsWith('😀')]).toEqual([true, true])
  })
  test('the hash is found between the stem and the ending', () => {
    expect(splitHash('css/site.min.css', 'css/site.min.3f9a0c12b7de.css')).toEqual({
      before: 'site.min.',
      hash: '3f9a0c12b7de',
      after: '.css',
    })
  })
  test('a name without an ending has its hash at the end', () => {
    expect(splitHash('LICENSE', 'LICENSE.3f9a0c12b7de')).toEqual({
      before: 'LICENSE.',
      hash: '3f9a0c12b7de',
      after: '',
    })
  })
  test('parts that go up are taken out of a name, unless they lead outside', () => {
    expect(['a/b/../../img/x.png', './a//b', '../x', 'a/../../x'].map(normalizeName)).toEqual([
      'img/x.png',
      'a/b',
      '../x',
      '../x',
    ])
  })
  test('a hashed name that does not fit is shown as it is', () => {
    expect(splitHash('a.css', 'b.css')).toEqual({ before: 'b.css', hash: '', after: '' })
  })
})
