import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { VerificationDifference } from '../../shared/model/verification.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { readText } from '../core/collect/read-text.ts'
import { projectRequest } from '../core/projects/project-request.ts'
import { planReading, readProject } from '../core/projects/read-project.ts'
import { staleReason, verifiedInputs } from '../core/verify/verified-inputs.ts'
import { type VerifiedProject, verifyProject } from '../core/verify/verify-project.ts'
import { ASSETS, BASIC, layFiles, MANAGE, storageSetting } from './project-fixture.ts'
import { findPackages, findPythonEnvironment, type PythonEnvironment } from './python-environment.ts'
import { treeOnDisk } from './tree-on-disk.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-verify-test-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const environments = new Map(['3.2', '5.2', '6.1'].map((series) => [series, findPythonEnvironment(series)] as const))
for (const [series, environment] of environments)
  if (environment.kind === 'missing')
    process.stderr.write(`Verifying with Django ${series} is skipped: ${environment.reason}\n`)

for (const [series, environment] of environments)
  describe.skipIf(environment.kind === 'missing')(`verifying with Django ${series}`, { timeout: 60_000 }, () => {
    it.each([
      ['41', null],
      ['42', series === '6.1' ? 'CommandError' : 'ValueError'],
    ])('agrees on the sample release %s', async (release, error) => {
      const { verified } = await verify(environment, join(import.meta.dirname, `../sample/release-${release}`))
      const { total } = verified.verification
      expect(verified.differences).toEqual([])
      expect(verified.verification).toMatchObject({ agrees: true, agreed: total, error: error && { type: error } })
      expect(total).toBeGreaterThan(60)
      expect(verified.verification.django.startsWith(`${series}.`)).toBe(true)
    })

    it.each([
      ['django.contrib.staticfiles.storage.StaticFilesStorage'],
      ['whitenoise.storage.CompressedStaticFilesStorage'],
      ['whitenoise.storage.CompressedManifestStaticFilesStorage'],
    ])('agrees on a project with %s', async (backend) => {
      const project = lay(`${series}-${backend}`, storageSetting(series, backend))
      const { verified } = await verify(environment, project)
      expect({ differences: verified.differences, agreed: verified.verification.agreed }).toEqual({
        differences: [],
        agreed: 4,
      })
    })

    it('lists what differs for a storage of its own, and takes what Django did as the answer', async () => {
      const project = lay(`${series}-own`, storageSetting(series, 'own.Own'), OWN_STORAGE)
      const { verified, preview } = await verify(environment, project)
      const found = verified.differences.map(({ kind, name }) => `${kind} ${name ?? ''}`)
      expect(found.toSorted()).toEqual([
        'extra marker.txt',
        'manifest staticfiles.json',
        'name css/base.css',
        'name css/site.css',
        'name img/logo.svg',
        'name js/app.js',
      ])
      const renamed = verified.differences.find(({ name }) => name === 'css/base.css')
      expect(renamed).toMatchObject({ ours: 'css/base.e60183a3a01a.css', theirs: 'css/base.v-css-base.css' })
      expect(verified.verification).toMatchObject({ agrees: false, total: 4, agreed: 0 })

      const corrected = verified.correct(preview)
      expect(preview.findings.map(({ code }) => code)).toContain('not-emulated')
      expect(corrected.findings.map(({ code }) => code)).not.toContain('not-emulated')
      expect(corrected.files.toSorted(byName).map(({ name, hashedName, url }) => [name, hashedName, url])).toEqual([
        ['css/base.css', 'css/base.v-css-base.css', '/static/css/base.v-css-base.css'],
        ['css/site.css', 'css/site.v-css-site.css', '/static/css/site.v-css-site.css'],
        ['img/logo.svg', 'img/logo.v-img-logo.svg', '/static/img/logo.v-img-logo.svg'],
        ['js/app.js', 'js/app.v-js-app.js', '/static/js/app.v-js-app.js'],
      ])
      const { text } = await readText(corrected, 'css/site.css', 'output', 0, 9000)
      expect(text.split('\n').slice(0, 2)).toEqual([
        expect.stringContaining('base.v-css-base.css'),
        'a { background: url("../img/logo.v-img-logo.svg") }',
      ])
      expect(Buffer.from(corrected.manifest?.bytes ?? []).toString()).toContain('css/base.v-css-base.css')
    })
  })

const environment = environments.get('5.2') ?? { kind: 'missing', series: '5.2', reason: '' }

/** With all that they need but Django, which is the environment's. */
const S3_PACKAGES = 'django-storages boto3 botocore s3transfer jmespath python-dateutil urllib3 six'.split(' ')
const s3 = environment.kind === 'ready' ? findPackages(environment.python, 's3', S3_PACKAGES) : null
if (s3 === null) process.stderr.write('Verifying remote storages is skipped: their packages could not be installed\n')

