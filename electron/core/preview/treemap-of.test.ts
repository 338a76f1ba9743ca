import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewQuerySchema } from '../../../shared/model/preview.ts'
import type { Treemap } from '../../../shared/model/treemap.ts'
import { outlineOf, previewFile } from './outline-fixture.ts'
import { Outlines } from './outlines.ts'

type Size = readonly [name: string, size: number]

async function treemap(files: readonly Size[], root: string | null, most: number, query = {}): Promise<Treemap> {
  const outlines = new Outlines(outlineOf(files.map(([name, size]) => previewFile(name, { size }))))
  const view = await outlines.open(viewQuerySchema.parse(query), [], new AbortController().signal)
  return view.treemap(root, most)
}

const SHOP: readonly Size[] = [
  ['css/a.css', 30],
  ['css/b.css', 10],
  ['img/deep/x.png', 60],
  ['empty.txt', 0],
]

test('groups hold their parts, the largest first, and what is empty is left out', async () => {
  const { trail, nodes } = await treemap(SHOP, null, 100)
  expect([trail, nodes.map(({ name, kind, parent, size, files }) => [name, kind, parent, size, files])]).toEqual([
    [{ key: '', label: 'All files' }],
    [
      ['', 'group', -1, 100, 4],
      ['img', 'group', 0, 60, 1],
      ['css', 'group', 0, 40, 2],
      ['img/deep', 'group', 1, 60, 1],
      ['img/deep/x.png', 'file', 3, 60, 1],
      ['css/a.css', 'file', 2, 30, 1],
      ['css/b.css', 'file', 2, 10, 1],
    ],
  ])
})

test('below one group the trail names the groups above it', async () => {
  const { trail, nodes } = await treemap(SHOP, 'img/deep/', 100)
  expect([trail.map(({ label }) => label), nodes.map(({ name }) => name)]).toEqual([
    ['All files', 'img', 'deep'],
    ['img/deep', 'img/deep/x.png'],
  ])
})

test('filter, search and grouping count', async () => {
  const found = await treemap(SHOP, null, 100, { grouping: 'type', search: 'css' })
  expect(found.nodes.map(({ label, type, size }) => [label, type, size])).toEqual([
    ['All files', null, 40],
    ['.css', 'css', 40],
    ['css', 'css', 40],
    ['a.css', 'css', 30],
    ['b.css', 'css', 10],
  ])
})

test('the smallest of very many are one rest', async () => {
  const files = Array.from({ length: 1500 }, (_, at): Size => [`f${at}.js`, 2000 - at])
  const { nodes } = await treemap(files, null, 5000)
  expect([nodes.length, nodes.at(-1)]).toEqual([
    1002,
    expect.objectContaining({ kind: 'rest', files: 500, label: '500 smaller', parent: 0 }),
  ])
})

test('however few nodes are wanted, those of one group sum up to it or it stays closed', async () => {
  const names = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'a/c', 'a/c/d', 'e'), fc.nat(50)), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 1, max: 30 }), async (folders, most) => {
      const { nodes } = await treemap(
        folders.map(([folder, size], at): Size => [`${folder}/${at}`, size]),
        null,
        most,
      )
      const sums = nodes.map((_, at) =>
        nodes.filter(({ parent }) => parent === at).reduce((sum, { size }) => sum + size, 0),
      )
      expect([nodes.length <= most, nodes.every(({ size }, at) => sums[at] === 0 || sums[at] === size)]).toEqual([
        true,
        true,
      ])
    }),
  )
})
