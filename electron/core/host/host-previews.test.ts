import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { viewQuerySchema } from '../../../shared/model/preview.ts'
import { REAL_ENGINE, type EngineFunctions } from './engine-functions.ts'
import { HostFixture } from './host-fixture.ts'

let at: HostFixture
beforeEach(() => {
  at = new HostFixture()
})
afterEach(() => at.close())

/** Starts over with parts of the engine replaced. */
async function use(engine: Partial<EngineFunctions>): Promise<void> {
  await at.close()
  at = new HostFixture(engine)
}

const query = viewQuerySchema.parse({})

test('a preview starts as a job, ends with an event and has a summary', async () => {
  const projectId = await at.openShop()
  expect(await at.client.call('preview.summary', { projectId })).toBe(null)
  const started = await at.client.call('preview.start', { projectId })
  const end = await at.nextEnd()
  expect([started.state, end.id, end.state, await at.client.call('jobs.list', {})]).toEqual([
    'running',
    started.id,
    'done',
    [end],
  ])
  expect(await at.client.call('preview.summary', { projectId })).toMatchObject({
    projectId,
    revision: 1,
    succeeds: false,
    django: { version: '5.2', rules: '5.2', family: 'C', newerThanKnown: false },
    firstError: { type: 'ValueError' },
  })
})

test('errors and findings come in pages', async () => {
  const projectId = await at.previewShop()
  const place = { name: 'shop/site.css', line: 3, target: 'shop/img/gone.png' }
  expect([
    await at.client.call('preview.errors', { projectId, offset: 0, limit: 10 }),
    await at.client.call('preview.errors', { projectId, offset: 1, limit: 10 }),
    await at.client.call('preview.findings', { projectId, offset: 0, limit: 1 }),
  ]).toEqual([
    { total: 1, errors: [expect.objectContaining({ ...place, step: 'reference', matched: 'url(img/gone.png)' })] },
    { total: 1, errors: [] },
    { total: 1, findings: [expect.objectContaining({ ...place, code: 'missing-target' })] },
  ])
})