describe.skipIf(environment.kind === 'missing')('verifying a project', { timeout: 120_000 }, () => {
  it('leads a manifest per release and a place in OPTIONS into the temporary folder', async () => {
    const elsewhere = join(home, 'srv')
    const project = lay('release', storageSetting('5.2', 'own.PerRelease', `{'location': '${elsewhere}/static'}`), {
      'own.py': `from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage


class PerRelease(ManifestStaticFilesStorage):
    def __init__(self, location):
        super().__init__(location=location, manifest_storage=StaticFilesStorage(location=location + '/releases/r7'))
`,
    })
    const { verified } = await verify(environment, project)
    expect({ differences: verified.differences, wrote: existsSync(elsewhere) }).toEqual({
      differences: [],
      wrote: false,
    })
    expect([...verified.theirs.keys()]).toContain('releases/r7/staticfiles.json')
  })

  it('refuses what would change the project or its STATIC_ROOT, and says so', async () => {
    const project = lay('writes', storageSetting('5.2', 'own.Own'), {
      'own.py': `import shutil
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

BASE = __import__('os').path.dirname(__import__('os').path.abspath(__file__))


class Own(ManifestStaticFilesStorage):
    def post_process(self, *args, **options):
        shutil.rmtree(BASE + '/collected', ignore_errors=True)
        try:
            open(BASE + '/assets/made.css', 'w')
        except OSError:
            pass
        yield from super().post_process(*args, **options)
`,
      'collected/kept.txt': 'kept',
    })
    const { verified } = await verify(environment, project)
    expect(verified.verification.refused).toEqual(
      ['assets/made.css', 'collected', 'collected/kept.txt'].map((name) => join(project, name)),
    )
  })

  it.skipIf(s3 === null)('runs the hashing of a remote storage on this disk, without a connection', async () => {
    const bucket = "{'bucket_name': 'nobody-has-this', 'location': 'v2/static', 'custom_domain': 'cdn.example.com'}"
    const project = lay('s3', storageSetting('5.2', 'own.Remote', bucket), {
      'own.py': `from storages.backends.s3 import S3ManifestStaticStorage, S3StaticStorage


class Mixin:
    def hashed_name(self, name, content=None, filename=None):
        return super().hashed_name(name, content, filename).replace('.css', '.min.css')


class Remote(Mixin, S3ManifestStaticStorage):
    def __init__(self, **options):
        super().__init__(**options, manifest_storage=S3StaticStorage(location='v2/static/releases/7'))
`,
    })
    const { verified } = await verify(environment, project, { PYTHONPATH: s3 ?? '' })
    expect(verified.verification).toMatchObject({ isRemote: true, error: null, refused: [], storage: 'own.Remote' })
    const written = [...verified.theirs.keys()].toSorted()
    expect(written.filter((name) => /staticfiles|base/.test(name))).toEqual([
      'css/base.css',
      'css/base.e60183a3a01a.min.css',
      'releases/7/staticfiles.json',
    ])
  })

  it.skipIf(s3 === null)('agrees on the manifest storage of django-storages', async () => {
    const bucket = "{'bucket_name': 'nobody-has-this'}"
    const project = lay('s3-plain', storageSetting('5.2', 'storages.backends.s3.S3ManifestStaticStorage', bucket))
    const { verified } = await verify(environment, project, { PYTHONPATH: s3 ?? '' })
    expect({ differences: verified.differences, isRemote: verified.verification.isRemote }).toEqual({
      differences: [],
      isRemote: true,
    })
  })

  it('gives the first error of both sides where they differ', async () => {
    const project = lay('fails', storageSetting('5.2', 'own.Own'), {
      'own.py': `from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Own(ManifestStaticFilesStorage):
    def post_process(self, *args, **options):
        raise RuntimeError('the build is not there')
        yield
`,
    })
    const { verified, preview } = await verify(environment, project)
    expect(verified.differences).toEqual<VerificationDifference[]>([
      { kind: 'error', name: null, ours: null, theirs: 'RuntimeError: the build is not there', firstLine: null },
    ])
    expect(verified.correct(preview).firstError).toMatchObject({ type: 'RuntimeError' })
  })

  it('agrees on projects that Django refuses before it begins', async () => {
    const project = lay('checked', 'STATICFILES_DIRS = [BASE + "/assets", STATIC_ROOT]\n', { 'collected/a.txt': 'a' })
    const { verified } = await verify(environment, project)
    expect({ differences: verified.differences, type: verified.verification.error?.type }).toEqual({
      differences: [],
      type: 'SystemCheckError',
    })
  })

  it('is not disturbed by megabytes that a project prints, closes or logs', async () => {
    const project = lay('noisy', storageSetting('5.2', 'own.Own'), {
      'own.py': `import os, sys
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Own(ManifestStaticFilesStorage):
    def post_process(self, *args, **options):
        print('x' * 5_000_000)
        os.write(1, b'{"facts": {}}\\n')
        sys.stdout.close()
        yield from super().post_process(*args, **options)
`,
    })
    expect((await verify(environment, project)).verified.differences).toEqual([])
  })

  it('ends all that the command started when it is cancelled', async () => {
    const started = join(home, 'started')
    const project = lay('sleeps', storageSetting('5.2', 'own.Own'), {
      'own.py': `import os, subprocess, time
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Own(ManifestStaticFilesStorage):
    def post_process(self, *args, **options):
        ids = [os.getpid(), subprocess.Popen(['sleep', '300'], start_new_session=True).pid, os.fork()]
        if ids[-1] == 0:
            time.sleep(300)
        with open('${started}.part', 'w') as file:
            file.write(' '.join(map(str, ids)))
        os.rename('${started}.part', '${started}')
        time.sleep(300)
        yield
`,
    })
    const stop = new AbortController()
    const verifying = verify(environment, project, {}, stop.signal).then(
      () => null,
      (error: unknown) => error,
    )
    await expect.poll(() => existsSync(started), { timeout: 30_000 }).toBe(true)
    stop.abort()
    expect(await verifying).toMatchObject({ code: 'cancelled' })
    const ids = readFileSync(started, 'utf8').split(' ')
    await expect.poll(() => ids.filter(isRunning), { timeout: 10_000 }).toEqual([])
  })

  it('holds until a static file, the project’s code or a package changes', async () => {
    const project = lay('stale', storageSetting('5.2', 'own.Own'), OWN_STORAGE)
    const { verified, plan, request } = await verify(environment, project)
    const now = async (): Promise<string | null> =>
      staleReason(verified.inputs, verifiedInputs(await previewStatic(request, work), plan.order, verified.collected))
    const reasons = [await now()]
    writeFileSync(join(project, 'assets/css/base.css'), 'body { margin: 1px }')
    reasons.push(await now())
    layFiles(project, ASSETS)
    writeFileSync(join(project, 'own.py'), `${OWN_STORAGE['own.py'] ?? ''}\n`)
    reasons.push(staleReason({ ...verified.inputs, sources: '' }, { ...verified.inputs, sources: '' }))
    const code = verifiedInputs(await previewStatic(request, work), plan.order, verified.collected).code
    reasons.push(staleReason(verified.inputs, { ...verified.inputs, code }))
    reasons.push(staleReason(verified.inputs, { ...verified.inputs, packages: new Map() }))
    expect(reasons).toEqual([
      null,
      'Static files changed',
      null,
      `${join(project, 'own.py')} changed`,
      'An installed package changed',
    ])
  })
})

