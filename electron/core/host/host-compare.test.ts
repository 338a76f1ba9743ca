import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InspectorError } from '../../../shared/contract/errors.ts'
import { HostFixture } from './host-fixture.ts'

let fixture: HostFixture

beforeEach(() => {
  fixture = new HostFixture()
})
afterEach(() => fixture.close())

/** Keeps release `old`, then edits the image that site.css refers to, and compares with the folder as it is now. */
async function compareWithWorkingTree(): Promise<string> {
  const projectId = await fixture.openShop()
  const source = { kind: 'project', projectId, keepGoing: true } as const
  await fixture.client.call('releases.take', { source, name: 'old' })
  await fixture.nextEnd()
  writeFileSync(join(fixture.folder, 'shop/static/shop/img/logo.png'), 'another image')
  const { comparisonId } = await fixture.client.call('compare.start', { a: { release: 'old' }, b: { source } })
  expect(await fixture.nextEnd()).toMatchObject({ kind: 'compare', state: 'done' })
  return comparisonId
}

describe('a comparison in a host', () => {
  it('is made as a job of a kept release and the folder as it is, with the verdict first', async () => {
    const comparisonId = await compareWithWorkingTree()
    const summary = await fixture.client.call('compare.summary', { comparisonId })
    expect(summary?.sentence).toBe('1 edit changes 2 names: 1 changes only by ripple from shop/img/logo.png.')
  })

  it('tells what a file is that is no text, and gives pictures alone as bytes', async () => {
    const comparisonId = await compareWithWorkingTree()
    const image = { comparisonId, name: 'shop/img/logo.png', side: 'b', offset: 0, limit: 1024 } as const
    const { a, b, first, sources } = await fixture.client.call('compare.contents', { comparisonId, name: image.name })
    const refused = await fixture.client.call('compare.image', image).catch((error: InspectorError) => error.code)
    expect([a.type, a.size, b.type, b.size, first?.offset, sources, refused]).toEqual([
      'text',
      19,
      'text',
      13,
      0,
      null,
      'refused',
    ])
  })

  it('gives a picture piece by piece', async () => {
    const projectId = await fixture.openShop()
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000020000000308', 'hex')
    writeFileSync(join(fixture.folder, 'shop/static/shop/img/logo.png'), png)
    const source = { kind: 'project', projectId, keepGoing: true } as const
    const { comparisonId } = await fixture.client.call('compare.start', { a: { source }, b: { source } })
    await fixture.nextEnd()
    const name = 'shop/img/logo.png'
    const piece = (offset: number) =>
      fixture.client.call('compare.image', { comparisonId, name, side: 'a', offset, limit: 20 })
    const pieces = [await piece(0), await piece(20)]
    const { a } = await fixture.client.call('compare.contents', { comparisonId, name })
    const bytes = Buffer.concat(pieces.map(({ base64 }) => Buffer.from(base64, 'base64')))
    expect([bytes.equals(png), pieces[0]?.total, a.detail]).toEqual([
      true,
      png.byteLength,
      { kind: 'image', type: 'image/png', width: 2, height: 3 },
    ])
  })

  it('shows rows grouped, filtered and searched, and walks through them', async () => {
    const comparisonId = await compareWithWorkingTree()
    const open = async (query: object) => {
      const { viewId, counts } = await fixture.client.call('compare.open', { comparisonId, query })
      const { rows } = await fixture.client.call('compare.rows', { viewId, offset: 0, limit: 50 })
      const step = { viewId, from: null, forward: true, onlyOwn: true }
      const { name } = await fixture.client.call('compare.step', step)
      return { counts, rows: rows.map(({ label, cause, depth }) => [depth, label, cause]), firstOwn: name }
    }
    expect([
      await open({ grouping: 'root' }),
      await open({ search: 'cause:ripple' }),
      await open({ filter: 'own' }),
    ]).toEqual([
      {
        counts: { changed: 2, own: 1, alarms: 0 },
        rows: [
          [0, 'shop/img/logo.png', null],
          [1, 'shop', null],
          [2, 'img', null],
          [3, 'logo.png', 'own-edit'],
          [2, 'site.css', 'ripple'],
        ],
        firstOwn: 'shop/img/logo.png',
      },
      {
        counts: { changed: 1, own: 0, alarms: 0 },
        rows: [
          [0, 'shop', null],
          [1, 'site.css', 'ripple'],
        ],
        firstOwn: null,
      },
      {
        counts: { changed: 2, own: 1, alarms: 0 },
        rows: [
          [0, 'shop', null],
          [1, 'img', null],
          [2, 'logo.png', 'own-edit'],
        ],
        firstOwn: 'shop/img/logo.png',
      },
    ])
  })

  it('opens a view at the selected file and steps to the next one, each with the rows that are in sight of it', async () => {
    const comparisonId = await compareWithWorkingTree()
    const sight = { reach: 0, pageSize: 2 }
    const ask = { comparisonId, query: { filter: 'all' }, selected: 'shop/img/logo.png', sight } as const
    const opened = await fixture.client.call('compare.open', ask)
    const step = { viewId: opened.viewId, from: null, forward: true, onlyOwn: false, sight }
    const stepped = await fixture.client.call('compare.step', step)
    const located = await fixture.client.call('compare.locate', { viewId: opened.viewId, name: 'gone', sight })
    const { rows: all } = await fixture.client.call('compare.rows', { viewId: opened.viewId, offset: 0, limit: 50 })
    const places = [opened, stepped, located].map(({ total, index, offset, rows }) => [
      total,
      index === null ? null : all[index]?.name,
      offset,
      rows.map(({ name }) => name),
    ])
    const selected = [5, 'shop/img/logo.png', 2, ['shop/img/logo.png', 'shop/site.css']]
    expect({ places, name: stepped.name }).toEqual({
      places: [selected, selected, [5, null, 0, ['shop', 'shop/img']]],
      name: 'shop/img/logo.png',
    })
  })

  it('brings the rows along with what opens and closes groups', async () => {
    const comparisonId = await compareWithWorkingTree()
    const { viewId } = await fixture.client.call('compare.open', { comparisonId, query: {} })
    const toggle = (key: string | null, expanded: boolean, offset: number) =>
      fixture.client.call('compare.toggle', { viewId, key, expanded, offset, limit: 2 })
    const answers = [await toggle(null, false, 0), await toggle('shop/', true, 0), await toggle(null, true, 2)]
    expect(answers.map(({ total, rows }) => [total, rows.map(({ name }) => name)])).toEqual([
      [1, ['shop']],
      [3, ['shop', 'shop/img']],
      [4, ['shop/img/logo.png', 'shop/site.css']],
    ])
  })

  it('tells of one file, and gives the texts of both sides with hashes hidden', async () => {
    const comparisonId = await compareWithWorkingTree()
    const { difference } = await fixture.client.call('compare.file', { comparisonId, name: 'shop/site.css' })
    const { reaches } = await fixture.client.call('compare.file', { comparisonId, name: 'shop/img/logo.png' })
    const wish = {
      comparisonId,
      name: 'shop/site.css',
      content: 'output',
      hideHashes: true,
      offset: 0,
      limit: 40,
    } as const
    const texts = [
      await fixture.client.call('compare.text', { ...wish, side: 'a' }),
      await fixture.client.call('compare.text', { ...wish, side: 'b' }),
    ]
    expect({ chain: difference.chain, reaches, texts: texts.map(({ text, hidden }) => [text, hidden]) }).toEqual({
      chain: ['shop/site.css', 'shop/img/logo.png'],
      reaches: ['shop/site.css'],
      texts: [
        ['a { background: url("img/logo.‹hash›.png', 1],
        ['a { background: url("img/logo.‹hash›.png', 1],
      ],
    })
  })

  it('shows unchanged files too when all are asked for, a table without folders, and the sizes of what changed', async () => {
    const comparisonId = await compareWithWorkingTree()
    const query = { filter: 'all', grouping: 'none', sort: 'size', descending: true } as const
    const { viewId } = await fixture.client.call('compare.open', { comparisonId, query })
    const { rows } = await fixture.client.call('compare.rows', { viewId, offset: 0, limit: 50 })
    const { nodes } = await fixture.client.call('compare.treemap', { viewId, root: null, maxNodes: 100 })
    const { exportId } = await fixture.client.call('compare.export', { comparisonId, format: 'csv', viewId })
    expect({
      rows: rows.filter(({ cause }) => cause !== 'unchanged').map(({ label, change, kind }) => [label, change, kind]),
      hasUnchanged: rows.some(({ cause, change }) => cause === 'unchanged' && change === 0),
      states: nodes.flatMap(({ label, state }) => (state === 'same' || label === 'All files' ? [] : [[label, state]])),
      lines: [...fixture.host.exported(exportId).pieces()].length - 2 - rows.length,
    }).toEqual({
      rows: [
        ['shop/site.css', 0, 'file'],
        ['shop/img/logo.png', -6, 'file'],
      ],
      hasUnchanged: true,
      states: [
        ['site.css', 'ripple'],
        ['logo.png', 'own'],
      ],
      lines: 0,
    })
  })

  it('names the neighbours of a file in the ripple', async () => {
    const comparisonId = await compareWithWorkingTree()
    const { users } = await fixture.client.call('compare.file', { comparisonId, name: 'shop/img/logo.png' })
    const { targets } = await fixture.client.call('compare.file', { comparisonId, name: 'shop/site.css' })
    expect({ users, targets }).toEqual({
      users: [{ name: 'shop/site.css', cause: 'ripple' }],
      targets: [{ name: 'shop/img/logo.png', cause: 'own-edit' }],
    })
  })

  it('is saved as a document', async () => {
    const comparisonId = await compareWithWorkingTree()
    const { exportId, fileName } = await fixture.client.call('compare.export', { comparisonId, format: 'html' })
    const [page = ''] = fixture.host.exported(exportId).pieces()
    expect({ isHtml: fileName.endsWith('.html'), start: page.slice(0, 15) }).toEqual({
      isHtml: true,
      start: '<!doctype html>',
    })
  })

  it('of a release that is not there fails as a job, and says so', async () => {
    await fixture.client.call('compare.start', { a: { release: 'none' }, b: { release: 'none' } })
    expect(await fixture.nextEnd()).toMatchObject({ state: 'failed', error: { code: 'not-found' } })
  })
})
