import { expect, test } from 'vitest'
import type { TreemapNode } from '../../shared/model/treemap.ts'
import { coloursFor } from './treemap-colours.ts'

function file(provider: string, size: number, state: TreemapNode['state'] = 'fine'): TreemapNode {
  return { key: '', kind: 'file', parent: 0, label: '', name: '', size, files: 1, provider, type: provider, state }
}

test('the largest providers have a colour each, the others share one', () => {
  const nodes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, at) => file(name, 100 - at))
  const { legend, roleOf } = coloursFor(nodes, 'provider')
  expect([legend.map(({ label }) => label), roleOf(file('f', 1)), new Set(nodes.map(roleOf)).size]).toEqual([
    ['a', 'b', 'c', 'd', 'e', 'Others'],
    'unknown',
    6,
  ])
})

test('states have signs beside their colours, and only those that occur are explained', () => {
  const { legend, signOf } = coloursFor([file('a', 1, 'broken'), file('b', 1)], 'state')
  expect([legend.map(({ label, sign }) => `${sign}${label}`), signOf(file('a', 1, 'broken'))]).toEqual([
    ['×Broken', 'Fine'],
    '×',
  ])
})

test('a file without an ending is called so', () => {
  expect(coloursFor([file('', 1)], 'type').legend.map(({ label }) => label)).toEqual(['no ending'])
})
