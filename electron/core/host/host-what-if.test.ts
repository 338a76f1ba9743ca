import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { viewQuerySchema } from '../../../shared/model/preview.ts'
import type { WhatIfChange } from '../../../shared/model/what-if.ts'
import { whatIfIdOf } from '../../../shared/text/what-if-id.ts'
import { HostFixture } from './host-fixture.ts'

let at: HostFixture
beforeEach(() => {
  at = new HostFixture()
})
afterEach(() => at.close())

/** Opens two folders and runs a what-if on them; gives its id. */
async function tryOut(change: WhatIfChange): Promise<string> {
  mkdirSync(join(at.folder, 'shop/vendor/shop/img'), { recursive: true })
  writeFileSync(join(at.folder, 'shop/vendor/shop/img/gone.png'), 'not gone')
  writeFileSync(join(at.folder, 'shop/vendor/robots.txt'), 'others')
  const sources = [{ grantId: await at.granted('shop/static') }, { grantId: await at.granted('shop/vendor') }]
  const { id } = await at.client.call('projects.openFolders', { sources, staticRootGrantId: null, settings: {} })
  const projectId = whatIfIdOf(id, change)
  await at.client.call('preview.start', { projectId })
  await at.nextEnd()
  return projectId
}

test('a folder less takes files away and lets an error appear, and the project itself stays as it is', async () => {
  const projectId = await tryOut({ order: [0] })
  const head = await at.client.call('whatIf.summary', { projectId })
  const base = await at.client.call('preview.summary', { projectId: projectId.replace(/~.*/, '') })
  expect([head, base?.succeeds]).toMatchObject([
    {
      files: 2,
      kinds: { removed: 1, 'new-error': 1 },
      succeeds: { before: true, after: false },
      errors: { gone: [], appeared: [{ name: 'shop/site.css', line: 3 }] },
    },
    true,
  ])
})

test('the outline shows what differs, with what is taken away, and all of what is left', async () => {
  const projectId = await tryOut({ order: [0] })
  const rowsOf = async (filter: 'all' | 'differs') => {
    const query = viewQuerySchema.parse({ filter })
    const view = await at.client.call('view.open', { projectId, query, expanded: [] })
    await at.client.call('view.toggleAll', { viewId: view.viewId, expanded: true })
    const { rows } = await at.client.call('view.rows', { viewId: view.viewId, offset: 0, limit: 50 })
    const files = rows.filter(({ kind }) => kind !== 'group')
    return [view.counts.all, view.counts.differs, files.map(({ name, kind, differences }) => [name, kind, differences])]
  }
  expect([await rowsOf('differs'), await rowsOf('all')]).toEqual([
    [
      3,
      2,
      [
        ['shop/img/gone.png', 'removed', ['removed']],
        ['shop/site.css', 'file', ['new-error']],
      ],
    ],
    [
      3,
      2,
      [
        ['shop/img/logo.png', 'file', []],
        ['shop/site.css', 'file', ['new-error']],
        ['robots.txt', 'file', []],
      ],
    ],
  ])
})

test('one file tells both sides', async () => {
  const projectId = await tryOut({ order: [1, 0] })
  expect([
    await at.client.call('whatIf.file', { projectId, name: 'robots.txt' }),
    await at.client.call('whatIf.file', { projectId, name: 'shop/site.css' }),
  ]).toMatchObject([
    {
      kinds: ['winner', 'bytes', 'name'],
      before: { source: join(at.folder, 'shop/static/robots.txt') },
      after: { source: join(at.folder, 'shop/vendor/robots.txt') },
    },
    null,
  ])
})

test('a what-if is a project of its own that cannot be configured and is in no list', async () => {
  const projectId = await tryOut({ django: '3.2' })
  const project = await at.client.call('projects.get', { id: projectId })
  expect([project.settings.django, (await at.client.call('projects.recents', {})).map(({ id }) => id)]).toEqual([
    '3.2',
    [projectId.replace(/~.*/, '')],
  ])
  await expect(at.client.call('projects.configure', { id: projectId, settings: {} })).rejects.toMatchObject({
    code: 'bad-input',
  })
})

test('a new preview of the project makes its what-ifs out of date', async () => {
  const projectId = await tryOut({ clear: true })
  await at.client.call('preview.start', { projectId: projectId.replace(/~.*/, '') })
  await at.nextEnd()
  expect(await at.client.call('preview.summary', { projectId })).toBe(null)
})

test('a what-if is neither collected nor verified', async () => {
  const projectId = await tryOut({ clear: true })
  await expect(at.client.call('verify.start', { projectId })).rejects.toMatchObject({ code: 'refused' })
  await expect(at.client.call('collect.start', { projectId, planId: 'x', keepGoing: false })).rejects.toMatchObject({
    code: 'refused',
  })
})

test('what cannot be tried is refused in a sentence', async () => {
  const projectId = await tryOut({ clear: true })
  const id = projectId.replace(/~.*/, '')
  const refusals = [{ staticRoot: 'configured' } as const, { order: [9] }].map((change) =>
    at.client.call('projects.get', { id: whatIfIdOf(id, change) }).catch((error: unknown) => String(error)),
  )
  expect(await Promise.all(refusals)).toEqual([
    'InspectorError: No STATIC_ROOT was chosen with these folders. Open them again with one.',
    'InspectorError: No folder is left to collect from. Keep at least one.',
  ])
})
