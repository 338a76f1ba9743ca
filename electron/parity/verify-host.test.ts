import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/model/job.ts'
import { HostFixture } from '../core/host/host-fixture.ts'
import { ASSETS, BASIC, layFiles, MANAGE, storageSetting } from './project-fixture.ts'
import { findPythonEnvironment } from './python-environment.ts'

const environment = findPythonEnvironment('5.2')
const LONG_AGO = new Date('2020-01-01')
const OWN = `from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Own(ManifestStaticFilesStorage):
    def file_hash(self, name, content=None):
        return 'v1' if name in ('css/base.css', 'css/site.css', 'img/logo.svg', 'js/app.js') else 'x%d' % len(name or '')
`

let at: HostFixture
let temporary: string
const before = process.env['TMPDIR']
beforeEach(() => {
  at = new HostFixture()
  temporary = join(at.folder, 'temporary')
  mkdirSync(temporary)
  process.env['TMPDIR'] = temporary
})
afterEach(async () => {
  await at.host.close()
  const left = readdirSync(temporary)
  if (left.length > 0) throw new Error(`A verification left ${left.join(', ')} behind`)
  process.env['TMPDIR'] = before ?? ''
  if (before === undefined) delete process.env['TMPDIR']
  rmSync(at.folder, { recursive: true })
})

