import { expect, test } from 'vitest'
import { decodeStrict, isValidUtf8 } from './utf8.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('decodeStrict gives what Python gives', () => {
  const { python, ours } = compareWithPython('utf8', 'decodeStrict', (hex) => decodeStrict(Buffer.from(hex, 'hex')))
  expect(ours).toEqual(python)
})

test('bytes are told to be UTF-8 or not', () => {
  expect(
    [[0x61], [0xc3, 0xa9], [0xc3], [0xed, 0xa0, 0x80]].map((bytes) => isValidUtf8(Uint8Array.from(bytes))),
  ).toEqual([true, true, false, false])
})

test('a view into a larger buffer is decoded alone', () => {
  expect(decodeStrict(new Uint8Array(Buffer.from('xxabyy')).subarray(2, 4))).toBe('ab')
})
