import { expect, test } from 'vitest'
import { globMatcher, matchesAny, translateGlob } from './fnmatch.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('matchesAny gives what Python gives', () => {
  const { python, ours } = compareWithPython('fnmatch', 'matchesAny', (name, pattern) => matchesAny(name, [pattern]))
  expect(ours).toEqual(python)
})

test('globMatcher gives what Python gives, by short ways and long ones', () => {
  const { python, ours } = compareWithPython('fnmatch', 'matchesAny', (name, pattern) => globMatcher(pattern)(name))
  expect(ours).toEqual(python)
  const names = ['.x', 'x', 'x~', '~', 'CVS', 'CVS2', '.', '', 'a\n~']
  for (const pattern of ['CVS', '.*', '*~', '*', '', '~'])
    expect(names.map(globMatcher(pattern))).toEqual(names.map((name) => translateGlob(pattern).test(name)))
})

test('one matching pattern of several is enough', () => {
  expect([matchesAny('a.css', ['*.js', '*.css']), matchesAny('a.css', ['*.js']), matchesAny('a.css', [])]).toEqual([
    true,
    false,
    false,
  ])
})

test('a pattern is compiled once', () => {
  expect(translateGlob('*.css')).toBe(translateGlob('*.css'))
})

test('many stars end quickly on a long name that does not match', () => {
  expect(matchesAny(`${'a'.repeat(5000)}b`, [`${'*a'.repeat(30)}*c`])).toBe(false)
})
