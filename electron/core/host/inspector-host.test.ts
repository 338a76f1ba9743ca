import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClient, type InspectorClient } from '../../../shared/contract/client.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { METHOD_NAMES } from '../../../shared/contract/method-names.ts'
import { METHODS } from '../../../shared/contract/methods.ts'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { Job } from '../../../shared/model/job.ts'
import { viewQuerySchema } from '../../../shared/model/preview.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import { previewFile, previewOf } from '../preview/preview-fixture.ts'
import type { EngineFunctions } from './engine-functions.ts'
import { createInspectorHost, type InspectorHost } from './inspector-host.ts'
import { createMemoryTransport } from './memory-transport.ts'

const ERROR = {
  name: 'shop/site.css',
  type: 'ValueError',
  message: "The file 'shop/img/gone.png' could not be found",
  step: 'reference',
  line: 3,
  column: 14,
  matched: 'url(img/gone.png)',
  target: 'shop/img/gone.png',
} as const

const FINDING = {
  code: 'missing-target',
  severity: 'error',
  name: 'shop/site.css',
  line: 3,
  column: 14,
  target: 'shop/img/gone.png',
  message: 'shop/img/gone.png is in no source folder.',
} as const

function shopPreview(request: PreviewRequest): Preview {
  const preview = previewOf(
    [
      previewFile('shop/site.css', { errors: 1, findings: 1, action: 'failed', source: '/shop/static/shop/site.css' }),
      previewFile('shop/img/logo.png', { size: 300 }),
      previewFile('robots.txt'),
    ],
    { request, errors: [ERROR], findings: [FINDING], succeeds: false, firstError: ERROR },
  )
  return { ...preview, counts: { ...preview.counts, errors: 1 } }
}

/** An engine whose previews are made up; it stands in where the work itself is not what a test is about. */
const QUICK_ENGINE: EngineFunctions = {
  previewStatic: (request, { report }) => {
    report({ step: 'Reading files', done: 3, total: 3 })
    return Promise.resolve(shopPreview(request))
  },
  describeFile: (preview, name) => {
    const file = preview.files.find((one) => one.name === name)
    const provider = preview.providers[file?.provider ?? 0]
    if (file === undefined || provider === undefined)
      return Promise.reject(new InspectorError('not-found', `${name} is not collected.`))
    return Promise.resolve({
      name,
      hashedName: null,
      url: null,
      action: file.action,
      actionReason: 'The destination is empty.',
      provider,
      source: file.source,
      size: file.size,
      outputSize: null,
      md5: null,
      adjustable: true,
      candidates: [],
      referencesOut: [],
      usedBy: [],
      compressed: [],
      errors: [],
      findings: [],
    })
  },
  readContent: (_preview, _name, side, firstLine) =>
    Promise.resolve({
      kind: 'text',
      side,
      totalLines: 9,
      firstLine,
      lines: [{ text: 'a { }', marks: [], cut: false }],
      image: null,
      size: 5,
    }),
  checkFreshness: () => Promise.resolve({ fresh: false, added: 1, removed: 0, changed: 2 }),
}

let folder = ''
let host: InspectorHost | null = null
let ended: Job[] = []
let waiting: ((job: Job) => void)[] = []
let client: InspectorClient = connect()

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'inspector-host-')))
  for (const path of ['shop/static/shop/img', 'shop/vendor', 'blog/static', 'sample/site'])
    mkdirSync(join(folder, path), { recursive: true })
  writeFileSync(join(folder, 'shop/static/robots.txt'), '')
  client = connect()
})
afterEach(async () => {
  await host?.close()
  rmSync(folder, { recursive: true })
})

/** A client of a new host, outputs checked. */
function connect(engine: Partial<EngineFunctions> = {}): InspectorClient {
  const transport = createMemoryTransport(() => {
    host ??= createInspectorHost(
      {
        dataFolder: join(folder, 'data'),
        sampleFolder: join(folder, 'sample'),
        roots: [folder],
        emit: transport.emit,
      },
      { ...QUICK_ENGINE, ...engine },
    )
    return host
  })
  host = null
  ended = []
  waiting = []
  const made = createClient(transport, true)
  made.onEvent((event) => {
    if (event.topic !== 'job' || event.payload.state === 'running') return
    const waiter = waiting.shift()
    if (waiter === undefined) ended.push(event.payload)
    else waiter(event.payload)
  })
  return made
}

/** The next job that ends. */
function nextEnd(): Promise<Job> {
  const known = ended.shift()
  return known === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(known)
}

