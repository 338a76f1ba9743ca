import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fractionOf, offsetToShow, rowShift, SLOTS } from './scaled-rows.ts'

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

const LIST = { total: 1000, align: 'auto', rowHeight: 26, headerHeight: 24 } as const

test('a row that is in sight moves nothing, and one above or below just comes into sight', () => {
  const offsets = [40, 10, 70].map((index) => offsetToShow({ ...LIST, index }, 1000, 500))
  expect(offsets).toEqual([1000, 260, 70 * 26 + 26 + 24 - 500])
})
test('a row that is jumped to stands in the middle, but nothing is scrolled beyond either end', () => {
  const offsets = [500, 3, 999].map((index) => offsetToShow({ ...LIST, index, align: 'center' }, 5000, 500))
  expect(offsets).toEqual([13_000 + 25 - 250, 0, 1000 * 26 + 24 - 500])
})
test('wherever a list was scrolled and however much shorter it is now, the row is in sight behind the header', () => {
  const offset = fc.integer({ min: 0, max: 1_000_000 })
  const align = fc.constantFrom('auto' as const, 'center' as const)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(),
      offset,
      fc.integer({ min: 60, max: 2000 }),
      align,
      (...of) => {
        const [total, at, before, view, how] = of
        const index = at % total
        const after = offsetToShow({ ...LIST, total, index, align: how }, before, view)
        const top = index * 26
        expect(after).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(Math.max(0, total * 26 + 24 - view))
        expect(top >= after && top + 26 + 24 <= after + view).toBe(true)
      },
    ),
  )
})
