import { describe, expect, it } from 'vitest'
import { emulateFinders } from './emulate-finders.ts'
import { emulateStorage } from './emulate-storage.ts'
import type { ProjectFacts, ReadStorage } from './reader-answer.ts'
import { settingsCard } from './settings-card.ts'

const MODULE = 'django.contrib.staticfiles.storage'
const MANIFEST = [`${MODULE}.ManifestStaticFilesStorage`, `${MODULE}.ManifestFilesMixin`, `${MODULE}.HashedFilesMixin`]
type Built = NonNullable<ReadStorage['built']>

/** A pattern of a project's own. */
const CALL = {
  glob: '*.html',
  index: null,
  regex: '(?P<matched>href="(?P<url>[^"]*)")',
  template: 'href="%(url)s"',
  ignored: 'css',
} as const

const BUILT: Built = {
  ancestry: [...MANIFEST, `${MODULE}.StaticFilesStorage`],
  overrides: [],
  attributes: [],
  isFileSystem: true,
  values: { location: '/p/out', base_url: '/static/', manifest_name: 'staticfiles.json', manifest_strict: true },
  patterns: null,
  manifestStorage: null,
  hash: null,
  naming: null,
}

const FACTS: ProjectFacts = {
  python: '3.12.1',
  executable: '/p/.venv/bin/python',
  django: '5.2.1',
  djangoFull: '5.2.1',
  settingsModule: 'conf',
  settings: [],
  staticUrl: '/static/',
  mediaUrl: '/media/',
  staticRoot: '/p/out',
  mediaRoot: '',
  debug: false,
  scriptPrefix: '/',
  dirs: { type: 'list', entries: [] },
  hasStaticfiles: true,
  command: 'django.contrib.staticfiles',
  apps: [],
  ignorePatterns: [],
  storage: { backend: MANIFEST[0] ?? '', options: {}, built: BUILT },
  hasStaticfilesStorage: true,
  finders: [],
  middleware: [],
  templates: [],
  whitenoise: null,
  compression: null,
  pipelinePackages: null,
  checks: [],
  trail: { isWhole: true, files: [] },
  problems: [],
}

function withStorage(built: Partial<Built>): ProjectFacts {
  return { ...FACTS, storage: { ...FACTS.storage, built: { ...BUILT, ...built } } }
}

/** Code and severity of each warning. */
function warningsOf(facts: ProjectFacts): string[] {
  return settingsCard('/p', facts).warnings.map(({ code, severity }) => `${code} ${severity}`)
}