async function granted(path: string): Promise<string> {
  let [{ id } = { id: '' }] = await client.call('grants.roots', {})
  for (const part of path.split('/')) id = (await client.call('grants.narrow', { grantId: id, folder: part })).id
  return id
}

async function openShop(): Promise<string> {
  const project = await client.call('projects.openFolders', {
    sources: [{ grantId: await granted('shop/static') }],
    staticRootGrantId: null,
    settings: {},
  })
  return project.id
}

async function previewShop(): Promise<string> {
  const projectId = await openShop()
  await client.call('preview.start', { projectId })
  await nextEnd()
  return projectId
}

const query = viewQuerySchema.parse({})

test('a granted folder lists its subfolders by name with what is in them', async () => {
  mkdirSync(join(folder, 'shop/.git'))
  const grantId = await granted('shop')
  expect(await client.call('grants.list', { grantId })).toEqual([
    { name: '.git', folders: 0, files: 0 },
    { name: 'static', folders: 1, files: 1 },
    { name: 'vendor', folders: 0, files: 0 },
  ])
})

test('folders open as a project, directories before apps', async () => {
  const project = await client.call('projects.openFolders', {
    sources: [
      { grantId: await granted('blog'), appLabel: 'blog' },
      { grantId: await granted('shop/static'), prefix: 'shop' },
    ],
    staticRootGrantId: await granted('shop/vendor'),
    settings: { django: '4.2' },
  })
  expect(project).toEqual({
    id: expect.any(String),
    title: expect.stringContaining('inspector-host-'),
    kind: 'folders',
    sources: [
      { display: join(folder, 'shop/static'), name: 'static', prefix: 'shop', appLabel: null, missing: false },
      { display: join(folder, 'blog'), name: 'blog', prefix: '', appLabel: 'blog', missing: false },
    ],
    staticRoot: join(folder, 'shop/vendor'),
    settings: { ...DEFAULT_COLLECT_SETTINGS, django: '4.2' },
  })
})

test('a project is named after its folder, not after what everybody calls theirs', async () => {
  expect((await client.call('projects.get', { id: await openShop() })).title).toBe('shop')
})

test('equal folders are the same project, and configuring changes its settings', async () => {
  const id = await openShop()
  await client.call('projects.configure', { id, settings: { storage: 'plain' } })
  expect([await openShop(), (await client.call('projects.get', { id })).settings.storage]).toEqual([id, 'manifest'])
})

test('the sample opens with the settings it names', async () => {
  const release = (id: string) => ({
    id,
    title: `Release ${id}`,
    dirs: [{ path: `site`, prefix: '' }],
    apps: [{ label: 'cart', path: `apps/cart` }],
    settings: { django: '5.1' },
  })
  writeFileSync(
    join(folder, 'sample/sample.json'),
    JSON.stringify({ releases: [release('41'), release('42')], open: '42' }),
  )
  const project = await client.call('projects.openSample', {})
  expect([project.id, project.title, project.settings.django, project.sources.map((one) => one.missing)]).toEqual([
    'sample',
    'Release 42',
    '5.1',
    [false, true],
  ])
  await client.call('projects.configure', { id: 'sample', settings: { django: '3.2' } })
  expect((await client.call('projects.reopen', { id: 'sample' })).settings.django).toBe('3.2')
})

test('a sample that is missing or leads outside is told', async () => {
  await expect(client.call('projects.openSample', {})).rejects.toMatchObject({ code: 'not-found' })
  const outside = { id: '1', title: 'T', dirs: [{ path: '../shop' }], apps: [], settings: {} }
  writeFileSync(join(folder, 'sample/sample.json'), JSON.stringify({ releases: [outside], open: '1' }))
  await expect(client.call('projects.openSample', {})).rejects.toMatchObject({ code: 'refused' })
})

test('recents remember projects with the errors of their last preview, also after a restart', async () => {
  const id = await previewShop()
  await host?.close()
  client = connect()
  const expected = {
    id,
    title: 'shop',
    kind: 'folders',
    display: join(folder, 'shop/static'),
    django: '5.2',
    storage: 'manifest',
    openedAt: expect.stringMatching(/^\d{4}-/),
    errors: 1,
  }
  expect(await client.call('projects.recents', {})).toEqual([expected])
  expect((await client.call('projects.reopen', { id })).sources[0]?.missing).toBe(false)
  await client.call('projects.forget', { id })
  expect(await client.call('projects.recents', {})).toEqual([])
})

