import { expect, test } from 'vitest'
import type { RowMark } from '../../../shared/model/preview.ts'
import { describeMark } from '../../../shared/text/describe-row.ts'
import { fitMarks } from './fit-marks.ts'

function fit(...marks: readonly RowMark[]) {
  const { words, signs, more } = fitMarks(marks.map(describeMark))
  return { words: words?.text, signs: signs.map(({ sign, count }) => sign + count), more }
}

test('a row without marks shows none', () => {
  expect(fit()).toEqual({ words: undefined, signs: [], more: 0 })
})

test('the worst mark is shown in words, two others as sign and count', () => {
  expect(fit({ kind: 'broken', count: 1 }, { kind: 'warning', count: 1 }, { kind: 'rewritten', count: 2 })).toEqual({
    words: '1 broken',
    signs: ['!1', '◇2'],
    more: 0,
  })
})

test('marks without room are counted, and none is half shown', () => {
  expect(
    fit(
      { kind: 'broken', count: 18 },
      { kind: 'warning', count: 312 },
      { kind: 'shadowed', count: 7 },
      { kind: 'rewritten', count: 1204 },
    ),
  ).toEqual({ words: '18 broken', signs: [], more: 3 })
})
