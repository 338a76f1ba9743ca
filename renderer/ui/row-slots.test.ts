import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RowSlot, RowSlots } from './row-slots.ts'

/** Rows of a range; those of `unread` are still being read. */
const range = (first: number, last: number, unread: (index: number) => boolean = () => false) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at).map((index) => ({
    index,
    drawn: unread(index) ? undefined : `row ${index}`,
  }))
const keysOf = (slots: readonly RowSlot<string>[]) => slots.map(({ key }) => key)
const wordsOf = (slots: readonly RowSlot<string>[]) => slots.map(({ drawn }) => drawn)

test('a row that stays in sight keeps its element, and one that comes gets a new one', () => {
  const slots = new RowSlots<string>()
  expect([keysOf(slots.fill(range(0, 3), 100)), keysOf(slots.fill(range(2, 5), 100))]).toEqual([
    [0, 1, 2, 3],
    [2, 3, 4, 5],
  ])
})
test('after a jump the elements are filled anew, in order', () => {
  const slots = new RowSlots<string>()
  slots.fill(range(0, 3), 100)
  expect(slots.fill(range(50, 54), 100).map(({ key, drawn }) => [key, drawn])).toEqual([
    [0, 'row 50'],
    [1, 'row 51'],
    [2, 'row 52'],
    [3, 'row 53'],
    [4, 'row 54'],
  ])
})
test('while the new rows are being read, the old ones stay out of sight, and then make room', () => {
  const slots = new RowSlots<string>()
  const [before, waiting, after] = [
    slots.fill(range(0, 2), 100),
    slots.fill(
      range(50, 52, () => true),
      100,
    ),
    slots.fill(range(50, 52), 100),
  ]
  expect([wordsOf(waiting), wordsOf(after), keysOf(after)]).toEqual([
    ['row 0', 'row 1', 'row 2'],
    ['row 50', 'row 51', 'row 52'],
    keysOf(before),
  ])
})
test('a row beyond the end of a list that has become shorter does not stay', () => {
  const slots = new RowSlots<string>()
  slots.fill(range(90, 92), 100)
  const waiting = slots.fill(
    range(0, 2, () => true),
    91,
  )
  expect(wordsOf(waiting)).toEqual(['row 90', undefined, undefined])
})
test('whatever is scrolled, each row in sight is drawn once unless it is being read, under a key of its own', () => {
  const step = fc.record({
    first: fc.nat({ max: 60 }),
    length: fc.integer({ min: 1, max: 12 }),
    unread: fc.nat({ max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const held = new RowSlots<string>()
      for (const { first, length, unread } of steps) {
        const rows = range(first, first + length - 1, (index) => unread > 0 && index % (unread + 1) === 0)
        const slots = held.fill(rows, 200)
        const drawn = slots.flatMap((slot) => (slot.drawn === undefined ? [] : [slot.drawn]))
        expect(new Set(keysOf(slots)).size).toBe(rows.length)
        for (const row of rows)
          expect(drawn.filter((one) => one === `row ${row.index}`)).toHaveLength(row.drawn === undefined ? 0 : 1)
      }
    }),
  )
})
