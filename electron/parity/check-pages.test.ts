import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../shared/model/collect-settings.ts'
import { sampleSources, sampleTemplates } from '../cli/sample-sources.ts'
import { sampleFolder } from '../cli/shipped-folders.ts'
import { checkReferences } from '../core/check/check-references.ts'
import { djangoFolders } from '../core/check/template-folders.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { PLAIN_REQUEST, RealDjango } from './real-django.ts'

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
const folder = mkdtempSync(join(tmpdir(), 'staticscope-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Releases of the sample, and what is mended in them first so that not every page fails by the same name. */
const CASES: readonly (readonly [title: string, release: string, mended: readonly string[]])[] = [
  ['release 41', '41', []],
  ['release 42', '42', []],
  ['release 42 with its script mended', '42', ['static/js/analytics.js']],
]

describe.each(['3.2', '5.2', '6.1'])('pages that Django %s renders with DEBUG off', { timeout: 120_000 }, (series) => {
  const environment = findPythonEnvironment(series)
  it.skipIf(environment.kind === 'missing').each(CASES)(
    'fail by the names that the check tells: %s',
    async (title, release, mended) => {
      if (environment.kind === 'missing') return
      const home = join(sampleFolder(), `release-${release}`)
      const project = join(folder, series, title)
      cpSync(home, project, { recursive: true })
      for (const file of mended) writeFileSync(join(project, file), 'run()\n')
      const here = (path: string): string => join(project, relative(home, path))
      const sources = sampleSources(release).map((source) => ({ ...source, path: here(source.path) }))
      const settings = { ...DEFAULT_COLLECT_SETTINGS, django: series, order: 'sorted' as const }
      const preview = await previewStatic({ settings, sources, staticRoot: null }, work)
      const templateFolders = djangoFolders(sampleTemplates(release).map(here))
      const { templates } = await checkReferences({ preview, templateFolders, python: new Map(), accepted: [] }, work)
      const pages = templates?.pages ?? []

      const output = join(folder, series, `${title} collected`)
      mkdirSync(output)
      const django = await RealDjango.start(environment.python)
      await django.collect({
        ...PLAIN_REQUEST,
        sources: sources.flatMap((source) =>
          source.kind === 'directory' ? [[source.prefix, source.path] as const] : [],
        ),
        apps: sources.flatMap((source) => (source.kind === 'app' ? [[source.label, source.path] as const] : [])),
        output,
        tolerant: true,
      })
      await django.close()
      const order = { project, pages: pages.map(({ template }) => template), image: 'img/logo.png' }
      const answer = execFileSync(environment.python, ['-B', join(import.meta.dirname, 'render_pages.py')], {
        input: JSON.stringify(order),
        env: { ...process.env, SHOP_STATIC_ROOT: output },
        encoding: 'utf8',
      })
      const foreseen = pages.map(({ template, references }) => [
        template,
        references.find(({ django: { verdict } }) => verdict === 'error')?.django.reason ?? null,
      ])
      expect(Object.fromEntries(foreseen)).toEqual(JSON.parse(answer))
    },
  )
})