describe.skipIf(environment.kind === 'missing')('verifying through the contract', { timeout: 60_000 }, () => {
  it('agrees, says what it depends on, and is stale once a static file has changed', async () => {
    const projectId = await open('')
    expect(await at.client.call('verify.result', { projectId })).toBe(null)
    expect((await verify(projectId)).state).toBe('done')
    expect(await at.client.call('verify.result', { projectId })).toMatchObject({
      verification: { agrees: true, total: 4, agreed: 4 },
      stale: null,
      isAnswer: false,
    })
    writeFileSync(join(at.folder, 'django/assets/css/base.css'), 'body { margin: 2px }')
    await preview(projectId)
    expect((await at.client.call('verify.result', { projectId }))?.stale).toBe('Static files changed')
  })

  it('makes what Django did the answer, and shows both sides', async () => {
    const projectId = await open(storageSetting('5.2', 'own.Own'))
    const doubted = await at.client.call('preview.findings', { projectId, offset: 0, limit: 50 })
    await verify(projectId)
    const { total, differences } = await at.client.call('verify.differences', { projectId, offset: 0, limit: 2 })
    expect({ total, first: differences[0] }).toMatchObject({
      total: 5,
      first: { kind: 'name', theirs: expect.anything() },
    })
    const text = async (name: string, side: 'ours' | 'theirs'): Promise<string> =>
      (await at.client.call('verify.text', { projectId, name, side, offset: 0, limit: 4096 })).text
    expect(await text('css/site.v1.css', 'theirs')).toContain('base.v1.css')
    expect(await text(differences[0]?.ours ?? '', 'ours')).not.toContain('v1')

    const summary = await at.client.call('preview.summary', { projectId })
    const file = await at.client.call('preview.file', { projectId, name: 'css/base.css' })
    const findings = await at.client.call('preview.findings', { projectId, offset: 0, limit: 50 })
    expect({ by: summary?.verifiedBy, hashedName: file.hashedName, url: file.url }).toEqual({
      by: expect.stringMatching(/^5\.2\./),
      hashedName: 'css/base.v1.css',
      url: '/static/css/base.v1.css',
    })
    expect(doubted.findings.map(({ code }) => code)).toContain('not-emulated')
    expect(findings.findings.map(({ code }) => code)).not.toContain('not-emulated')
    // A refresh of the same files keeps the answer.
    await preview(projectId)
    expect((await at.client.call('verify.result', { projectId }))?.isAnswer).toBe(true)
  })

  it('collects into a new folder what Django wrote when it was verified', async () => {
    const projectId = await open(storageSetting('5.2', 'own.Own'))
    const target = { kind: 'folder', grantId: await at.granted('django'), newFolder: 'out' } as const
    const doubted = await at.client.call('collect.plan', { projectId, target })
    expect({ isVerified: doubted.isVerified, doubts: doubted.doubts.length }).toEqual({ isVerified: false, doubts: 1 })
    await verify(projectId)
    const plan = await at.client.call('collect.plan', { projectId, target })
    expect(plan).toMatchObject({ kind: 'new', isVerified: true, doubts: [], error: null })
    await at.client.call('collect.start', { projectId, planId: plan.id, keepGoing: false })
    expect((await at.nextEnd()).state).toBe('done')
    const written = readdirSync(join(at.folder, 'django/out'), { recursive: true }).map(String)
    expect(written).toEqual(expect.arrayContaining(['css/site.v1.css', 'css/site.css', 'staticfiles.json']))
  })

  it('collects into the configured STATIC_ROOT only as it was shown, and into no other filled folder', async () => {
    const projectId = await open('', { 'collected/left-over.txt': 'left over' })
    const own = await at.client.call('collect.plan', { projectId, target: { kind: 'static-root' } })
    expect(own).toMatchObject({ kind: 'static-root', added: 4, overwritten: 0, unchanged: 1, removed: 0 })
    writeFileSync(join(at.folder, 'django/collected/css.txt'), 'another')
    writeFileSync(join(at.folder, 'django/assets/more.txt'), 'more')
    await at.client.call('collect.start', { projectId, planId: own.id, keepGoing: false })
    expect((await at.nextEnd()).error).toMatchObject({ code: 'changed-while-reading' })
    const again = await at.client.call('collect.plan', { projectId, target: { kind: 'static-root' } })
    await at.client.call('collect.start', { projectId, planId: again.id, keepGoing: false })
    expect((await at.nextEnd()).state).toBe('done')
    expect(readdirSync(join(at.folder, 'django/collected')).toSorted()).toEqual(
      ['css', 'css.txt', 'img', 'js', 'left-over.txt', 'more.txt'].toSorted(),
    )
    const filled = { kind: 'folder', grantId: await at.granted('shop'), newFolder: null } as const
    await expect(at.client.call('collect.plan', { projectId, target: filled })).rejects.toMatchObject({
      code: 'output-not-empty',
    })
  })

  it('refuses a what-if that the real Django cannot be told, and projects that are folders', async () => {
    const projectId = await open('')
    const { settings } = await at.client.call('projects.get', { id: projectId })
    await at.client.call('projects.configure', { id: projectId, settings: { ...settings, storage: 'manifest' } })
    await expect(at.client.call('verify.start', { projectId })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('storage'),
    })
    await expect(at.client.call('verify.start', { projectId: await at.openShop() })).rejects.toMatchObject({
      code: 'bad-input',
    })
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const projectId = await open(storageSetting('5.2', 'own.Own'), {
      'own.py': `${OWN}
    def post_process(self, *args, **options):
        import time
        open('${join(at.folder, 'reached')}', 'w').close()
        time.sleep(300)
        yield
`,
    })
    const job = await at.client.call('verify.start', { projectId })
    await expect.poll(() => existsSync(join(at.folder, 'reached')), { timeout: 30_000 }).toBe(true)
    await at.client.call('jobs.cancel', { id: job.id })
    expect((await at.nextEnd()).state).toBe('cancelled')
    expect(await at.client.call('verify.result', { projectId })).toBe(null)
  })
})

/** Opens a project, previews it and gives its id. */
async function open(settings: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = join(at.folder, 'django')
  const all = { 'manage.py': MANAGE, 'site_settings.py': BASIC + settings, 'own.py': OWN, ...ASSETS, ...files }
  layFiles(folder, all)
  for (const path of Object.keys(all)) utimesSync(join(folder, path), LONG_AGO, LONG_AGO)
  const python = environment.kind === 'ready' ? environment.python : ''
  symlinkSync(dirname(dirname(python)), join(folder, '.venv'))
  const grantId = await at.granted('django')
  const { interpreters } = await at.client.call('projects.inspect', { grantId })
  const job = await at.client.call('projects.openDjango', {
    grantId,
    settingsModule: null,
    interpreterId: interpreters[0]?.id ?? '',
    environment: {},
    consent: true,
  })
  await at.nextEnd()
  await preview(job.projectId)
  return job.projectId
}

async function preview(projectId: string): Promise<void> {
  await at.client.call('preview.start', { projectId })
  await at.nextEnd()
}

async function verify(projectId: string): Promise<Job> {
  await at.client.call('verify.start', { projectId })
  return at.nextEnd()
}
