import { afterEach, beforeEach, expect, test } from 'vitest'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { viewQuerySchema } from '../../../shared/model/preview.ts'
import type { EngineFunctions } from './engine-functions.ts'
import { ERROR, FINDING, HostFixture, shopPreview } from './host-fixture.ts'

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
  expect([
    await at.client.call('preview.errors', { projectId, offset: 0, limit: 10 }),
    await at.client.call('preview.errors', { projectId, offset: 1, limit: 10 }),
    await at.client.call('preview.findings', { projectId, offset: 0, limit: 1 }),
  ]).toEqual([
    { total: 1, errors: [ERROR] },
    { total: 1, errors: [] },
    { total: 1, findings: [FINDING] },
  ])
})

test('one file, its content and the freshness of the folders can be asked for', async () => {
  const projectId = await at.previewShop()
  const content = { projectId, name: 'robots.txt', side: 'source', firstLine: 2, lines: 5 } as const
  expect([
    (await at.client.call('preview.file', { projectId, name: 'robots.txt' })).source,
    (await at.client.call('preview.content', content)).firstLine,
    await at.client.call('preview.freshness', { projectId }),
    at.host.pathOf(projectId, 'shop/site.css'),
    at.host.pathOf(projectId, 'nothing'),
  ]).toEqual([
    '/shop/static/robots.txt',
    2,
    { fresh: false, added: 1, removed: 0, changed: 2 },
    '/shop/static/shop/site.css',
    null,
  ])
  await expect(at.client.call('preview.file', { projectId, name: 'nothing' })).rejects.toMatchObject({
    code: 'not-found',
  })
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
      counts: { all: 3, broken: 1, shadowed: 0, rewritten: 0, warned: 0, 'not-collected': 0 },
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
    previewStatic: (request) => {
      runs++
      if (runs === 1) return Promise.resolve(shopPreview(request))
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
