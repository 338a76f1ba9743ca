import { expect, test } from 'vitest'
import { codePointLength, compareCodePoints, escapeCodePoint, pythonRepr, pythonStrip } from './strings.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('pythonStrip gives what Python gives', () => {
  const { python, ours } = compareWithPython('strings', 'pythonStrip', pythonStrip)
  expect(ours).toEqual(python)
})

test('compareCodePoints gives what Python gives', () => {
  const { python, ours } = compareWithPython('strings', 'compareCodePoints', (a, b) =>
    Math.sign(compareCodePoints(a, b)),
  )
  expect(ours).toEqual(python)
})

test('pythonRepr gives what Python gives', () => {
  const { python, ours } = compareWithPython('strings', 'pythonRepr', pythonRepr)
  expect(ours).toEqual(python)
})

test('a length counts a pair of surrogates once and a lone one by itself', () => {
  expect(['', 'a', '😀', '😀\udc80', '\udc80😀a', '\ud83d'].map(codePointLength)).toEqual([0, 1, 1, 2, 3, 1])
})

test('a code point is escaped in the shortest of three forms', () => {
  expect([0x7f, 0x2028, 0xe0001].map(escapeCodePoint)).toEqual(['\\x7f', '\\u2028', '\\U000e0001'])
})