const OWN_STORAGE = {
  'own.py': `from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile


class Own(ManifestStaticFilesStorage):
    def file_hash(self, name, content=None):
        return 'v-' + (name or 'manifest').rsplit('.', 1)[0].replace('/', '-')

    def post_process(self, *args, **options):
        yield from super().post_process(*args, **options)
        self._save('marker.txt', ContentFile(b'made by the storage'))
`,
}

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }

function lay(name: string, settings: string, files: Readonly<Record<string, string>> = {}): string {
  const project = join(home, name)
  layFiles(project, { 'manage.py': MANAGE, 'site_settings.py': BASIC + settings, ...ASSETS, ...files })
  return project
}

/** Verifies, and makes sure that nothing in the project was changed by it. */
async function verify(
  found: PythonEnvironment,
  project: string,
  variables: Readonly<Record<string, string>> = {},
  signal = new AbortController().signal,
): Promise<{
  verified: VerifiedProject
  preview: Awaited<ReturnType<typeof previewStatic>>
  plan: ReturnType<typeof planReading>
  request: ReturnType<typeof projectRequest>
}> {
  const before = treeOnDisk(project)
  const python = found.kind === 'ready' ? found.python : ''
  const plan = planReading({ project, settingsModule: null, python, environment: variables, timeLimitMs: 60_000 })
  const request = projectRequest(await readProject(plan, signal), { settings: {}, staticRoot: null, hasOutput: false })
  const folder = mkdtempSync(join(home, 'folder-'))
  const verified = await verifyProject(plan, request, folder, { ...work, signal })
  expect(treeOnDisk(project)).toEqual(before)
  return { verified, preview: await previewStatic(request, work), plan, request }
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1
}

/** Zombies have ended: nobody has asked for their exit code yet. */
function isRunning(id: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', id], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z')
}
