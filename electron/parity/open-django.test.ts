import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/model/job.ts'
import { HostFixture } from '../core/host/host-fixture.ts'
import { findPythonEnvironment } from './python-environment.ts'

const environment = findPythonEnvironment('5.2')

const MANAGE = `import os, sys
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'conf.settings')
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
`
/** Leaves a mark each time that it is loaded. */
const SETTINGS = `import os
BASE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
fd = os.open(BASE + '/../loaded', os.O_WRONLY | os.O_CREAT | os.O_APPEND)
os.write(fd, b'x')
os.close(fd)
print('loading')
SECRET_KEY = os.environ['SHOP_KEY']
STATIC_URL = '/static/'
STATIC_ROOT = BASE + '/out'
STATICFILES_DIRS = [BASE + '/assets']
INSTALLED_APPS = ['django.contrib.staticfiles']
STORAGES = {'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}
`
/** Long enough ago that times prove something. */
const LONG_AGO = new Date('2020-01-01')

let at: HostFixture
beforeEach(() => {
  at = new HostFixture()
  lay('django/manage.py', MANAGE)
  lay('django/conf/__init__.py', '')
  lay('django/conf/settings.py', SETTINGS)
  lay('django/assets/site.css', 'a { background: url(gone.png) }')
  mkdirSync(join(at.folder, 'django/.venv/bin'), { recursive: true })
  const python = environment.kind === 'ready' ? environment.python : 'python3'
  symlinkSync(dirname(dirname(python)), join(at.folder, 'django/env'))
})
afterEach(() => at.close())

