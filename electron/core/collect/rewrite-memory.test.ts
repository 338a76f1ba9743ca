import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packRewrites, type RecordedRewrite, unpackRewrites } from './rewrite-memory.ts'

const reference = fc.record({
  pattern: fc.nat(9),
  start: fc.nat(),
  matched: fc.string(),
  url: fc.string(),
  urlStart: fc.nat(),
  written: fc.string(),
  writtenUrl: fc.option(fc.string()),
  outcome: fc.constantFrom('rewritten', 'left'),
  left: fc.option(fc.string()),
  target: fc.option(fc.string()),
  line: fc.nat(),
  sourceLine: fc.nat(),
  column: fc.nat(),
  error: fc.constant(null),
})
const recorded = fc.record({
  answers: fc.array(fc.tuple(fc.string(), fc.string())),
  md5: fc.string(),
  size: fc.nat(),
  references: fc.array(reference),
}) as unknown as fc.Arbitrary<RecordedRewrite>

test('what was packed comes back whole, the last three variants of a file', () => {
  fc.assert(
    fc.property(fc.array(recorded, { maxLength: 5 }), (variants) => {
      expect(unpackRewrites(packRewrites(variants))).toEqual(variants.slice(-3))
    }),
  )
})

test('a text of another shape gives nothing', () => {
  for (const text of ['', '{}', '[1]', '[[[],"",0,3]]', 'null']) expect(unpackRewrites(text)).toEqual([])
})
