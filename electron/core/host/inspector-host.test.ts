import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { METHOD_NAMES } from '../../../shared/contract/method-names.ts'
import { METHODS } from '../../../shared/contract/methods.ts'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { EngineFunctions } from './engine-functions.ts'
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

test('folders open as a project, directories before apps', async () => {
  const project = await at.client.call('projects.openFolders', {
    sources: [
      { grantId: await at.granted('blog'), appLabel: 'blog' },
      { grantId: await at.granted('shop/static'), prefix: 'shop' },
    ],
    staticRootGrantId: await at.granted('shop/vendor'),
    settings: { django: '4.2' },
  })
  expect(project).toEqual({
    id: expect.any(String),
    title: expect.stringContaining('inspector-host-'),
    kind: 'folders',
    sources: [
      { display: join(at.folder, 'shop/static'), name: 'static', prefix: 'shop', appLabel: null, missing: false },
      { display: join(at.folder, 'blog'), name: 'blog', prefix: '', appLabel: 'blog', missing: false },
    ],
    staticRoot: join(at.folder, 'shop/vendor'),
    staticRootChoice: 'configured',
    configuredStaticRoot: join(at.folder, 'shop/vendor'),
    django: null,
    settings: { ...DEFAULT_COLLECT_SETTINGS, django: '4.2' },
  })
})

test('a project is named after its folder, not after what everybody calls theirs', async () => {
  expect((await at.client.call('projects.get', { id: await at.openShop() })).title).toBe('shop')
})

test('equal folders are the same project, and configuring changes its settings', async () => {
  const id = await at.openShop()
  await at.client.call('projects.configure', { id, settings: { storage: 'plain' } })
  expect([await at.openShop(), (await at.client.call('projects.get', { id })).settings.storage]).toEqual([
    id,
    'manifest',
  ])
})

test('a clean STATIC_ROOT can count instead of the chosen one, and the chosen one again', async () => {
  const sources = [{ grantId: await at.granted('shop/static') }]
  const staticRootGrantId = await at.granted('shop/vendor')
  const { id } = await at.client.call('projects.openFolders', { sources, staticRootGrantId, settings: {} })
  const clean = await at.client.call('projects.configure', { id, settings: {}, staticRoot: 'clean' })
  await at.restart()
  const again = await at.client.call('projects.configure', { id, settings: {}, staticRoot: 'configured' })
  expect([clean.staticRoot, clean.configuredStaticRoot, again.staticRoot]).toEqual([
    null,
    join(at.folder, 'shop/vendor'),
    join(at.folder, 'shop/vendor'),
  ])
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
    join(at.folder, 'sample/sample.json'),
    JSON.stringify({ releases: [release('41'), release('42')], open: '42' }),
  )
  const project = await at.client.call('projects.openSample', {})
  expect([project.id, project.title, project.settings.django, project.sources.map((one) => one.missing)]).toEqual([
    'sample',
    'Release 42',
    '5.1',
    [false, true],
  ])
  await at.client.call('projects.configure', { id: 'sample', settings: { django: '3.2' } })
  expect((await at.client.call('projects.reopen', { id: 'sample' })).settings.django).toBe('3.2')
})

test('a sample that is missing or leads outside is told', async () => {
  await expect(at.client.call('projects.openSample', {})).rejects.toMatchObject({ code: 'not-found' })
  const outside = { id: '1', title: 'T', dirs: [{ path: '../shop' }], apps: [], settings: {} }
  writeFileSync(join(at.folder, 'sample/sample.json'), JSON.stringify({ releases: [outside], open: '1' }))
  await expect(at.client.call('projects.openSample', {})).rejects.toMatchObject({ code: 'refused' })
})

test('recents remember projects with the errors of their last preview, also after a restart', async () => {
  const id = await at.previewShop()
  await at.restart()
  const expected = {
    id,
    title: 'shop',
    kind: 'folders',
    display: join(at.folder, 'shop/static'),
    django: '5.2',
    storage: 'manifest',
    settingsModule: null,
    openedAt: expect.stringMatching(/^\d{4}-/),
    errors: 1,
  }
  expect(await at.client.call('projects.recents', {})).toEqual([expected])
  expect((await at.client.call('projects.reopen', { id })).sources[0]?.missing).toBe(false)
  await at.client.call('projects.forget', { id })
  expect(await at.client.call('projects.recents', {})).toEqual([])
})

test('a recent project whose folders are gone says so', async () => {
  const id = await at.openShop()
  rmSync(join(at.folder, 'shop'), { recursive: true })
  await expect(at.client.call('projects.reopen', { id })).rejects.toMatchObject({
    code: 'missing-folder',
    message: expect.stringContaining(join(at.folder, 'shop/static')),
  })
})

test('a call that was given up is rejected at once', async () => {
  const abort = new AbortController()
  await use({ watchPreview: () => new Promise(() => {}) })
  const projectId = await at.previewShop()
  const call = at.client.call('preview.freshness', { projectId }, { signal: abort.signal })
  abort.abort()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
})

test('every method of the engine refuses an input that is none', async () => {
  await at.client.call('grants.roots', {})
  const engineSide = METHOD_NAMES.filter((method) => METHODS[method].side === 'engine')
  const codes = await Promise.all(
    engineSide.map(async (method) => {
      try {
        await at.host.call(method, { surprise: true }, new AbortController().signal)
        return `${method} accepted it`
      } catch (error) {
        return error instanceof InspectorError ? error.code : 'no expected failure'
      }
    }),
  )
  expect(codes).toEqual(engineSide.map(() => 'bad-input'))
})

test('a refused input names the field', async () => {
  const call = at.client.call('projects.configure', { id: 'x', settings: { django: 'five' } })
  await expect(call).rejects.toMatchObject({
    code: 'bad-input',
    message: 'projects.configure: settings.django: Write a Django version as 5.2 or 5.2.19',
  })
})

test('native methods are answered by the program around the engine', async () => {
  await expect(at.client.call('system.copyText', { text: 'x' })).rejects.toMatchObject({ code: 'not-available' })
})

test('unknown projects, grants, views and jobs are not found', async () => {
  const calls = [
    at.client.call('projects.get', { id: 'x' }),
    at.client.call('preview.start', { projectId: 'x' }),
    at.client.call('grants.list', { grantId: 'x' }),
    at.client.call('view.rows', { viewId: 'x', offset: 0, limit: 1 }),
    at.client.call('jobs.cancel', { id: 'x' }),
  ]
  const results = await Promise.allSettled(calls)
  expect(results.map((result) => (result.status === 'rejected' ? result.reason.code : 'found'))).toEqual(
    calls.map(() => 'not-found'),
  )
})

test('a closed host answers no more', async () => {
  await at.client.call('grants.roots', {})
  await at.host.close()
  await expect(at.client.call('jobs.list', {})).rejects.toMatchObject({ code: 'engine-gone' })
})
