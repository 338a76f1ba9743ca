import { expect, test } from 'vitest'
import { sortInSlices } from './sort-in-slices.ts'
import { TimeSlices } from './time-slices.ts'

test('many numbers are sorted as at once, equals kept in their order', async () => {
  const values = Int32Array.from({ length: 50_000 }, (_, at) => (at * 48_271) % 50_021)
  const byHundreds = (a: number, b: number) => Math.trunc(a / 100) - Math.trunc(b / 100)
  const expected = values.toSorted(byHundreds)
  await sortInSlices(values, byHundreds, new TimeSlices(null))
  expect(values).toEqual(expected)
})

test('a part of an array is sorted without touching the rest', async () => {
  const values = Int32Array.from({ length: 30_000 }, (_, at) => 30_000 - at)
  await sortInSlices(values.subarray(10_000, 29_000), (a, b) => a - b, new TimeSlices(null))
  expect([values[9_999], values[10_000], values[28_999], values[29_000]]).toEqual([20_001, 1_001, 20_000, 1_000])
})
