import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { SettingsCard } from '../../shared/model/settings-card.ts'
import { collectToFolder } from '../core/collect/collect-to-folder.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { projectRequest } from '../core/projects/project-request.ts'
import { planReading, type ProjectChoice, readProject } from '../core/projects/read-project.ts'
import type { ProjectFacts } from '../core/projects/reader-answer.ts'
import { settingsCard } from '../core/projects/settings-card.ts'
import { failureOf } from './project-fixture.ts'
import { findPythonEnvironment, type PythonEnvironment } from './python-environment.ts'
import { treeOnDisk } from './tree-on-disk.ts'

const SAMPLE = join(import.meta.dirname, '../sample/release-41')
const NO_OVERRIDES = { settings: {}, staticRoot: null, hasOutput: false }
const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
const home = mkdtempSync(join(tmpdir(), 'staticscope-projects-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const environments = new Map(['3.2', '5.2', '6.1'].map((series) => [series, findPythonEnvironment(series)] as const))
for (const [series, environment] of environments)
  if (environment.kind === 'missing')
    process.stderr.write(`Reading projects with Django ${series} is skipped: ${environment.reason}\n`)

for (const [series, environment] of environments)
  describe.skipIf(environment.kind === 'missing')(`a project on Django ${series}`, { timeout: 60_000 }, () => {
    it('is collected as its own manage.py collects it', async () => {
      const names = readdirSync(SAMPLE, { recursive: true }).length
      const theirs = join(home, `theirs-${series}`)
      runManage(environment, SAMPLE, { SHOP_STATIC_ROOT: theirs })
      const ours = join(home, `ours-${series}`)
      const facts = await read(environment, SAMPLE)
      await collectToFolder(projectRequest(facts, NO_OVERRIDES), ours, { keepGoing: false }, work)
      expect(treeOnDisk(ours)).toEqual(treeOnDisk(theirs))
      expect(facts.django.startsWith(`${series}.`)).toBe(true)
      // Nothing was left in the project, compiled modules included.
      expect(readdirSync(SAMPLE, { recursive: true }).length).toBe(names)
    })

    it('says where each setting is set', async () => {
      const card = settingsCard(SAMPLE, await read(environment, SAMPLE, { SHOP_STATIC_ROOT: join(home, 'elsewhere') }))
      const file = join(SAMPLE, 'shop/settings.py')
      const lines = readFileSync(file, 'utf8').split('\n')
      for (const name of ['STATIC_URL', 'STATIC_ROOT', 'STATICFILES_DIRS', 'MIDDLEWARE']) {
        const setting = card.settings.find((candidate) => candidate.name === name)
        expect(setting?.place).toEqual({ file, line: lines.findIndex((line) => line.startsWith(`${name} = `)) + 1 })
      }
      expect(card.settings.find(({ name }) => name === 'STATIC_ROOT')?.value).toBe(join(home, 'elsewhere'))
      expect(card.settings.find(({ name }) => name === 'STATICFILES_FINDERS')).toMatchObject({
        isSet: false,
        place: null,
      })
      expect(card.warnings).toEqual([])
    })
  })

const environment = environments.get('5.2') ?? { kind: 'missing', series: '5.2', reason: '' }

describe.skipIf(environment.kind === 'missing')('reading a project', { timeout: 60_000 }, () => {
  it('follows a settings package with star imports and changes in place', async () => {
    const project = lay('package', {
      'manage.py': MANAGE.replace('site_settings', 'conf.production'),
      'conf/__init__.py': '',
      'conf/base.py': `${BASIC}STATICFILES_DIRS = []\n`,
      'conf/production.py':
        "from .base import *\nimport pathlib\nSTATICFILES_DIRS += [pathlib.Path(__file__).parent.parent / 'assets']\nDEBUG = False\n",
      'assets/a.css': 'a {}',
    })
    const facts = await read(environment, project)
    expect(facts.settingsModule).toBe('conf.production')
    const placeOf = (name: string) => facts.settings.find((setting) => setting.name === name)?.place
    expect(placeOf('STATICFILES_DIRS')).toEqual({ file: join(project, 'conf/production.py'), line: 3 })
    expect(placeOf('STATIC_URL')).toEqual({ file: join(project, 'conf/base.py'), line: 3 })
    expect(facts.dirs.entries).toEqual([{ path: join(project, 'assets'), prefix: null, list: false }])
  })

  it('shows Python the command line, the folder and the environment of collectstatic', async () => {
    const project = lay('looking', {
      'manage.py': `import os\nos.environ['FROM_MANAGE'] = 'm'\n${MANAGE}`,
      'site_settings.py': `${BASIC}import os, sys\nSTATIC_URL = '/' + '-'.join([*sys.argv, os.getcwd() == sys.path[0] and 'here', os.environ['FROM_MANAGE'], os.environ['GIVEN']]) + '/'\n`,
    })
    const facts = await read(environment, project, { GIVEN: 'g' })
    expect(facts.staticUrl).toBe('/manage.py-collectstatic---noinput-here-m-g/')
  })

  it('is not disturbed by what the project prints, logs, closes, forks or leaves asleep', async () => {
    const project = lay('noisy', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}import atexit, os, subprocess, sys, threading, time
print('{"facts": {}}')
os.write(1, b'deadbeef:{"facts": {}}\\n')
sys.stderr.write('x' * 3_000_000)
started = [subprocess.Popen(['sh', '-c', 'echo child; sleep 300']).pid]
if sys.platform == 'linux':
    started.append(subprocess.Popen(['sleep', '300'], start_new_session=True).pid)
started.append(os.fork())
if started[-1] == 0:
    time.sleep(300)
with open(BASE + '/started', 'w') as file:
    file.write(' '.join(map(str, started)))
threading.Thread(target=time.sleep, args=(300,)).start()
atexit.register(time.sleep, 300)
import json
json.dumps = None
os.environ['DJANGO_SETTINGS_MODULE'] = 'another'
os.close(1)
`,
    })
    const facts = await read(environment, project)
    expect({ url: facts.staticUrl, module: facts.settingsModule }).toEqual({ url: '/static/', module: 'site_settings' })
    await expectEnded(project)
  })

  it.each([
    [
      'a variable that is missing',
      'missing-variable',
      "import os\nKEY = os.environ['SHOP_TOKEN']\n",
      'need the environment variable SHOP_TOKEN',
      'site_settings.py:5',
    ],
    [
      'a module that is missing',
      'missing-module',
      'import no_such_package\n',
      'no_such_package cannot be imported',
      ':4',
    ],
    ['settings that are not there', 'no-settings', 'import shop.none\n', 'shop.none cannot be imported', ':4'],
    ['a question', 'question', "input('Which shop? ')\n", 'asks a question', 'site_settings.py:4'],
    ['sys.exit', 'exit', "import sys\nsys.exit('not today')\n", 'ended Python', 'site_settings.py:5'],
    ['os._exit', 'hard-exit', 'import os\nos._exit(7)\n', 'exit code 7', ''],
    ['code that is no Python', 'syntax', 'if\n', 'cannot read the project', 'site_settings.py:4'],
    [
      'an app that raises in ready()',
      'ready',
      "INSTALLED_APPS += ['shop.apps.ShopConfig']\n",
      'An app failed',
      'shop/apps.py:7',
    ],
  ])('explains %s', async (_, name, text, sentence, place) => {
    const project = lay(name, {
      'manage.py': MANAGE,
      'site_settings.py': BASIC + text,
      'shop/__init__.py': '',
      'shop/apps.py':
        "from django.apps import AppConfig\n\n\nclass ShopConfig(AppConfig):\n    name = 'shop'\n    def ready(self):\n        raise RuntimeError('no queue')\n",
    })
    const error = await failureOf(read(environment, project))
    expect({ code: error.code, message: error.message }).toEqual({
      code: 'bad-input',
      message: expect.stringContaining(sentence),
    })
    expect(error.details ?? '').toContain(place)
  })

  it('explains a Python without Django and names the others that were found', async () => {
    const project = lay('bare', { 'manage.py': MANAGE, 'site_settings.py': BASIC })
    const bare = join(project, '.venv')
    execFileSync(pythonOf(environment), ['-m', 'venv', '--without-pip', bare])
    const error = await failureOf(
      readProject(planReading({ ...choiceOf(project, {}), python: null }), new AbortController().signal),
    )
    expect(error.message).toContain(`${join(bare, 'bin/python')} has no Django in it`)
  })

  it('stops settings that load for ever, and all that they started', async () => {
    const project = lay('endless', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}import subprocess\nopen(BASE + '/started', 'w').write(str(subprocess.Popen(['sleep', '300']).pid))\nwhile True:\n    pass\n`,
    })
    const plan = planReading({ ...choiceOf(project, {}), python: pythonOf(environment), timeLimitMs: 1500 })
    const error = await failureOf(readProject(plan, new AbortController().signal))
    expect(error.message).toContain('did not load within')
    await expectEnded(project)
  })

  it('stops at once when it is cancelled', async () => {
    const project = lay('cancelled', { 'manage.py': MANAGE, 'site_settings.py': `${BASIC}while True:\n    pass\n` })
    const stop = new AbortController()
    const reading = readProject(planReading({ ...choiceOf(project, {}), python: pythonOf(environment) }), stop.signal)
    stop.abort()
    expect((await failureOf(reading)).code).toBe('cancelled')
  })

  it('hides secrets among the options of a storage', async () => {
    const project = lay('secret', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}STORAGES = {'staticfiles': {'BACKEND': 'own.Own', 'OPTIONS': {'secret_key': 'hush'}}}\n`,
      'own.py':
        'from django.contrib.staticfiles.storage import StaticFilesStorage\n\n\nclass Own(StaticFilesStorage):\n    def __init__(self, secret_key):\n        super().__init__()\n',
    })
    expect(JSON.stringify(await cardOf(project))).not.toContain('hush')
  })

  it('follows classes that only set values, and collects with them as Django does', async () => {
    const project = lay('values', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}STORAGES = {'staticfiles': {'BACKEND': 'own.Own'}}\nSTATICFILES_DIRS = [('p', 'assets')]\n`,
      'own.py':
        'from django.contrib.staticfiles.storage import ManifestStaticFilesStorage\n\n\nclass Own(ManifestStaticFilesStorage):\n    support_js_module_import_aggregation = True\n    manifest_strict = False\n    max_post_process_passes = 3\n',
      'assets/a.js': "import './b.js'",
      'assets/b.js': 'export {}',
    })
    const facts = await read(environment, project)
    const request = projectRequest(facts, NO_OVERRIDES)
    expect(request.settings).toMatchObject({
      storage: 'manifest',
      jsModules: true,
      manifestStrict: false,
      maxPasses: 3,
    })
    expect(request.project?.notEmulated).toEqual([])
    await expectSameTree(project, facts)
  })

  it('follows a manifest per release and app ignore patterns', async () => {
    const project = lay('per-release', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC.replace("'django.contrib.staticfiles'", "'own.Static'")}STORAGES = {'staticfiles': {'BACKEND': 'own.PerRelease', 'OPTIONS': {'release': 'r7'}}}\nSTATICFILES_DIRS = ['assets']\n`,
      'own.py': `import os
from django.contrib.staticfiles.apps import StaticFilesConfig


class Static(StaticFilesConfig):
    ignore_patterns = ['*.map']


def __getattr__(name):
    from django.conf import settings
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage

    class PerRelease(ManifestStaticFilesStorage):
        def __init__(self, release):
            super().__init__(manifest_storage=StaticFilesStorage(location=os.path.join(settings.STATIC_ROOT, release)))

    if name == 'PerRelease':
        return PerRelease
    raise AttributeError(name)
`,
      'assets/a.css': 'a { background: url(b.png) }',
      'assets/b.png': 'b',
      'assets/a.map': '{}',
      'assets/.kept': 'k',
    })
    const facts = await read(environment, project)
    expect(projectRequest(facts, NO_OVERRIDES).settings).toMatchObject({ storage: 'release-manifest', releaseId: 'r7' })
    await expectSameTree(project, facts)
  })

  it('reads no manifest, which may lie behind a network', async () => {
    const project = lay('manifest', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}STORAGES = {'staticfiles': {'BACKEND': 'own.Own'}}\n`,
      'own.py':
        "from django.contrib.staticfiles.storage import ManifestStaticFilesStorage\n\n\nclass Own(ManifestStaticFilesStorage):\n    def read_manifest(self):\n        raise OSError('no network')\n",
    })
    const facts = await read(environment, project)
    expect(facts.storage.built?.overrides).toMatchObject([{ class: 'own.Own', method: 'read_manifest', line: 5 }])
  })

  it('names class, file and line of what it cannot follow, in the card and in the preview', async () => {
    const project = lay('own-class', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}STORAGES = {'staticfiles': {'BACKEND': 'own.Own'}}\nSTATICFILES_FINDERS = ['own.Finder', 'django.contrib.staticfiles.finders.AppDirectoriesFinder']\n`,
      'own.py': `from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Own(ManifestStaticFilesStorage):
    def file_hash(self, name, content=None):
        return 'x' if name is None else name[:1]


class Finder(BaseFinder):
    def find(self, path, **options):
        return []

    def list(self, ignore_patterns):
        return [('a.txt', object())]

    def check(self, **options):
        return []
`,
      'shop/__init__.py': '',
      'shop/static/a.txt': 'a',
    })
    const facts = await read(environment, project)
    const expected = [
      expect.stringContaining(`own.Own.file_hash (${join(project, 'own.py')}:6) is not emulated`),
      expect.stringContaining(`own.Finder.list (${join(project, 'own.py')}:14) is not emulated`),
    ]
    const card = settingsCard(project, facts)
    expect(card.warnings.filter(({ code }) => code === 'not-emulated').map(({ message }) => message)).toEqual(expected)
    const preview = await previewStatic(projectRequest(facts, NO_OVERRIDES), work)
    const found = preview.findings.filter(({ code }) => code === 'not-emulated').map(({ message }) => message)
    expect(found.toSorted()).toEqual(expected.toReversed())
  })

  it('fails as Django does where STATIC_ROOT is not set or is a source', async () => {
    const without = lay('no-root', { 'manage.py': MANAGE, 'site_settings.py': `${BASIC}STATIC_ROOT = None\n` })
    const inside = lay('root-is-source', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}STATICFILES_DIRS = [STATIC_ROOT]\n`,
      'collected/a.css': 'a {}',
    })
    const facts = await read(environment, without)
    expect(() => projectRequest(facts, NO_OVERRIDES)).toThrowError('without having set the STATIC_ROOT')
    expect(projectRequest(facts, { ...NO_OVERRIDES, hasOutput: true }).staticRoot).toBe(null)
    const preview = await previewStatic(projectRequest(await read(environment, inside), NO_OVERRIDES), work)
    expect(preview.firstError).toMatchObject({
      type: 'SystemCheckError',
      message: expect.stringContaining('staticfiles.E002'),
    })
  })

  it('tells of a storage or finder that cannot be built instead of previewing another', async () => {
    const storage = lay('no-storage', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}STORAGES = {'staticfiles': {'BACKEND': 'no_such.Storage'}}\n`,
    })
    const finder = lay('no-finder', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}STATICFILES_FINDERS = ['no_such.Finder']\n`,
    })
    const folders = lay('no-folders', { 'manage.py': MANAGE, 'site_settings.py': `${BASIC}STATICFILES_DIRS = 5\n` })
    for (const project of [storage, finder, folders]) {
      const facts = await read(environment, project)
      expect(() => projectRequest(facts, NO_OVERRIDES)).toThrowError(expect.objectContaining({ code: 'would-fail' }))
    }
    const tried = projectRequest(await read(environment, storage), {
      ...NO_OVERRIDES,
      settings: { storage: 'manifest' },
    })
    expect(tried.settings.storage).toBe('manifest')
  })

  it('warns of what follows from doubtful settings', async () => {
    const project = lay('doubtful', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}DEBUG = True
STATICFILES_STORAGE = 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'
STATICFILES_DIRS = ['assets', 'assets/', BASE]
MIDDLEWARE = ['django.middleware.common.CommonMiddleware', 'whitenoise.middleware.WhiteNoiseMiddleware', 'django.middleware.security.SecurityMiddleware']
MEDIA_URL = STATIC_URL
`,
      'assets/a.css': 'a {}',
    })
    const codes = new Set((await cardOf(project)).warnings.map(({ code }) => code))
    expect([...codes].toSorted()).toEqual([
      'debug-on',
      'duplicate-root',
      'ignored-setting',
      'middleware-order',
      'nested-static-root',
      'not-read',
      'same-urls',
    ])
  })
})

const MANAGE = `import os
import sys

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_settings')
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`

const BASIC = `BASE = __import__('os').path.dirname(__import__('os').path.abspath(__file__))
STATIC_ROOT = BASE + '/collected'
STATIC_URL = 'static/'; INSTALLED_APPS = ['django.contrib.staticfiles']; SECRET_KEY = 's'; USE_TZ = True
`

function lay(name: string, files: Readonly<Record<string, string>>): string {
  const project = join(home, name)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  return project
}

function choiceOf(project: string, variables: Readonly<Record<string, string>>): ProjectChoice {
  return { project, settingsModule: null, python: null, environment: variables, timeLimitMs: 30_000 }
}

function pythonOf(found: PythonEnvironment): string {
  return found.kind === 'ready' ? found.python : ''
}

function read(
  found: PythonEnvironment,
  project: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<ProjectFacts> {
  const plan = planReading({ ...choiceOf(project, variables), python: pythonOf(found) })
  return readProject(plan, new AbortController().signal)
}

async function cardOf(project: string): Promise<SettingsCard> {
  return settingsCard(project, await read(environment, project))
}

/** Collects with both; the project's own command writes into its STATIC_ROOT. */
async function expectSameTree(project: string, facts: ProjectFacts): Promise<void> {
  const ours = `${project}-ours`
  await collectToFolder(projectRequest(facts, NO_OVERRIDES), ours, { keepGoing: false }, work)
  expect(existsSync(join(project, 'collected'))).toBe(false)
  runManage(environment, project, {})
  expect(treeOnDisk(ours)).toEqual(treeOnDisk(join(project, 'collected')))
}

function runManage(found: PythonEnvironment, project: string, variables: Readonly<Record<string, string>>): void {
  execFileSync(pythonOf(found), ['manage.py', 'collectstatic', '--noinput'], {
    cwd: project,
    env: { ...process.env, ...variables, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** The processes whose ids a project wrote down have ended: the system needs a moment to clear away what was killed. */
async function expectEnded(project: string): Promise<void> {
  const ids = readFileSync(join(project, 'started'), 'utf8').split(' ')
  expect(ids.length).toBeGreaterThan(0)
  await expect.poll(() => ids.filter(isRunning), { timeout: 10_000 }).toEqual([])
}

/** Zombies have ended: nobody has asked for their exit code yet. */
function isRunning(id: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', id], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}
