import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DEFAULT_COLLECT_SETTINGS } from '../../shared/model/collect-settings.ts'
import { checkReferences } from '../core/check/check-references.ts'
import { djangoFolders } from '../core/check/template-folders.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { layFiles } from '../core/files/lay-files.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { PLAIN_REQUEST, RealDjango } from './real-django.ts'

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
const home = mkdtempSync(join(tmpdir(), 'staticscope-addresses-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const FILES = {
  'static/a.css': 'a { color: red }',
  'static/js/one.js': 'run()',
  'static/js/two.js': 'run(2)',
  'static/img/a': 'no picture',
  'static/img/a.png': 'picture',
}

/** Addresses as they stand in templates, each with its tag in front. */
const ADDRESSES = [
  `{% static 'a.css' %}`,
  `{% static 'a.css' %}?v=1`,
  `{% static 'a.css' %}#x`,
  `{% static 'a.css' %}?v={{ name }}`,
  `{% static 'a.css' %}{{ name }}`,
  `{% static 'a.css' %}.map`,
  `{% static 'a.css?v=1' %}`,
  `{% static 'a.css#x' %}`,
  `{% static 'a.css?#x' %}&y`,
  `{% static 'js/' %}`,
  `{% static 'js/' %}one.js`,
  `{% static 'js/' %}one.js?v={{ name }}`,
  `{% static 'js/' %}none.js`,
  `{% static 'js/' %}{{ name }}.js`,
  `{% static 'none/' %}one.js`,
  `{% static 'js' %}/one.js`,
  `{% static 'img/a' %}.png`,
  `{% static 'img/b' %}.png`,
  `{% static 'img/b' %}{{ name }}`,
  `{% get_static_prefix %}a.css?v=1`,
  `{% get_static_prefix %}js/{{ name }}.js`,
  `{{ STATIC_URL }}js/one.js#x`,
  `/static/js/{{ name }}.js`,
  `/static/js/one.js?v={{ name }}`,
]

const STORAGES = {
  manifest: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
  plain: 'django.contrib.staticfiles.storage.StaticFilesStorage',
  'whitenoise-manifest': 'whitenoise.storage.CompressedManifestStaticFilesStorage',
} as const

/** What becomes of an address: the page fails, the file is there, it is not, or the value of a variable decides. */
type Fate = 'fails' | 'there' | 'missing' | 'open'

describe.each(['3.2', '4.2', '5.2', '6.1'])('addresses that a tag begins, as Django %s renders them', (series) => {
  const environment = findPythonEnvironment(series)
  it.skipIf(environment.kind === 'missing').each(Object.entries(STORAGES))(
    'lead where the check says, with the storage %s',
    { timeout: 120_000 },
    async (storage, backend) => {
      if (environment.kind === 'missing') return
      const pages = ADDRESSES.map((address, index) => [`templates/${index}.html`, `<a href="${address}">`] as const)
      using folder = layFiles({ ...FILES, ...Object.fromEntries(pages) })
      const path = join(folder.path, 'static')
      const output = join(home, `${series} ${storage}`)
      mkdirSync(output)
      const django = await RealDjango.start(environment.python)
      const kind = storage as keyof typeof STORAGES
      await django.collect({ ...PLAIN_REQUEST, storage: kind, sources: [['', path]], output })
      await django.close()
      const answer = execFileSync(environment.python, ['-B', join(import.meta.dirname, 'render_addresses.py')], {
        input: JSON.stringify({ output, storage: backend, templates: ADDRESSES }),
        encoding: 'utf8',
      })
      const rendered = z.array(z.array(z.string().nullable())).parse(JSON.parse(answer))
      const settings = { ...DEFAULT_COLLECT_SETTINGS, django: series, storage: kind, order: 'sorted' as const }
      const sources = [{ kind: 'directory', path, prefix: '' } as const]
      const preview = await previewStatic({ settings, sources, staticRoot: null }, work)
      const templateFolders = djangoFolders([join(folder.path, 'templates')])
      const { templates } = await checkReferences({ preview, templateFolders, python: new Map(), accepted: [] }, work)

      const told = ADDRESSES.map((address, index) => {
        const [reference] = templates?.references.get(`${index}.html`) ?? []
        if (reference === undefined) return [address, 'not read', null]
        const { django: seen, served, rest } = reference
        const fate: Fate =
          seen.verdict === 'error'
            ? 'fails'
            : served === 'unknown'
              ? 'open'
              : served === 'hashed' || served === 'plain'
                ? 'there'
                : 'missing'
        const isWhole = fate === 'there' && seen.written !== null && rest?.text.includes('{{') !== true
        return [address, fate, isWhole ? seen.written + (rest?.text ?? '') : null]
      })
      const real = ADDRESSES.map((address, index) => {
        const [one = null, two = null] = rendered[index] ?? []
        const isWhole = told[index]?.[2] !== null
        return [address, fateOf(one, two, output), isWhole ? one : null]
      })
      expect(told).toEqual(real)
    },
  )
})

/** Which file an address leads to is open where its path changes with the value of a variable. */
function fateOf(one: string | null, two: string | null, output: string): Fate {
  if (one === null || two === null) return 'fails'
  const [path, other] = [one, two].map((url) => new URL(url, 'http://site.invalid').pathname)
  if (path !== other) return 'open'
  const file = join(output, decodeURIComponent(path ?? '').slice('/static/'.length))
  return existsSync(file) && !file.endsWith('/') ? 'there' : 'missing'
}
