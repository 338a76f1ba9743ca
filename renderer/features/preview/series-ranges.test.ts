import { expect, test } from 'vitest'
import { seriesRanges } from './series-ranges.ts'

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
