import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { previewStatic } from '../core/collect/preview-static.ts'
import { projectRequest } from '../core/projects/project-request.ts'
import { settingsCard } from '../core/projects/settings-card.ts'
import { MANAGE } from './project-fixture.ts'
import {
  BASIC,
  cardOf,
  environment,
  expectSameTree,
  home,
  lay,
  NO_OVERRIDES,
  read,
  work,
} from './read-project-fixture.ts'

afterAll(() => rmSync(home, { recursive: true, force: true }))

describe.skipIf(environment.kind === 'missing')('what is read of a project', { timeout: 60_000 }, () => {
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
