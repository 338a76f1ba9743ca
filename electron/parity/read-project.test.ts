import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { collectToFolder } from '../core/collect/collect-to-folder.ts'
import { projectRequest } from '../core/projects/project-request.ts'
import { planReading, readProject } from '../core/projects/read-project.ts'
import { settingsCard } from '../core/projects/settings-card.ts'
import { failureOf, MANAGE } from './project-fixture.ts'
import { findPythonEnvironment } from './python-environment.ts'
import {
  BASIC,
  cardOf,
  choiceOf,
  environment,
  home,
  lay,
  NO_OVERRIDES,
  pythonOf,
  read,
  runManage,
  work,
} from './read-project-fixture.ts'
import { treeOnDisk } from './tree-on-disk.ts'

const SAMPLE = join(import.meta.dirname, '../sample/release-41')
afterAll(() => rmSync(home, { recursive: true, force: true }))

const environments = new Map(['3.2', '5.2', '6.1'].map((series) => [series, findPythonEnvironment(series)] as const))
for (const [series, found] of environments)
  if (found.kind === 'missing')
    process.stderr.write(`Reading projects with Django ${series} is skipped: ${found.reason}\n`)

for (const [series, found] of environments)
  describe.skipIf(found.kind === 'missing')(`a project on Django ${series}`, { timeout: 60_000 }, () => {
    it('is collected as its own manage.py collects it', async () => {
      const names = readdirSync(SAMPLE, { recursive: true }).length
      const theirs = join(home, `theirs-${series}`)
      runManage(found, SAMPLE, { SHOP_STATIC_ROOT: theirs })
      const ours = join(home, `ours-${series}`)
      const facts = await read(found, SAMPLE)
      await collectToFolder(projectRequest(facts, NO_OVERRIDES), ours, { keepGoing: false }, work)
      expect(treeOnDisk(ours)).toEqual(treeOnDisk(theirs))
      expect(facts.django.startsWith(`${series}.`)).toBe(true)
      // Nothing was left in the project, compiled modules included.
      expect(readdirSync(SAMPLE, { recursive: true }).length).toBe(names)
    })

    it('says where each setting is set', async () => {
      const card = settingsCard(SAMPLE, await read(found, SAMPLE, { SHOP_STATIC_ROOT: join(home, 'elsewhere') }))
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

  it('knows the folders of templates as Django asks them, loaders that are named included', async () => {
    const loader = (name: string) => `'django.template.loaders.${name}.Loader'`
    const django = `{'BACKEND': 'django.template.backends.django.DjangoTemplates'`
    const project = lay('loaders', {
      'manage.py': MANAGE,
      'site_settings.py': `${BASIC}INSTALLED_APPS += ['first', 'second']
TEMPLATES = [
  ${django}, 'NAME': 'a', 'DIRS': [BASE + '/own'], 'OPTIONS': {'loaders': [(${loader('cached')}, [${loader('app_directories')}, ${loader('filesystem')}])]}},
  ${django}, 'NAME': 'b', 'DIRS': [BASE + '/own'], 'OPTIONS': {'loaders': [(${loader('filesystem')}, [BASE + '/other']), (${loader('locmem')}, {'x.html': 'x'})]}},
  ${django}, 'NAME': 'c', 'DIRS': [BASE + '/own'], 'APP_DIRS': True},
  ${django}, 'NAME': 'd', 'DIRS': [BASE + '/own']},
]
`,
      'first/__init__.py': '',
      'first/templates/a.html': '',
      'second/__init__.py': '',
      'second/templates/b.html': '',
      'own/own.html': '',
      'other/other.html': '',
    })
    const script = `import json, django; django.setup()
from django.template import engines
def dirs(loader):
    return [d for inner in loader.loaders for d in dirs(inner)] if hasattr(loader, 'loaders') else list(map(str, loader.get_dirs())) if hasattr(loader, 'get_dirs') else []
print(json.dumps([[d for loader in e.engine.template_loaders for d in dirs(loader)] for e in engines.all()]))`
    const theirs: unknown = JSON.parse(
      execFileSync(pythonOf(environment), ['-B', '-c', script], {
        cwd: project,
        env: { ...process.env, DJANGO_SETTINGS_MODULE: 'site_settings' },
        encoding: 'utf8',
      }),
    )
    const { templates } = await read(environment, project)
    expect(templates.map(({ folders }) => folders)).toEqual(theirs)
    expect(templates[0]?.folders.map((path) => path.slice(project.length + 1))).toEqual([
      'first/templates',
      'second/templates',
      'own',
    ])
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
})

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