test('a recent project whose folders are gone says so', async () => {
  const id = await openShop()
  rmSync(join(folder, 'shop'), { recursive: true })
  await expect(client.call('projects.reopen', { id })).rejects.toMatchObject({
    code: 'missing-folder',
    message: expect.stringContaining(join(folder, 'shop/static')),
  })
})

test('a preview starts as a job, ends with an event and has a summary', async () => {
  const projectId = await openShop()
  expect(await client.call('preview.summary', { projectId })).toBe(null)
  const started = await client.call('preview.start', { projectId })
  const end = await nextEnd()
  expect([started.state, end.id, end.state, await client.call('jobs.list', {})]).toEqual([
    'running',
    started.id,
    'done',
    [end],
  ])
  expect(await client.call('preview.summary', { projectId })).toMatchObject({
    projectId,
    revision: 1,
    succeeds: false,
    django: { version: '5.2', rules: '5.2', family: 'C', newerThanKnown: false },
    firstError: { type: 'ValueError' },
  })
})

test('errors and findings come in pages', async () => {
  const projectId = await previewShop()
  expect([
    await client.call('preview.errors', { projectId, offset: 0, limit: 10 }),
    await client.call('preview.errors', { projectId, offset: 1, limit: 10 }),
    await client.call('preview.findings', { projectId, offset: 0, limit: 1 }),
  ]).toEqual([
    { total: 1, errors: [ERROR] },
    { total: 1, errors: [] },
    { total: 1, findings: [FINDING] },
  ])
})

test('one file, its content and the freshness of the folders can be asked for', async () => {
  const projectId = await previewShop()
  const content = { projectId, name: 'robots.txt', side: 'source', firstLine: 2, lines: 5 } as const
  expect([
    (await client.call('preview.file', { projectId, name: 'robots.txt' })).source,
    (await client.call('preview.content', content)).firstLine,
    await client.call('preview.freshness', { projectId }),
    host?.pathOf(projectId, 'shop/site.css'),
    host?.pathOf(projectId, 'nothing'),
  ]).toEqual([
    '/shop/static/robots.txt',
    2,
    { fresh: false, added: 1, removed: 0, changed: 2 },
    '/shop/static/shop/site.css',
    null,
  ])
  await expect(client.call('preview.file', { projectId, name: 'nothing' })).rejects.toMatchObject({ code: 'not-found' })
})

test('before the first preview there is nothing to look at', async () => {
  const projectId = await openShop()
  await expect(client.call('view.open', { projectId, query, expanded: [] })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a view is opened, paged, toggled, searched for a name and closed', async () => {
  const projectId = await previewShop()
  const view = await client.call('view.open', { projectId, query, expanded: [] })
  const { viewId } = view
  const labels = async () =>
    (await client.call('view.rows', { viewId, offset: 0, limit: 9 })).rows.map((row) => row.label)
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
    await client.call('view.toggle', { viewId, key: 'shop/', expanded: false }),
    await client.call('view.locate', { viewId, name: 'shop/img/logo.png' }),
    await client.call('view.toggleAll', { viewId, expanded: false }),
    await client.call('view.locate', { viewId, name: 'gone' }),
    await client.call('view.close', { viewId }),
  ]).toEqual([{ total: 2 }, { total: 5, index: 2 }, { total: 2 }, { total: 2, index: null }, null])
  await expect(labels()).rejects.toMatchObject({ code: 'not-found' })
})

test('a view of an older preview says that the preview was renewed', async () => {
  const projectId = await previewShop()
  const { viewId } = await client.call('view.open', { projectId, query, expanded: [] })
  await client.call('preview.start', { projectId })
  await nextEnd()
  await expect(client.call('view.rows', { viewId, offset: 0, limit: 9 })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('renewed'),
  })
  expect((await client.call('view.open', { projectId, query, expanded: [] })).revision).toBe(2)
})

test('a running preview is joined, and cancelled when asked', async () => {
  let runs = 0
  client = connect({
    previewStatic: (_request, { signal }) => {
      runs++
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new InspectorError('cancelled', 'Cancelled')))
      })
    },
  })
  const projectId = await openShop()
  const first = await client.call('preview.start', { projectId })
  const second = await client.call('preview.start', { projectId })
  expect(await client.call('jobs.cancel', { id: first.id })).toBe(null)
  expect([second.id, (await nextEnd()).state, runs, await client.call('preview.summary', { projectId })]).toEqual([
    first.id,
    'cancelled',
    1,
    null,
  ])
})

