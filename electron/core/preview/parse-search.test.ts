import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasWildcard, matchGlob } from './match-glob.ts'
import { parseSearch } from './parse-search.ts'

test('words are text in lower case, parted by blanks', () => {
  expect(parseSearch('  Admin   css ')).toEqual([
    { kind: 'text', text: 'admin' },
    { kind: 'text', text: 'css' },
  ])
})

test('quotes keep blanks together and take the meaning from signs', () => {
  expect(parseSearch('"my file*" app:"My App" "size>1k" "open')).toEqual([
    { kind: 'text', text: 'my file*' },
    { kind: 'app', text: 'my app', isGlob: false },
    { kind: 'text', text: 'size>1k' },
    { kind: 'text', text: 'open' },
  ])
})

test('each key narrows in its own way', () => {
  expect(parseSearch('app:adm* package:django type:.CSS code:missing-target action:copy is:shadowed *.js')).toEqual([
    { kind: 'app', text: 'adm*', isGlob: true },
    { kind: 'package', text: 'django', isGlob: false },
    { kind: 'type', text: 'css' },
    { kind: 'code', text: 'missing-target' },
    { kind: 'action', action: 'copy' },
    { kind: 'is', state: 'shadowed' },
    { kind: 'glob', pattern: '*.js' },
  ])
})

test('sizes are decimal, with a unit or without', () => {
  expect(parseSearch('size>100k size<2MB size>=1.5g size=7')).toEqual([
    { kind: 'size', sign: '>', bytes: 100_000 },
    { kind: 'size', sign: '<', bytes: 2_000_000 },
    { kind: 'size', sign: '>=', bytes: 1_500_000_000 },
    { kind: 'size', sign: '=', bytes: 7 },
  ])
})

test('unknown keys and values are text', () => {
  expect(parseSearch('colour:red is:happy action:fly size>big')).toEqual([
    { kind: 'text', text: 'colour:red' },
    { kind: 'text', text: 'is:happy' },
    { kind: 'text', text: 'action:fly' },
    { kind: 'text', text: 'size>big' },
  ])
})

test('a key without a value does not narrow yet', () => {
  expect(parseSearch('app: "" type:')).toEqual([])
})

test('any text at all can be searched for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (search) => {
      expect(Array.isArray(parseSearch(search))).toBe(true)
    }),
  )
})

test('globs match as the same regular expressions do', () => {
  const piece = fc.constantFrom('a', 'b', '/', '*', '?')
  const pattern = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  const text = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(pattern, text, (glob, name) => {
      const expression = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`)
      expect([matchGlob(glob, name), hasWildcard(glob)]).toEqual([expression.test(name), /[*?]/.test(glob)])
    }),
    { numRuns: 500 },
  )
})

test('a pattern of many stars is no slower than its length asks for', () => {
  expect(matchGlob(`${'*a'.repeat(200)}*b`, 'a'.repeat(5000))).toBe(false)
})
