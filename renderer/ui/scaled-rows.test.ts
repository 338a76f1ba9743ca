import { expect, test } from 'vitest'
import { fractionOf, rowShift, SLOTS } from './scaled-rows.ts'

test('a list of ordinary length is not shifted', () => {
  expect([rowShift(500_000, 0.7), rowShift(SLOTS, 1)]).toEqual([0, 0])
})
test('the first and the last of five million rows can be reached', () => {
  expect([rowShift(5_000_000, 0), rowShift(5_000_000, 1) + SLOTS]).toEqual([0, 5_000_000])
})
test('a row that is scrolled to lies within the slots', () => {
  const total = 5_000_000
  for (const index of [0, 1, 1_234_567, 4_000_000, total - 1]) {
    const slot = index - rowShift(total, fractionOf(total, index))
    expect(slot >= 0 && slot < SLOTS).toBe(true)
  }
})
