import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS, type CollectSettings } from '../../shared/model/collect-settings.ts'
import { sampleSources } from '../cli/sample-sources.ts'
import { collectToFolder } from '../core/collect/collect-to-folder.ts'
import type { PreviewRequest, SourceFolder } from '../core/collect/preview-result.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { fetchPackage } from '../tasks/vectors/fetch-package.ts'
import { layPart } from './lay-part.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { PLAIN_REQUEST, RealDjango, type RealOutcome } from './real-django.ts'
import { treeOnDisk } from './tree-on-disk.ts'

const SERIES = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')

/** Each storage with the module option off and on; the last also with "keep only hashed". */
const STORAGES = [
  { storage: 'plain', jsModules: false },
  { storage: 'manifest', jsModules: false },
  { storage: 'manifest', jsModules: true },
  { storage: 'whitenoise', jsModules: false },
  { storage: 'whitenoise-manifest', jsModules: false },
  { storage: 'whitenoise-manifest', jsModules: true },
  { storage: 'whitenoise-manifest', jsModules: false, keepOnlyHashed: true },
] as const satisfies readonly Partial<CollectSettings>[]

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
const folder = mkdtempSync(join(tmpdir(), 'staticscope-parity-'))
const part = join(folder, 'part')
layPart(part)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

for (const series of SERIES) {
  const environment = findPythonEnvironment(series)
  if (environment.kind === 'missing')
    process.stderr.write(`Parity with Django ${series} is skipped: ${environment.reason}\n`)
  describe.skipIf(environment.kind === 'missing')(`real Django ${series}`, { timeout: 120_000 }, () => {
    let real: RealDjango
    beforeAll(async () => {
      if (environment.kind === 'ready') real = await RealDjango.start(environment.python)
    })
    afterAll(() => real.close())

    for (const choice of STORAGES) {
      const title = `${choice.storage}${choice.jsModules ? ' with JS modules' : ''}${'keepOnlyHashed' in choice ? ', only hashed files kept' : ''}`
      it(`leaves the same tree of plain parts with ${title}`, async () => {
        await compare(real, series, [{ kind: 'directory', path: part, prefix: 'p' }], choice)
      })
      it(`leaves the same tree of the sample with ${title}`, async () => {
        await compare(real, series, sampleSources('42'), choice)
      })
    }

    it('leaves the same tree of the older sample', async () => {
      await compare(real, series, sampleSources('41'), { storage: 'manifest' })
    })

    it.skipIf(series === '3.2')('leaves the same tree with a manifest per release', async () => {
      const settings = { storage: 'release-manifest', releaseId: 'release-7' } as const
      await compare(real, series, sampleSources('41'), settings)
      await compare(real, series, sampleSources('42'), settings)
    })

    it('leaves the same links with --link', async () => {
      await compare(real, series, [{ kind: 'directory', path: part, prefix: '' }], { storage: 'manifest', link: true })
    })

    for (const [name, version] of [
      ['bootstrap', '5.3.9'],
      ['leaflet', '1.9.4'],
    ] as const) {
      const source = packageFolder(name, version)
      it.skipIf(source === null)(`leaves the same tree of ${name} with JS modules`, async () => {
        const sources: SourceFolder[] = [{ kind: 'directory', path: source ?? '', prefix: name }]
        await compare(real, series, sources, { storage: 'manifest', jsModules: true })
      })
    }
  })
}

function packageFolder(name: string, version: string): string | null {
  try {
    return fetchPackage({ registry: 'npm', name, version, folder: '.' })
  } catch (error) {
    process.stderr.write(`Parity on ${name} is skipped: ${String(error)}\n`)
    return null
  }
}

/** Collects with both, in the order of the disk, and compares all that is left and said. */
async function compare(
  real: RealDjango,
  series: string,
  sources: readonly SourceFolder[],
  choice: Partial<CollectSettings>,
): Promise<void> {
  const settings = { ...DEFAULT_COLLECT_SETTINGS, django: series, ...choice }
  const request: PreviewRequest = { settings, sources, staticRoot: null }
  const home = mkdtempSync(join(folder, 'run-'))
  const ours = join(home, 'ours')
  const theirs = join(home, 'theirs')
  const strict = await collectReal(real, request, join(home, 'strict'), false)
  const tolerant = await collectReal(real, request, theirs, true)
  const preview = await previewStatic(request, work)
  await collectToFolder(request, ours, { keepGoing: true }, work)
  const hide = (text: string, output: string): string =>
    text.replaceAll(output, '<STATIC_ROOT>').replaceAll(home, '<STATIC_ROOT>/..')
  expect({
    tree: treeOnDisk(ours),
    summary: preview.summaryLine,
    firstError: preview.firstError === null ? null : errorText(preview.firstError),
    errors: preview.errors.map((error) => [error.name, error.matched, errorText(error)].join(' ')).toSorted(),
  }).toEqual({
    tree: treeOnDisk(theirs),
    summary: hide(tolerant.stdout, theirs).trim().split('\n').at(-1),
    firstError: strict.error === null ? null : hide(errorText(strict.error), join(home, 'strict')),
    // The tolerant storage looks for files that are not UTF-8 before all else; a preview puts them where Django fails.
    errors: tolerant.errors
      .map((error) => hide([error.file, error.matched, errorText(error)].join(' '), theirs))
      .toSorted(),
  })
  rmSync(home, { recursive: true, force: true })
}

function errorText({ type, message }: { readonly type: string; readonly message: string }): string {
  return `${type}: ${message}`
}

function collectReal(
  real: RealDjango,
  request: PreviewRequest,
  output: string,
  tolerant: boolean,
): Promise<RealOutcome> {
  const { settings, sources } = request
  return real.collect({
    ...PLAIN_REQUEST,
    sources: sources.flatMap((source) => (source.kind === 'directory' ? [[source.prefix, source.path] as const] : [])),
    apps: sources.flatMap((source) => (source.kind === 'app' ? [[source.label, source.path] as const] : [])),
    output,
    storage: settings.storage as 'plain',
    jsModules: settings.jsModules,
    keepOnlyHashed: settings.keepOnlyHashed,
    link: settings.link,
    order: 'disk',
    tolerant,
  })
}
