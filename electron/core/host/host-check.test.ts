import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CheckQuery, checkQuerySchema } from '../../../shared/model/check.ts'
import { HostFixture } from './host-fixture.ts'

let at: HostFixture
let projectId: string
const PAGE = { offset: 0, limit: 100 }
const ALL: CheckQuery = checkQuerySchema.parse({
  codes: [],
  severities: [],
  accepted: 'all',
  onlyNew: false,
  search: '',
})

beforeEach(async () => {
  at = new HostFixture()
  lay('shop/templates/base.html', `{% static 'shop/site.css' %}{% block a %}{% endblock %}`)
  lay('shop/templates/page.html', `{% extends 'base.html' %}{% block a %}{% static 'shop/gone.js' %}{% endblock %}`)
  lay('shop/templates/other.html', `{% extends 'base.html' %}{% block a %}{% static name %}{% endblock %}`)
  lay('shop/static/shop/app.js', `new Worker('/static/shop/none.js')`)
  const sources = [{ grantId: await at.granted('shop'), appLabel: 'shop' }]
  const project = await at.client.call('projects.openFolders', { sources, staticRootGrantId: null, settings: {} })
  projectId = project.id
})
afterEach(() => at.close())

function lay(path: string, text: string): void {
  mkdirSync(dirname(join(at.folder, path)), { recursive: true })
  writeFileSync(join(at.folder, path), text)
}

async function check(): Promise<void> {
  await at.client.call('check.start', { projectId })
  for (let job = await at.nextEnd(); job.kind !== 'check'; job = await at.nextEnd());
}

async function findings(query: Partial<CheckQuery> = {}) {
  return (await at.client.call('check.findings', { projectId, query: { ...ALL, ...query }, group: null, ...PAGE }))
    .findings
}

async function useAcceptedFile(): Promise<void> {
  lay('accepted.json', JSON.stringify({ schema: 'staticscope/accepted@1', accepted: [] }))
  const [root] = await at.client.call('grants.roots', {})
  const picked = { grantId: root?.id ?? '', file: 'accepted.json', purpose: 'accepted' } as const
  await at.client.call('check.useAccepted', { projectId, fileId: (await at.client.call('grants.pick', picked)).id })
}

function inFile(): unknown {
  return JSON.parse(readFileSync(join(at.folder, 'accepted.json'), 'utf8'))
}

test('before the first check there is no summary, and whatever needs one says so', async () => {
  expect(await at.client.call('check.summary', { projectId })).toBeNull()
  await expect(findings()).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    at.client.call('check.neighbours', { projectId, name: 'shop/site.css', limit: 9 }),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a check sums up, and its findings can be filtered, grouped, located and read one by one', async () => {
  await check()
  const summary = await at.client.call('check.summary', { projectId })
  expect(summary).toMatchObject({ projectId, templates: { templates: 3, pages: 2, failing: 1 } })
  const errors = await findings({ severities: ['error'] })
  expect(errors.map(({ code, file, target }) => [code, file, target])).toEqual([
    ['template-name-missing', 'page.html', 'shop/gone.js'],
    ['missing-target', 'shop/site.css', expect.anything()],
  ])
  const { groups } = await at.client.call('check.groups', { projectId, query: ALL, by: 'code', ...PAGE })
  expect(groups.reduce((sum, group) => sum + group.findings, 0)).toBe((await findings()).length)
  const [first] = errors
  const findingId = first?.id ?? ''
  expect(await at.client.call('check.locate', { projectId, query: ALL, by: 'code', findingId })).toEqual({
    group: 'template-name-missing',
    index: 0,
  })
  expect(await at.client.call('check.locate', { projectId, query: ALL, by: 'code', findingId: 'none' })).toBeNull()
  expect(await at.client.call('check.finding', { projectId, findingId })).toMatchObject({ finding: { id: findingId } })
  const group = { by: 'code' as const, key: 'template-name-missing' }
  expect((await at.client.call('check.findings', { projectId, query: ALL, group, ...PAGE })).total).toBe(1)
})