function lay(path: string, text: string): void {
  const file = join(at.folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  utimesSync(file, LONG_AGO, LONG_AGO)
}

/** How often the project's code has run. */
function timesLoaded(): number {
  const mark = join(at.folder, 'loaded')
  return existsSync(mark) ? readFileSync(mark).length : 0
}

async function choice(change: { consent?: boolean; environment?: Record<string, string> } = {}) {
  const grantId = await at.granted('django')
  const { interpreters } = await at.client.call('projects.inspect', { grantId })
  return {
    grantId,
    settingsModule: null,
    interpreterId: interpreters[0]?.id ?? '',
    environment: { SHOP_KEY: 'quite secret' },
    consent: true,
    ...change,
  }
}

/** Opens the project and gives its id. */
async function open(): Promise<string> {
  const job = await at.client.call('projects.openDjango', await choice())
  await at.nextEnd()
  return job.projectId
}

/** Until the files are older than a tick of the clock: before, no reading of them is remembered. */
async function settled(): Promise<void> {
  await after(2100)
}

async function preview(projectId: string): Promise<Job> {
  await at.client.call('preview.start', { projectId })
  return at.nextEnd()
}

describe.skipIf(environment.kind === 'missing')('opening a Django project', { timeout: 60_000 }, () => {
  it('shows what would run, and runs nothing without consent', async () => {
    const grantId = await at.granted('django')
    const found = await at.client.call('projects.inspect', { grantId })
    const python = join(at.folder, 'django/env/bin/python')
    expect({ ...found, interpreters: found.interpreters.slice(0, 1) }).toEqual({
      grantId,
      title: 'django',
      display: join(at.folder, 'django'),
      folder: join(at.folder, 'django'),
      hasManage: true,
      settingsModules: [{ value: 'conf.settings', reason: 'named in manage.py' }],
      usual: { settingsModule: null, reason: 'as manage.py says' },
      interpreters: [
        {
          id: expect.any(String),
          display: python,
          reason: 'the virtual environment env in django',
          command: [python, '-B', expect.stringMatching(/read_settings\.py$/)],
          isAllowed: false,
        },
      ],
      last: null,
    })
    await expect(at.client.call('projects.openDjango', await choice({ consent: false }))).rejects.toMatchObject({
      code: 'consent-needed',
    })
    expect(timesLoaded()).toBe(0)
  })

  it('opens with the settings of the project, and what is overridden stands beside them', async () => {
    const id = await open()
    const project = await at.client.call('projects.get', { id })
    const changed = { ...project.settings, ignore: [...project.settings.ignore], storage: 'plain' as const }
    const configured = await at.client.call('projects.configure', { id, settings: changed, staticRoot: 'configured' })
    expect([project, configured].map((one) => [one.settings.storage, one.staticRoot, one.django?.overridden])).toEqual([
      ['manifest', null, []],
      ['plain', join(at.folder, 'django/out'), ['storage']],
    ])
    expect(configured.django).toMatchObject({
      settingsModule: 'conf.settings',
      variables: ['SHOP_KEY'],
      own: { storage: 'manifest' },
      refusal: null,
    })
  })

  it('previews without Python while only static files change, and reads again when its settings change', async () => {
    await settled()
    const projectId = await open()
    await preview(projectId)
    lay('django/assets/other.css', 'b {}')
    await preview(projectId)
    const before = (await at.client.call('preview.summary', { projectId }))?.counts.files
    const loaded = timesLoaded()
    lay('django/conf/settings.py', `${SETTINGS}STATIC_URL = '/other/'\n`)
    await preview(projectId)
    const project = await at.client.call('projects.get', { id: projectId })
    expect([loaded, before, timesLoaded(), project.settings.staticUrl]).toEqual([1, 2, 2, '/other/'])
  })

  it('is reopened after a restart without asking and without Python; forgetting it asks again', async () => {
    await settled()
    const id = await open()
    await at.restart()
    const [recent] = await at.client.call('projects.recents', {})
    expect(recent).toMatchObject({ id, kind: 'django', settingsModule: 'conf.settings', title: 'django' })
    await at.client.call('projects.reopen', { id })
    expect([(await preview(id)).state, timesLoaded()]).toEqual(['done', 1])
    await at.client.call('projects.forget', { id })
    expect(existsSync(join(at.folder, 'data/projects', `${id}.json`))).toBe(false)
    await expect(at.client.call('projects.openDjango', await choice({ consent: false }))).rejects.toMatchObject({
      code: 'consent-needed',
    })
  })

  it('keeps the values of variables for their owner alone, and never gives them back', async () => {
    const id = await open()
    const kept = join(at.folder, 'data/projects', `${id}.json`)
    expect([readFileSync(kept, 'utf8').includes('quite secret'), statSync(kept).mode & 0o777]).toEqual([true, 0o600])
    const answers = [
      await at.client.call('projects.get', { id }),
      await at.client.call('projects.inspect', { projectId: id }),
      await at.client.call('projects.settings', { projectId: id }),
      await at.client.call('projects.recents', {}),
      await at.client.call('jobs.list', {}),
    ]
    expect(JSON.stringify(answers)).not.toContain('quite secret')
    const again = await choice({ environment: {} })
    await at.client.call('projects.openDjango', { ...again, keptVariables: ['SHOP_KEY'] })
    expect((await at.nextEnd()).state).toBe('done')
  })

  it('tells a failure as data: cause, remedy, error, place and what was printed', async () => {
    // Python keeps what it prints back, unless it is told not to.
    await at.client.call('projects.openDjango', await choice({ environment: { PYTHONUNBUFFERED: '' } }))
    expect((await at.nextEnd()).error?.reading).toEqual({
      cause: 'The settings need the environment variable SHOP_KEY',
      advice: '',
      remedies: [{ kind: 'variable', name: 'SHOP_KEY' }],
      error: { type: 'KeyError', message: "'SHOP_KEY'" },
      frame: {
        file: join(at.folder, 'django/conf/settings.py'),
        line: 7,
        function: '<module>',
        text: "SECRET_KEY = os.environ['SHOP_KEY']",
      },
      printed: ['loading'],
    })
  })

  it('opens a project without STATIC_ROOT, says that collectstatic would fail, and shows the rest when asked to', async () => {
    lay('django/conf/settings.py', SETTINGS.replace("STATIC_ROOT = BASE + '/out'", ''))
    const id = await open()
    const { settings, django } = await at.client.call('projects.get', { id })
    const failed = await preview(id)
    await at.client.call('projects.configure', {
      id,
      settings: { ...settings, ignore: [] },
      staticRoot: 'assumed',
    })
    expect([failed.error?.code, failed.error?.message, (await preview(id)).state]).toEqual([
      'would-fail',
      django?.refusal,
      'done',
    ])
    expect((await at.client.call('projects.settings', { projectId: id }))?.warnings[0]?.code).toBe('no-static-root')
  })

  it('ends what runs when the reading is cancelled', async () => {
    lay('django/conf/settings.py', `${SETTINGS}import time\ntime.sleep(600)\n`)
    const job = await at.client.call('projects.openDjango', await choice())
    await at.client.call('jobs.cancel', { id: job.id })
    expect((await at.nextEnd()).state).toBe('cancelled')
    await expect(at.client.call('projects.get', { id: job.projectId })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('takes only files that are called as a Python is from a granted folder', async () => {
    const grantId = await at.granted('django')
    lay('django/run.sh', '')
    const pick = at.client.call('grants.pick', { grantId, file: 'run.sh', purpose: 'python' })
    await expect(pick).rejects.toMatchObject({ code: 'refused' })
    rmSync(join(at.folder, 'django/run.sh'))
    expect(await at.client.call('grants.files', { grantId })).toEqual(['env', 'manage.py'])
  })
})
