import { expect, test } from 'vitest'
import { seriesPhrase, seriesRanges } from './series-ranges.ts'

test('neighbouring versions of the same verdict share a tag', () => {
  const verdicts = [
    ['3.2', false],
    ['4.0', true],
    ['4.1', true],
    ['4.2', false],
  ] as const
  expect(seriesRanges(verdicts.map(([series, fails]) => ({ series, fails }))).map(({ label }) => label)).toEqual([
    '3.2 passes',
    '4.0 – 4.1 fails',
    '4.2 passes',
  ])
})

test('a phrase tells which versions fail and which pass, and nothing where all are alike', () => {
  const of = (...fails: readonly boolean[]) =>
    seriesPhrase(fails.map((fail, at) => ({ series: ['3.2', '4.2', '5.2', '6.1'][at] ?? '', fails: fail })))
  expect([of(true, true, true, false), of(false, true, false, true), of(true, true), of()]).toEqual([
    'fails in 3.2 – 5.2, passes in 6.1',
    'fails in 4.2, 6.1, passes in 3.2, 5.2',
    null,
    null,
  ])
})