test('one file and a part of its content can be asked for', async () => {
  const projectId = await at.previewShop()
  const source = join(at.folder, 'shop/static/shop/site.css')
  const file = await at.client.call('preview.file', { projectId, name: 'shop/site.css' })
  const content = await at.client.call('preview.text', {
    projectId,
    name: 'shop/site.css',
    side: 'source',
    offset: 0,
    limit: 1024,
  })
  expect([
    [file.name, file.source, file.errors.map((error) => error.line)],
    [content.text.split('\n')[2], content.next],
    at.host.pathOf(projectId, 'shop/site.css'),
    at.host.pathOf(projectId, 'nothing'),
  ]).toEqual([['shop/site.css', source, [3]], ['b { background: url(img/gone.png) }', null], source, null])
  await expect(at.client.call('preview.file', { projectId, name: 'nothing' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a preview is fresh until the folders change', async () => {
  const projectId = await at.previewShop()
  const before = await at.client.call('preview.freshness', { projectId })
  writeFileSync(join(at.folder, 'shop/static/new.txt'), '')
  expect([before, await at.client.call('preview.freshness', { projectId })]).toEqual([
    { fresh: true, added: 0, removed: 0, changed: 0, settingsChanged: false, watching: 'events' },
    { fresh: false, added: 1, removed: 0, changed: 0, settingsChanged: false, watching: 'events' },
  ])
})

test('before the first preview there is nothing to look at', async () => {
  const projectId = await at.openShop()
  await expect(at.client.call('view.open', { projectId, query, expanded: [] })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a view is opened, paged, toggled, searched for a name and closed', async () => {
  const projectId = await at.previewShop()
  const view = await at.client.call('view.open', { projectId, query, expanded: [] })
  const { viewId } = view
  const labels = async () =>
    (await at.client.call('view.rows', { viewId, offset: 0, limit: 9 })).rows.map((row) => row.label)
  expect([view, await labels()]).toEqual([
    {
      viewId: expect.any(String),
      revision: 1,
      total: 4,
      counts: { all: 3, broken: 1, shadowed: 0, rewritten: 1, warned: 0, 'not-collected': 0, differs: 0 },
    },
    ['shop', 'img', 'site.css', 'robots.txt'],
  ])
  expect([
    await at.client.call('view.toggle', { viewId, key: 'shop/', expanded: false }),
    await at.client.call('view.locate', { viewId, name: 'shop/img/logo.png' }),
    await at.client.call('view.toggleAll', { viewId, expanded: false }),
    await at.client.call('view.locate', { viewId, name: 'gone' }),
    await at.client.call('view.close', { viewId }),
  ]).toEqual([{ total: 2 }, { total: 5, index: 2 }, { total: 2 }, { total: 2, index: null }, null])
  await expect(labels()).rejects.toMatchObject({ code: 'not-found' })
})

test('sizes of a view, users of a file and a document to save can be asked for', async () => {
  const projectId = await at.previewShop()
  const { viewId } = await at.client.call('view.open', { projectId, query, expanded: [] })
  const { nodes } = await at.client.call('view.treemap', { viewId, root: null, maxNodes: 50 })
  const users = await at.client.call('preview.users', { projectId, name: 'shop/img/logo.png', offset: 0, limit: 5 })
  const prepared = await at.client.call('preview.prepareExport', { projectId, format: 'csv', viewId })
  const path = join(at.folder, 'rows.csv')
  await at.host.writeExport(prepared.exportId, path)
  expect([
    nodes.filter(({ kind }) => kind === 'file').length,
    users.users.map(({ name }) => name),
    prepared.fileName,
    readFileSync(path, 'utf8').split('\r\n').length,
  ]).toEqual([3, ['shop/site.css'], 'static-files-shop.csv', 5])
  await expect(at.host.writeExport('other', path)).rejects.toMatchObject({ code: 'not-found' })
})

test('a view of an older preview says that the preview was renewed', async () => {
  const projectId = await at.previewShop()
  const { viewId } = await at.client.call('view.open', { projectId, query, expanded: [] })
  await at.client.call('preview.start', { projectId })
  await at.nextEnd()
  await expect(at.client.call('view.rows', { viewId, offset: 0, limit: 9 })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('renewed'),
  })
  expect((await at.client.call('view.open', { projectId, query, expanded: [] })).revision).toBe(2)
})

test('a running preview is joined, and cancelled when asked', async () => {
  let runs = 0
  await use({
    previewStatic: (_request, { signal }) => {
      runs++
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new InspectorError('cancelled', 'Cancelled')))
      })
    },
  })
  const projectId = await at.openShop()
  const first = await at.client.call('preview.start', { projectId })
  const second = await at.client.call('preview.start', { projectId })
  expect(await at.client.call('jobs.cancel', { id: first.id })).toBe(null)
  expect([second.id, (await at.nextEnd()).state, runs, await at.client.call('preview.summary', { projectId })]).toEqual(
    [first.id, 'cancelled', 1, null],
  )
})

test('a preview that fails leaves the one before, and keeps its code', async () => {
  let runs = 0
  await use({
    previewStatic: (request, context) => {
      runs++
      if (runs === 1) return REAL_ENGINE.previewStatic(request, context)
      return Promise.reject(new InspectorError('missing-folder', 'There is no folder /shop.'))
    },
  })
  const projectId = await at.previewShop()
  await at.client.call('preview.start', { projectId })
  expect([(await at.nextEnd()).error, (await at.client.call('preview.summary', { projectId }))?.revision]).toEqual([
    { code: 'missing-folder', message: 'There is no folder /shop.' },
    1,
  ])
})

test('a crash inside a job is a defect of that job alone', async () => {
  await use({
    previewStatic: () => {
      throw new TypeError('x is undefined')
    },
  })
  const projectId = await at.openShop()
  await at.client.call('preview.start', { projectId })
  expect((await at.nextEnd()).error).toEqual({
    code: 'defect',
    message: 'This is a fault in Staticscope: x is undefined',
  })
  expect((await at.client.call('projects.get', { id: projectId })).title).toBe('shop')
})
