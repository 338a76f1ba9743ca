import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFiles } from '../files/lay-files.ts'
import { checkReferences } from './check-references.ts'
import type { Check } from './check-result.ts'
import { neighboursOf } from './neighbours-of.ts'

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
let check: Check

beforeAll(async () => {
  using folder = layFiles({
    'a.css': '@import "b.css";@import "c.css";',
    'b.css': '@import "d.css";@import "a.css";',
    'c.css': '@import "d.css";a{background:url(gone.png)}',
    'd.css': 'a{background:url(x.png)}',
    'x.png': 'x',
    'alone.png': 'x',
  })
  const sources = [{ kind: 'directory', path: join(folder.path), prefix: '' } as const]
  const settings = { ...DEFAULT_COLLECT_SETTINGS, storage: 'plain' as const, order: 'sorted' as const }
  const preview = await previewStatic({ settings, sources, staticRoot: null }, work)
  check = await checkReferences({ preview, templateFolders: null, python: new Map(), accepted: [] }, work)
})

function namesAround(name: string, limit: number): string[] {
  return neighboursOf(check, name, limit).nodes.map((node) => `${node.distance} ${node.name}`)
}

test('neighbours are told nearest first, users on one side and targets on the other', () => {
  expect(namesAround('d.css', 100)).toEqual(['0 d.css', '-1 b.css', '-1 c.css', '1 x.png', '-2 a.css'])
  expect(namesAround('alone.png', 100)).toEqual(['0 alone.png'])
  expect(namesAround('none.png', 100)).toEqual(['0 none.png'])
})

test('a name that is not there is a neighbour of who asks for it, with what it does to the page', () => {
  const { nodes, edges } = neighboursOf(check, 'gone.png', 2)
  expect(nodes.map(({ name, findings }) => [name, findings > 0])).toEqual([
    ['gone.png', false],
    ['c.css', true],
  ])
  expect(edges).toEqual([{ from: 1, to: 0, served: 'missing' }])
})

test('edges stand once among all that are shown, those of a ring too', () => {
  const { nodes, edges } = neighboursOf(check, 'b.css', 100)
  const drawn = edges.map(({ from, to }) => `${nodes[from]?.name} → ${nodes[to]?.name}`)
  expect(drawn.toSorted()).toEqual([...new Set(drawn)].toSorted())
  expect(drawn).toEqual(expect.arrayContaining(['a.css → b.css', 'b.css → a.css', 'b.css → d.css']))
})

test('what does not fit is counted once, however many lead there', () => {
  expect(neighboursOf(check, 'x.png', 4)).toMatchObject({ nodes: [{}, {}, {}, {}], left: 1 })
  for (let limit = 1; limit < 7; limit++)
    expect(neighboursOf(check, 'a.css', limit).nodes.length).toBeLessThanOrEqual(limit)
})