test('a preview that fails leaves the one before, and keeps its code', async () => {
  let runs = 0
  client = connect({
    previewStatic: (request) => {
      runs++
      if (runs === 1) return Promise.resolve(shopPreview(request))
      return Promise.reject(new InspectorError('missing-folder', 'There is no folder /shop.'))
    },
  })
  const projectId = await previewShop()
  await client.call('preview.start', { projectId })
  expect([(await nextEnd()).error, (await client.call('preview.summary', { projectId }))?.revision]).toEqual([
    { code: 'missing-folder', message: 'There is no folder /shop.' },
    1,
  ])
})

test('a crash inside a job is a defect of that job alone', async () => {
  client = connect({
    previewStatic: () => {
      throw new TypeError('x is undefined')
    },
  })
  const projectId = await openShop()
  await client.call('preview.start', { projectId })
  expect((await nextEnd()).error).toEqual({
    code: 'defect',
    message: 'This is a fault in Staticscope: x is undefined',
  })
  expect((await client.call('projects.get', { id: projectId })).title).toBe('shop')
})

test('a call that was given up is rejected at once', async () => {
  const abort = new AbortController()
  client = connect({ checkFreshness: () => new Promise(() => {}) })
  const projectId = await previewShop()
  const call = client.call('preview.freshness', { projectId }, { signal: abort.signal })
  abort.abort()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
})

test('every method of the engine refuses an input that is none', async () => {
  await client.call('grants.roots', {})
  const engineSide = METHOD_NAMES.filter((method) => METHODS[method].side === 'engine')
  const codes = await Promise.all(
    engineSide.map(async (method) => {
      try {
        await host?.call(method, { surprise: true }, new AbortController().signal)
        return `${method} accepted it`
      } catch (error) {
        return error instanceof InspectorError ? error.code : 'no expected failure'
      }
    }),
  )
  expect(codes).toEqual(engineSide.map(() => 'bad-input'))
})

test('a refused input names the field', async () => {
  const call = client.call('projects.configure', { id: 'x', settings: { django: 'five' } })
  await expect(call).rejects.toMatchObject({
    code: 'bad-input',
    message: 'projects.configure: settings.django: Write a Django version as 5.2 or 5.2.19',
  })
})

test('native methods are answered by the program around the engine', async () => {
  await expect(client.call('system.copyText', { text: 'x' })).rejects.toMatchObject({ code: 'not-available' })
})

test('unknown projects, grants, views and jobs are not found', async () => {
  const calls = [
    client.call('projects.get', { id: 'x' }),
    client.call('preview.start', { projectId: 'x' }),
    client.call('grants.list', { grantId: 'x' }),
    client.call('view.rows', { viewId: 'x', offset: 0, limit: 1 }),
    client.call('jobs.cancel', { id: 'x' }),
  ]
  const results = await Promise.allSettled(calls)
  expect(results.map((result) => (result.status === 'rejected' ? result.reason.code : 'found'))).toEqual(
    calls.map(() => 'not-found'),
  )
})

test('a link out of a grant is listed and refused, a link within it followed', async () => {
  symlinkSync(join(folder, 'blog'), join(folder, 'shop/out'))
  symlinkSync(join(folder, 'shop/static'), join(folder, 'shop/in'))
  const grantId = await granted('shop')
  expect((await client.call('grants.list', { grantId })).map((one) => one.name)).toEqual([
    'in',
    'out',
    'static',
    'vendor',
  ])
  await expect(client.call('grants.narrow', { grantId, folder: 'out' })).rejects.toMatchObject({ code: 'refused' })
  expect((await client.call('grants.narrow', { grantId, folder: 'in' })).display).toBe(join(folder, 'shop/static'))
})

test.each(['..', '.', 'static/shop', '/', 'robots.txt', 'none'])('a grant cannot be narrowed to %s', async (name) => {
  const grantId = await granted('shop')
  await expect(client.call('grants.narrow', { grantId, folder: name })).rejects.toMatchObject({ code: 'refused' })
})

test('what is no folder cannot be granted', async () => {
  await client.call('grants.roots', {})
  await expect(host?.grant(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'missing-folder' })
  await expect(host?.grant(join(folder, 'shop/static/robots.txt'))).rejects.toMatchObject({ code: 'missing-folder' })
})

test('a closed host answers no more', async () => {
  await client.call('grants.roots', {})
  await host?.close()
  await expect(client.call('jobs.list', {})).rejects.toMatchObject({ code: 'engine-gone' })
})
