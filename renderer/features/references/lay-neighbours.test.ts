import { expect, test } from 'vitest'
import type { Neighbourhood } from '../../../shared/model/check.ts'
import { boxBeside, layNeighbours } from './lay-neighbours.ts'

const node = (name: string, distance: number, findings = 0) => ({ name, distance, findings, in: 'static' as const })
const SMALL: Neighbourhood = {
  nodes: [node('a.css', 0), node('page.html', -1), node('b.png', 1), node('c.png', 1, 2)],
  edges: [
    { from: 1, to: 0, served: 'hashed' },
    { from: 0, to: 2, served: 'hashed' },
    { from: 0, to: 3, served: 'missing' },
  ],
  left: 0,
}

test('who leads there stands on the left, what is reached on the right, files with findings first', () => {
  const { boxes, lines } = layNeighbours(SMALL, new Set(), 120)
  expect({
    boxes: boxes.map(({ column, place, members }) => [column, place, members]),
    lines: lines.map(({ from, to, isBad }) => [from.members, to.members, isBad]),
  }).toEqual({
    boxes: [
      [0, 0, [1]],
      [1, 0, [0]],
      [2, 0, [3]],
      [2, 1, [2]],
    ],
    lines: [
      [[1], [0], false],
      [[0], [2], false],
      [[0], [3], true],
    ],
  })
})
test('of three hundred neighbours a column shows a few and the rest as one box, which opens', () => {
  const many: Neighbourhood = {
    nodes: [node('a.css', 0), ...Array.from({ length: 299 }, (_, index) => node(`img/${index}.png`, 1))],
    edges: Array.from({ length: 299 }, (_, index) => ({ from: 0, to: index + 1, served: 'hashed' as const })),
    left: 0,
  }
  const closed = layNeighbours(many, new Set(), 120)
  const opened = layNeighbours(many, new Set([1]), 120)
  expect([closed.boxes.length, closed.boxes.at(-1)?.members.length, closed.lines.length, opened.boxes.length]).toEqual([
    15, 286, 14, 300,
  ])
})
test('arrows go up and down in a column and to the nearest box of the next', () => {
  const { boxes } = layNeighbours(SMALL, new Set(), 120)
  const [page, middle, worst] = boxes
  if (page === undefined || middle === undefined || worst === undefined) throw new Error('No boxes')
  const to = (from: typeof page, key: string) => boxBeside(boxes, from, key)?.members ?? null
  expect([to(page, 'ArrowRight'), to(middle, 'ArrowRight'), to(worst, 'ArrowDown'), to(page, 'ArrowLeft')]).toEqual([
    [0],
    [3],
    [2],
    null,
  ])
})
