import { expect, test } from 'vitest'
import { markPieces } from './mark-pieces.ts'

test('a line is cut at its marks and loses nothing', () => {
  const pieces = markPieces('a url(x.png) b', [[2, 12]])
  expect(pieces).toEqual([
    { text: 'a ', isMarked: false },
    { text: 'url(x.png)', isMarked: true },
    { text: ' b', isMarked: false },
  ])
})
test('marks that overlap or lie outside do not repeat text', () => {
  expect(
    markPieces('abcdef', [
      [4, 99],
      [0, 2],
      [1, 3],
    ]).map(({ text }) => text),
  ).toEqual(['ab', 'c', 'd', 'ef'])
})