describe('a storage', () => {
  it.each([
    ['whitenoise.storage.CompressedManifestStaticFilesStorage', 'whitenoise-manifest'],
    ['whitenoise.storage.CompressedStaticFilesStorage', 'whitenoise'],
    ['storages.backends.s3.S3ManifestStaticStorage', 's3-manifest'],
    ['storages.backends.s3boto3.S3ManifestStaticStorage', 's3-manifest'],
    [`${MODULE}.StaticFilesStorage`, 'plain'],
  ])('%s is emulated as %s', (name, kind) => {
    const storage = emulateStorage(withStorage({ ancestry: ['own.Storage', name, ...MANIFEST.slice(1)] }))
    expect({ kind: storage.kind, doubts: storage.notEmulated }).toEqual({ kind, doubts: [] })
  })

  it('with its manifest in a folder below is one per release', () => {
    const storage = emulateStorage(withStorage({ manifestStorage: { class: 'own.Release', location: '/p/out/r7' } }))
    expect(storage).toMatchObject({ kind: 'release-manifest', releaseId: 'r7', notEmulated: [] })
  })

  it.each<[string, Partial<Built>, string]>([
    [
      'its manifest in a remote place',
      { manifestStorage: { class: 'own.Remote', location: null } },
      'where the manifest goes (own.Remote)',
    ],
    ['a manifest version of its own', { attributes: ['manifest_version'] }, 'the version in the manifest'],
    [
      'a pattern that JavaScript has no word for',
      { patterns: [{ ...CALL, regex: '(?P<matched>(?>href)=(?P<url>.*))' }] },
      'cannot be followed (a group of a rare kind)',
    ],
    ['ignored regions of its own', { patterns: [{ ...CALL, ignored: 'own' }] }, '(its own ignored regions)'],
  ])('with %s is said to differ', (_, built, parts) => {
    const { notEmulated } = emulateStorage(withStorage(built))
    expect(notEmulated).toMatchObject([{ parts: expect.stringContaining(parts) }])
  })

  it('is followed in what it sets and where trying told what it does', () => {
    const own = { class: 'own.Storage', file: '/p/own.py', line: 7, code: 'def …' }
    const { kind, traits, notEmulated } = emulateStorage(
      withStorage({
        ancestry: ['own.Storage', ...MANIFEST],
        overrides: [
          { ...own, method: 'file_hash' },
          { ...own, method: 'hashed_name' },
        ],
        values: { ...BUILT.values, manifest_name: 'm.json', keep_intermediate_files: true, base_url: 'https://cdn/' },
        manifestStorage: { class: 'own.Elsewhere', location: '/elsewhere' },
        patterns: [{ ...CALL, glob: '*.css', index: 0 }, CALL],
        hash: { kind: 'digest', algorithm: 'sha256', start: 0, length: 8 },
        naming: 'keeps',
      }),
    )
    expect({ kind, traits }).toEqual({
      kind: 'manifest',
      traits: {
        className: 'own.Storage',
        baseUrl: 'https://cdn/',
        manifestName: 'm.json',
        manifestFolder: '/elsewhere',
        hash: { kind: 'digest', algorithm: 'sha256', start: 0, length: 8 },
        keepsMissing: true,
        patterns: [
          { kind: 'django', glob: '*.css', index: 0 },
          { kind: 'own', glob: '*.html', regex: CALL.regex, template: CALL.template, ignored: 'css' },
        ],
        keepsIntermediate: true,
        compression: { brotli: true, skipExtensions: null },
        fileMode: null,
        folderMode: null,
      },
    })
    expect(notEmulated.map(({ method, recognised }) => `${method}: ${recognised}`)).toEqual([
      'file_hash: it gives digits of sha256 of the content, the first 8',
      'hashed_name: a file that is not there keeps its name instead of ending the command',
    ])
  })

  it.each([
    ['file_hash', 'hashed names'],
    ['url', 'URLs'],
    ['read_manifest', 'the manifest'],
    ['url_converter', 'rewritten references'],
    ['post_process', 'compressed files'],
    ['_save', 'which files are copied'],
  ])('that overrides %s is said to differ in %s', (method, parts) => {
    const overrides = [{ class: 'own.Storage', method, file: '/p/own.py', line: 7, code: 'def …' }]
    expect(emulateStorage(withStorage({ overrides })).notEmulated).toEqual([
      {
        class: 'own.Storage',
        method,
        place: { file: '/p/own.py', line: 7 },
        parts: expect.stringContaining(parts),
        code: 'def …',
        recognised: null,
      },
    ])
  })

  it('of which nothing is known is said to differ in all', () => {
    const { notEmulated } = emulateStorage(withStorage({ ancestry: ['ftp.Storage'], isFileSystem: false }))
    expect(notEmulated).toHaveLength(1)
  })
})

describe('a finder', () => {
  const finder = (ancestry: readonly string[], overrides: Built['overrides'] = []) => ({
    path: ancestry[0] ?? '',
    built: { ancestry: [...ancestry], overrides, attributes: [], sourceDir: 'static', storages: [], walks: null },
  })
  const app = 'django.contrib.staticfiles.finders.AppDirectoriesFinder'

  it('that lists nothing is left out without a doubt, one that is not known with one', () => {
    const finders = [finder(['compressor.finders.CompressorFinder']), finder(['own.Finder']), finder([app])]
    expect(emulateFinders({ ...FACTS, finders })).toMatchObject({
      finders: [app],
      notEmulated: [{ class: 'own.Finder' }],
    })
  })

  it('that changes one of Django is asked as that one, with a doubt', () => {
    const override = { class: 'own.Finder', method: 'list', file: '/p/own.py', line: 3, code: null }
    const finders = [finder(['own.Finder', app], [override])]
    expect(emulateFinders({ ...FACTS, finders })).toMatchObject({
      finders: [app],
      notEmulated: [{ class: 'own.Finder', method: 'list', place: { line: 3 } }],
    })
  })
})

