import { expect, test } from 'vitest'
import { decodeFileName, encodeFileName, encodeStrict, hasRawBytes } from './file-names.ts'
import { PythonError } from './python-error.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('decodeFileName gives what Python gives', () => {
  const { python, ours } = compareWithPython('file-names', 'decodeFileName', (hex) =>
    decodeFileName(Buffer.from(hex, 'hex')),
  )
  expect(ours).toEqual(python)
})

test('encodeFileName gives what Python gives', () => {
  const { python, ours } = compareWithPython('file-names', 'encodeFileName', (name) =>
    encodeFileName(name).toString('hex'),
  )
  expect(ours).toEqual(python)
})

test('every sequence of bytes comes back from its name', () => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 0xff))
  expect(encodeFileName(decodeFileName(bytes)).equals(bytes)).toBe(true)
})

test('only a name with bytes that are not UTF-8 has raw bytes', () => {
  expect(['a', 'é😀', 'a\udcff', '\ud800', ''].map(hasRawBytes)).toEqual([false, false, true, false, false])
})

test('strict encoding refuses a raw byte and says where', () => {
  expect(() => encodeStrict('é\udcff')).toThrow(
    new PythonError(
      'UnicodeEncodeError',
      "'utf-8' codec can't encode character '\\udcff' in position 1: surrogates not allowed",
    ),
  )
})
