import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentAt, placeOf, ticksOf, timeScale } from './time-scale.ts'

const moments = fc.uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 2, maxLength: 30 })

test('a moment keeps its second on the way to its place and back', () => {
  fc.assert(
    fc.property(moments, fc.double({ min: 0, max: 1, noNaN: true }), (times, share) => {
      const scale = timeScale(times)
      const [first = 0, last = 0] = [scale.moments[0], scale.moments.at(-1)]
      const at = Math.round(first + share * (last - first))
      return momentAt(scale, placeOf(scale, at)) === at
    }),
  )
})
test('two seconds between long spans can be seen', () => {
  const scale = timeScale([0, 300, 302, 86_400])
  expect(scale.places.map((place) => Math.round(place * 100))).toEqual([0, 28, 34, 100])
})
test('labels neither meet nor leave the line', () => {
  fc.assert(
    fc.property(moments, fc.double({ min: 0.01, max: 0.4, noNaN: true }), (times, width) => {
      const scale = timeScale(times)
      const lefts = ticksOf(scale, () => width).map((moment) => placeOf(scale, moment) * (1 - width))
      expect(lefts[0]).toBe(0)
      for (const [at, left] of lefts.entries()) {
        expect(left + width).toBeLessThanOrEqual(1 + 1e-9)
        expect(left - (lefts[at - 1] ?? -1)).toBeGreaterThanOrEqual(width - 1e-9)
      }
    }),
  )
})
