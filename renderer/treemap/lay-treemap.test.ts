import { expect, test } from 'vitest'
import type { TreemapNode } from '../../shared/model/treemap.ts'
import { cellAt, layTreemap, neighbourOf } from './lay-treemap.ts'

function node(label: string, parent: number, size: number): TreemapNode {
  return {
    key: label,
    kind: 'file',
    parent,
    label,
    name: label,
    size,
    files: 1,
    provider: null,
    type: '',
    state: 'fine',
  }
}

const SHOP = [node('all', -1, 100), node('img', 0, 60), node('css', 0, 40), node('a.png', 1, 60), node('b.css', 2, 40)]

test('areas follow sizes, and parts lie in their group', () => {
  const cells = layTreemap([node('all', -1, 100), node('a', 0, 75), node('b', 0, 25)], 400, 100)
  const areas = cells.map(({ node: { label }, x0, x1, y0, y1 }) => [label, Math.round(((x1 - x0) * (y1 - y0)) / 1000)])
  expect(areas).toEqual([
    ['all', 40],
    ['a', 30],
    ['b', 10],
  ])
  const [all, ...parts] = layTreemap(SHOP, 300, 200)
  expect(
    parts.every(
      ({ x0, y0, x1, y1 }) => all !== undefined && x0 >= all.x0 && y0 >= all.y0 && x1 <= all.x1 && y1 <= all.y1,
    ),
  ).toBe(true)
})

test('a large open group has room for its label', () => {
  expect(layTreemap(SHOP, 300, 200).map(({ node: { label }, head }) => [label, head])).toEqual([
    ['all', 0],
    ['img', 17],
    ['css', 17],
    ['a.png', 0],
    ['b.css', 0],
  ])
})

test('the innermost cell is found at a point, and none outside', () => {
  const cells = layTreemap(SHOP, 300, 200)
  expect([cellAt(cells, 20, 100)?.node.label, cellAt(cells, 20, 5)?.node.label, cellAt(cells, 900, 5)]).toEqual([
    'a.png',
    'img',
    null,
  ])
})

test('arrows go to the cell beside, and nowhere at the edge', () => {
  const cells = layTreemap(SHOP, 300, 100).filter(({ depth }) => depth === 1)
  const [img, css] = cells
  expect(
    img !== undefined && css !== undefined
      ? [
          neighbourOf(cells, img, 'right')?.node.label,
          neighbourOf(cells, css, 'left')?.node.label,
          neighbourOf(cells, img, 'left'),
          neighbourOf(cells, css, 'down'),
        ]
      : [],
  ).toEqual(['css', 'img', null, null])
})

test('many thousands of nodes are laid out, and nothing has nothing', () => {
  const many = [
    node('all', -1, 20_000),
    ...Array.from({ length: 20_000 }, (_, at) => node(String(at), 0, 1 + (at % 9))),
  ]
  expect([layTreemap(many, 1600, 1000).length > 15_000, layTreemap([], 100, 100), layTreemap(SHOP, 0, 100)]).toEqual([
    true,
    [],
    [],
  ])
})
