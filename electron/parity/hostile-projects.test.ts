import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { planReading, readProject } from '../core/projects/read-project.ts'
import { BASIC, failureOf, layFiles, MANAGE } from './project-fixture.ts'
import { findPythonEnvironment, type PythonEnvironment } from './python-environment.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-hostile-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const newer = findPythonEnvironment('5.2')
const older = findPythonEnvironment('3.2')
for (const environment of [newer, older])
  if (environment.kind === 'missing') process.stderr.write(`Hostile projects are skipped: ${environment.reason}\n`)

/** Every project is read or explained in a sentence, in far less than this. */
const limits = { timeout: 60_000 }

describe.skipIf(newer.kind === 'missing')(
  'a project that misbehaves while it loads is read all the same',
  limits,
  () => {
    it.each([
      ['prints megabytes', "print('x' * 5_000_000)\n"],
      ['prints megabytes to the real standard output', "import os\nos.write(1, b'y' * 3_000_000)\n"],
      ['logs', "import logging\nlogging.basicConfig(level=0)\nlogging.debug('z' * 100_000)\n"],
      ['takes away the streams', 'import sys\ndel sys.stdin\nsys.stdout = sys.stderr = None\n'],
      ['closes every file', 'import os\nos.closerange(0, 3)\n'],
      ['installs signal handlers', 'import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n'],
      ['goes to another folder', "import os\nos.chdir('/')\n"],
      ['changes sys.argv and sys.path', "import sys\nsys.argv[:] = ['x']\nsys.path.insert(0, '/')\n"],
      ['replaces json and open', 'import builtins, json\njson.dumps = json.loads = None\nbuiltins.print = None\n'],
      ['leaves a thread behind', 'import threading, time\nthreading.Thread(target=time.sleep, args=(300,)).start()\n'],
      ['ends itself at exit', 'import atexit, os\natexit.register(os._exit, 9)\natexit.register(input)\n'],
      ['raises its recursion limit', 'import sys\nsys.setrecursionlimit(10**6)\n'],
      ['lets warnings be errors', "import warnings\nwarnings.simplefilter('error')\n"],
    ])('and %s', async (_, text) => {
      const facts = await read(lay({ 'site_settings.py': BASIC + text }))
      expect(facts.staticUrl).toBe('/static/')
    })

    it('and is written in Latin-1 or begins with a byte order mark', async () => {
      const latin = lay({ 'site_settings.py': '' })
      writeFileSync(join(latin, 'site_settings.py'), `# -*- coding: latin-1 -*-\n# caf\xe9\n${BASIC}`, 'latin1')
      const marked = lay({ 'site_settings.py': `\ufeff${BASIC}` })
      const urls = await Promise.all([latin, marked].map(async (project) => (await read(project)).staticUrl))
      expect(urls).toEqual(['/static/', '/static/'])
    })
  },
)

describe.skipIf(newer.kind === 'missing')('a project that cannot be read is explained in one sentence', limits, () => {
  it.each([
    [
      'a crash of Python itself',
      'import ctypes\nctypes.string_at(0)\n',
      'Python ended before its settings could be read',
    ],
    ['os._exit', 'import os\nos._exit(3)\n', 'Python ended before its settings could be read'],
    ['os.abort', 'import os\nos.abort()\n', 'Python ended before its settings could be read'],
    [
      'a kill',
      'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n',
      'Python ended before its settings could be',
    ],
    [
      'another program in its place',
      "import os\nos.execvp('true', ['true'])\n",
      'Python ended before its settings could',
    ],
    ['sys.exit', "import sys\nsys.exit('no')\n", 'ended Python'],
    ['an endless recursion', 'def f():\n    f()\nf()\n', 'settings failed to load'],
    ['modules that import each other', 'from circle import x\n', 'circular import'],
    ['code for a newer Python', 'type X = int\nlazy import y\n', "cannot read the project's code"],
    ['bytes that are no UTF-8', `X = 'caf\udce9'\n`, "cannot read the project's code"],
    ['os.environ', "import os\nos.environ['SHOP_KEY']\n", 'environment variable SHOP_KEY'],
    [
      'a helper for variables',
      "from django.core.exceptions import ImproperlyConfigured\nraise ImproperlyConfigured('Set the SHOP_KEY environment variable')\n",
      'environment variable SHOP_KEY',
    ],
    [
      'python-decouple',
      "class UndefinedValueError(Exception):\n    pass\nraise UndefinedValueError('SHOP_KEY not found. Declare it as envvar or define a default value.')\n",
      'environment variable SHOP_KEY',
    ],
    [
      'pydantic-settings',
      "class ValidationError(ValueError):\n    pass\nraise ValidationError('1 validation error for Settings\\nshop_key\\n  Field required [type=missing, input_value={}, input_type=dict]')\n",
      'environment variable SHOP_KEY',
    ],
  ])('%s', async (_, text, sentence) => {
    const project = lay({ 'site_settings.py': '', 'circle.py': 'from site_settings import STATIC_URL_\nx = 1\n' })
    writeFileSync(join(project, 'site_settings.py'), bytesOf(BASIC + text))
    const error = await failureOf(read(project))
    expect({ code: error.code, said: `${error.message}\n${error.details ?? ''}` }).toEqual({
      code: 'bad-input',
      said: expect.stringContaining(sentence),
    })
  })

  it('what the project printed is bounded, however much it was', async () => {
    const project = lay({
      'site_settings.py':
        "import os, sys\nsys.stderr.write('noise ' * 1_000_000 + '\\nlast words\\n')\nsys.stderr.flush()\nos._exit(1)\n",
    })
    const error = await failureOf(read(project))
    expect(error.details ?? '').toContain('last words')
    expect((error.details ?? '').length).toBeLessThan(5000)
  })
})

describe.skipIf(older.kind === 'missing')('an older Python with Django 3.2', limits, () => {
  it('reads the same, and says what of newer code it cannot read', async () => {
    const facts = await read(lay({ 'site_settings.py': BASIC }), older)
    const error = await failureOf(read(lay({ 'site_settings.py': `${BASIC}match 1:\n    case 1: pass\n` }), older))
    expect([facts.staticUrl, error.message]).toEqual([
      '/static/',
      expect.stringContaining("cannot read the project's code"),
    ])
  })
})

/** Text with lone surrogates for bytes that are not UTF-8. */
function bytesOf(text: string): Buffer {
  return Buffer.concat(
    Array.from(text, (character) =>
      /[\udc80-\udcff]/.test(character) ? Buffer.from([character.charCodeAt(0) - 0xdc00]) : Buffer.from(character),
    ),
  )
}

let laid = 0

function lay(files: Readonly<Record<string, string>>): string {
  const project = join(home, String(++laid))
  layFiles(project, { 'manage.py': MANAGE, ...files })
  return project
}

function read(project: string, environment: PythonEnvironment = newer): ReturnType<typeof readProject> {
  const python = environment.kind === 'ready' ? environment.python : ''
  const plan = planReading({ project, settingsModule: null, python, environment: {}, timeLimitMs: 30_000 })
  return readProject(plan, new AbortController().signal)
}
