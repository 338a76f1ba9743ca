import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInterpreters } from './find-interpreters.ts'
import { findProject } from './find-project.ts'

let home = ''
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'staticscope-find-')))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('the settings module', () => {
  it('is the one that manage.py names, before those of tools and of names', () => {
    lay({
      'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings.production')",
      'pyproject.toml': '[tool.pytest.ini_options]\nDJANGO_SETTINGS_MODULE = "shop.settings.test"\n',
      'shop/wsgi.py': 'os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings.live"',
      'shop/settings/local.py': '',
    })
    expect(findProject(home).settingsModules).toEqual([
      { value: 'shop.settings.production', reason: 'named in manage.py' },
      { value: 'shop.settings.test', reason: 'named in pyproject.toml' },
      { value: 'shop.settings.live', reason: 'named in shop/wsgi.py' },
      { value: 'shop.settings.local', reason: 'shop/settings/local.py is there' },
    ])
  })

  it.each(['pytest.ini', 'setup.cfg', 'tox.ini'])('is read from %s', (file) => {
    lay({ 'manage.py': '', [file]: '[pytest]\nDJANGO_SETTINGS_MODULE = conf.test\n' })
    expect(findProject(home).settingsModules).toEqual([{ value: 'conf.test', reason: `named in ${file}` }])
  })

  it('need not be named where manage.py is in a folder below', () => {
    lay({ 'backend/manage.py': '', 'frontend/package.json': '{}' })
    expect(findProject(home)).toMatchObject({ folder: join(home, 'backend'), hasManage: true, settingsModules: [] })
  })

  it('is missed in a folder that is no project', () => {
    lay({ 'readme.txt': '' })
    expect(() => findProject(home)).toThrowError('does not look like a Django project')
  })
})

describe('the interpreter', () => {
  it('comes from the folder of the project before the one on PATH', () => {
    lay({ 'project/.venv/bin/python': '', 'project/uv.lock': '', 'path/python3': '' })
    expect(interpreters({ PATH: join(home, 'path') })).toEqual([
      { value: '.venv', reason: 'the virtual environment .venv of uv in project' },
      { value: 'python3', reason: 'the first on PATH' },
    ])
  })

  it('is the activated one first if it lies in the project, and after the others if not', () => {
    lay({ 'project/venv/bin/python': '', 'project/own/bin/python': '', 'elsewhere/bin/python': '' })
    expect(interpreters({ VIRTUAL_ENV: join(home, 'project/own') }).map(({ value }) => value)).toEqual(['own', 'venv'])
    expect(interpreters({ VIRTUAL_ENV: join(home, 'elsewhere') }).map(({ value }) => value)).toEqual([
      'venv',
      'elsewhere',
    ])
  })

  it("is found in poetry's cache by the hash of the folder", () => {
    const digest = createHash('sha256').update(join(home, 'project')).digest('base64url').slice(0, 8)
    lay({
      'project/pyproject.toml': '[tool.poetry]\nname = "My Shop"\n',
      [`.cache/pypoetry/virtualenvs/my_shop-${digest}-py3.12/bin/python`]: '',
      '.cache/pypoetry/virtualenvs/my_shop-AAAAAAAA-py3.12/bin/python': '',
    })
    expect(interpreters({})).toEqual([
      { value: `my_shop-${digest}-py3.12`, reason: "poetry's virtual environment for this folder" },
    ])
  })

  it('is found for pipenv, conda and pyenv by what they note', () => {
    lay({
      'project/Pipfile': '',
      '.local/share/virtualenvs/project-x/bin/python': '',
      '.local/share/virtualenvs/project-x/.project': join(home, 'project'),
      '.local/share/virtualenvs/other-y/bin/python': '',
      '.local/share/virtualenvs/other-y/.project': '/elsewhere',
      'project/environment.yml': 'name: shop\n',
      '.conda/environments.txt': `${join(home, 'conda/base')}\n${join(home, 'conda/shop')}\n`,
      'conda/shop/bin/python': '',
      'project/.python-version': '3.12\n',
      '.pyenv/versions/3.12.9/bin/python': '',
      '.pyenv/versions/3.12.10/bin/python': '',
    })
    expect(interpreters({}).map(({ value }) => value)).toEqual(['project-x', 'shop', '3.12.10'])
  })
})

/** With the folder of the environment, or the file's own name on PATH, for each value. */
function interpreters(environment: NodeJS.ProcessEnv): { value: string; reason: string }[] {
  const project = join(home, 'project')
  const place = { project, folder: project, hasManage: true, settingsModules: [] }
  return findInterpreters(place, { environment, home, isWindows: false }).map(({ value, reason }) => ({
    value: value.endsWith('/bin/python') ? (value.split('/').at(-3) ?? '') : (value.split('/').at(-1) ?? ''),
    reason,
  }))
}

function lay(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
}
