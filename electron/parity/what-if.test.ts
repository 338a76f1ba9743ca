import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type CollectSettings, DEFAULT_COLLECT_SETTINGS } from '../../shared/model/collect-settings.ts'
import { sampleSources } from '../cli/sample-sources.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { comparePreviews } from '../core/what-if/compare-previews.ts'
import { reorderSources } from '../core/what-if/reorder-sources.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { PLAIN_REQUEST, RealDjango } from './real-django.ts'

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
const folder = mkdtempSync(join(tmpdir(), 'staticscope-what-if-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const BASE = '4.2'
const environments = new Map([BASE, '6.1'].map((series) => [series, findPythonEnvironment(series)]))
const missing = [...environments.values()].find(({ kind }) => kind === 'missing')
if (missing?.kind === 'missing') process.stderr.write(`What-ifs with real Django are skipped: ${missing.reason}\n`)

/** What is tried on the sample: settings, and the order of its six folders. */
const CHANGES: readonly (readonly [string, Partial<CollectSettings>, readonly number[] | null])[] = [
  ['another Django version', { django: '6.1' }, null],
  ['JavaScript modules', { jsModules: true }, null],
  ['another Django version with JavaScript modules', { django: '6.1', jsModules: true }, null],
  ['more ignore patterns', { ignore: ['*.svg', 'robots.txt'] }, null],
  ['no default ignore patterns', { defaultIgnore: false }, null],
  ['another order of folders', {}, [1, 0, 5, 4, 3, 2]],
  ['an app less', {}, [0, 1, 2, 4, 5]],
]

describe.skipIf(missing !== undefined)('what real Django makes otherwise', { timeout: 120_000 }, () => {
  it.each(CHANGES)('with %s is what the what-if says', async (_, settings, order) => {
    const base: PreviewRequest = {
      settings: { ...DEFAULT_COLLECT_SETTINGS, django: BASE, order: 'sorted' },
      sources: sampleSources('41'),
      staticRoot: null,
    }
    const ordered = order === null ? base : reorderSources(base, order)
    const tried = { ...ordered, settings: { ...base.settings, ...settings } }
    const { files } = await comparePreviews(await previewStatic(base, work), await previewStatic(tried, work))
    const [before, after] = [await manifestOf(base), await manifestOf(tried)]
    const named = (kind: 'added' | 'removed' | 'name' | 'new-error') =>
      [...files.values()].flatMap(({ name, kinds }) => (kinds.includes(kind) ? [name] : [])).toSorted()
    // Where Django stops it gives no name; a tolerant storage goes on and gives one.
    const broken = new Set(named('new-error'))
    expect({ added: named('added'), removed: named('removed'), renamed: named('name') }).toEqual({
      added: [...after.keys()].filter((name) => !before.has(name)).toSorted(),
      removed: [...before.keys()].filter((name) => !after.has(name)).toSorted(),
      renamed: [...after]
        .flatMap(([name, hashed]) =>
          before.has(name) && before.get(name) !== hashed && !broken.has(name) ? [name] : [],
        )
        .toSorted(),
    })
  })
})

/** The manifest that real Django writes for a request. */
async function manifestOf({ settings, sources }: PreviewRequest): Promise<ReadonlyMap<string, string>> {
  const environment = environments.get(settings.django)
  if (environment?.kind !== 'ready') throw new Error(`There is no Python for Django ${settings.django}`)
  const real = await RealDjango.start(environment.python)
  const output = mkdtempSync(join(folder, 'run-'))
  const outcome = await real.collect({
    ...PLAIN_REQUEST,
    sources: sources.flatMap((source) => (source.kind === 'directory' ? [[source.prefix, source.path] as const] : [])),
    apps: sources.flatMap((source) => (source.kind === 'app' ? [[source.label, source.path] as const] : [])),
    output,
    jsModules: settings.jsModules,
    ignore: settings.ignore,
    defaultIgnore: settings.defaultIgnore,
    tolerant: true,
  })
  await real.close()
  if (outcome.error !== null) throw new Error(outcome.error.message)
  const { paths } = JSON.parse(readFileSync(join(output, 'staticfiles.json'), 'utf8')) as {
    paths: Record<string, string>
  }
  return new Map(Object.entries(paths))
}