test('pages, references, users, unused files and neighbours are told name by name', async () => {
  await check()
  const pages = await at.client.call('check.pages', { projectId, search: 'PAGE', ...PAGE })
  expect(pages).toMatchObject({ total: 1, pages: [{ template: 'page.html', names: 2, missing: 1, dynamic: 0 }] })
  const page = await at.client.call('check.page', { projectId, template: 'other.html' })
  expect([page.dynamic, page.references.map(({ url }) => url)]).toEqual([1, ['shop/site.css', null]])
  await expect(at.client.call('check.page', { projectId, template: 'none.html' })).rejects.toMatchObject({
    code: 'not-found',
  })
  const references = await at.client.call('check.references', { projectId, file: 'shop/site.css', ...PAGE })
  expect(references.references.map(({ text, served }) => [text, served])).toEqual([
    ['img/logo.png', 'hashed'],
    ['img/gone.png', 'missing'],
  ])
  const users = await at.client.call('check.users', { projectId, name: 'shop/img/logo.png', ...PAGE })
  expect(users).toMatchObject({ total: 1, chain: ['base.html', 'shop/site.css', 'shop/img/logo.png'] })
  const unused = await at.client.call('check.unused', { projectId, search: 'app', ...PAGE })
  expect(unused.files.map(({ name }) => name)).toEqual(['shop/app.js'])
  const around = await at.client.call('check.neighbours', { projectId, name: 'shop/site.css', limit: 9 })
  expect(around.nodes.map(({ name, in: kind, distance }) => [name, kind, distance])).toEqual([
    ['shop/site.css', 'static', 0],
    ['base.html', 'template', -1],
    ['shop/img/logo.png', 'static', 1],
    ['shop/img/gone.png', 'static', 1],
  ])
})

test('what is accepted counts no more, is kept in the file that was chosen, and can be taken back', async () => {
  await check()
  await useAcceptedFile()
  const [first] = await findings()
  const findingId = first?.id ?? ''
  const accepted = await at.client.call('check.accept', { projectId, findingId, reason: 'known', expires: null })
  expect([accepted.accepted, inFile()]).toMatchObject([
    1,
    { accepted: [{ code: first?.code, place: 'page.html:1', reason: 'known', expires: null }] },
  ])
  expect((await findings({ accepted: 'only' })).map(({ id }) => id)).toEqual([findingId])
  expect((await at.client.call('check.unaccept', { projectId, findingId })).accepted).toBe(0)
  expect(inFile()).toMatchObject({ accepted: [] })
  await expect(at.client.call('check.unaccept', { projectId, findingId })).rejects.toMatchObject({ code: 'not-found' })
})

test('two findings that are accepted at once are both accepted, in the file too', async () => {
  await check()
  await useAcceptedFile()
  const [one, other] = await findings()
  await Promise.all(
    [one, other].map((finding) =>
      at.client.call('check.accept', { projectId, findingId: finding?.id ?? '', reason: 'both', expires: null }),
    ),
  )
  expect((await findings({ accepted: 'only' })).length).toBe(2)
  expect(inFile()).toMatchObject({ accepted: [{}, {}] })
})

test('folders of templates and other files that are read besides stay through a restart, until the project is forgotten', async () => {
  lay('more/extra.html', `{% static 'shop/extra.css' %}`)
  lay('shop/static/data.json', '"/static/shop/data.png"')
  const templates = [await at.granted('more')]
  const set = await at.client.call('check.setReach', { projectId, also: ['**/*.json'], templates })
  expect(set).toMatchObject({ also: ['**/*.json'], templates: [{ display: expect.stringMatching(/more$/) }] })
  await check()
  const missing = async () => (await findings({ severities: ['error'] })).map(({ file }) => file.replace(/^.*\//, ''))
  const found = ['data.json', 'extra.html', 'page.html', 'site.css']
  expect((await missing()).toSorted()).toEqual(found)

  await at.restart()
  await at.client.call('projects.reopen', { id: projectId })
  expect(await at.client.call('check.reach', { projectId })).toMatchObject({ also: set.also, templates: [{}] })
  expect(await at.client.call('check.reach', { projectId: `${projectId}~django=3.2` })).toMatchObject({
    also: set.also,
  })
  await check()
  expect((await missing()).toSorted()).toEqual(found)
  rmSync(join(at.folder, 'more'), { recursive: true })
  expect((await at.client.call('check.reach', { projectId })).templates).toEqual([])

  await at.client.call('projects.forget', { id: projectId })
  expect(await at.client.call('check.reach', { projectId })).toEqual({ also: [], templates: [] })
})

test('an export holds what the list shows', async () => {
  await check()
  const query = { ...ALL, codes: ['template-name-missing' as const] }
  const { exportId, fileName } = await at.client.call('check.prepareExport', { projectId, format: 'csv', query })
  expect(fileName).toMatch(/\.csv$/)
  const text = [...at.host.exported(exportId).pieces()].join('')
  expect(text).toContain('page.html')
  expect(text).not.toContain('site.css')
})