describe('the card warns', () => {
  it('of nothing in good settings', () => expect(warningsOf(FACTS)).toEqual([]))

  it.each<[string, string, ProjectFacts]>([
    [
      'a lookup that is not strict',
      'lookup-not-strict warning',
      withStorage({ values: { ...BUILT.values, manifest_strict: false } }),
    ],
    ['names without a hash', 'not-hashed note', withStorage({ ancestry: [`${MODULE}.StaticFilesStorage`] })],
    ['a STATIC_URL without a slash', 'url-without-slash error', { ...FACTS, staticUrl: '/static' }],
    ['equal URLs', 'same-urls error', { ...FACTS, mediaUrl: '/static/' }],
    ['DEBUG', 'debug-on warning', { ...FACTS, debug: true }],
    ['no staticfiles app', 'no-staticfiles error', { ...FACTS, hasStaticfiles: false }],
    ['no STATIC_ROOT', 'no-static-root error', withStorage({ values: { location: null } })],
    [
      'a release id that is the same everywhere',
      'same-release-id error',
      withStorage({ manifestStorage: { class: 'own.Release', location: '/p/out/unknown' } }),
    ],
    [
      'STATIC_ROOT in a source',
      'nested-static-root error',
      { ...FACTS, dirs: { type: 'list', entries: [{ path: '/p', prefix: null, list: false }] } },
    ],
    [
      'a message of a check of Django',
      'settings-check error',
      { ...FACTS, checks: [{ id: 'staticfiles.E001', level: 40, message: 'No list.', hint: null }] },
    ],
    ['a command of another app', 'not-emulated warning', { ...FACTS, command: 'collectfasta' }],
  ])('of %s', (_, warning, facts) => expect(warningsOf(facts)).toEqual([warning]))

  it('of module imports before Django 4.2, and of missing folders before 4.0', () => {
    const facts = withStorage({ values: { ...BUILT.values, support_js_module_import_aggregation: true } })
    const dirs = { type: 'list', entries: [{ path: '/no-such-folder', prefix: null, list: false }] } as const
    expect(
      ['3.2.25', '4.0.10', '4.2.1'].map((django) =>
        warningsOf({ ...facts, dirs: { ...dirs, entries: [...dirs.entries] }, django }),
      ),
    ).toEqual([['ignored-setting warning', 'missing-folder error'], ['ignored-setting warning'], []])
  })

  it('of signed URLs and an empty location of a bucket', () => {
    const facts = withStorage({
      ancestry: ['storages.backends.s3.S3ManifestStaticStorage', ...MANIFEST.slice(1)],
      isFileSystem: false,
      values: { querystring_auth: true, location: '' },
    })
    expect(warningsOf(facts)).toEqual(['signed-urls error', 'empty-location warning'])
  })

  it('of WhiteNoise behind others or before SecurityMiddleware, and not of the right order', () => {
    const security = 'django.middleware.security.SecurityMiddleware'
    const whitenoise = 'whitenoise.middleware.WhiteNoiseMiddleware'
    const orders = [
      [security, whitenoise, 'own.M'],
      [security, 'own.M', whitenoise],
      [whitenoise, security],
    ]
    expect(orders.map((middleware) => warningsOf({ ...FACTS, middleware }))).toEqual([
      [],
      ['middleware-order warning'],
      ['middleware-order warning'],
    ])
  })

  it('of STATICFILES_STORAGE from Django 5.1 on only', () => {
    const settings = [{ name: 'STATICFILES_STORAGE', value: 'x', isSet: true, place: { file: '/p/conf.py', line: 3 } }]
    expect(['5.0.9', '5.1.0', '6.1.0'].map((django) => warningsOf({ ...FACTS, settings, django }))).toEqual([
      [],
      ['ignored-setting error'],
      ['ignored-setting error'],
    ])
  })
})
