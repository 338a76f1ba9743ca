import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RenderedNames } from '../../../shared/analysis/pages-of.ts'
import { collectSettingsSchema, type CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { ReleasePage } from '../../../shared/model/release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFiles } from '../files/lay-files.ts'
import { releasePages } from './release-pages.ts'
import { djangoFolders } from './template-folders.ts'

const WORK: WorkContext = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 1 }

async function pagesOf(
  files: Readonly<Record<string, string>>,
  settings: Partial<CollectSettings> = {},
  rendered: RenderedNames = [],
): Promise<ReleasePage[]> {
  using folder = layFiles(files)
  const preview = await previewStatic(
    {
      settings: collectSettingsSchema.parse({ order: 'sorted', ...settings }),
      sources: [{ kind: 'directory', path: join(folder.path, 'static'), prefix: '' }],
      staticRoot: null,
    },
    WORK,
  )
  return await releasePages(preview, djangoFolders([join(folder.path, 'templates')]), rendered, WORK)
}

const FILES = {
  'static/a.css': '@import "b.css"; a { background: image-set("i.png" 1x) }',
  'static/b.css': 'b { background: url(j.png) }',
  'static/app.js': 'fetch("/static/data.json")\n//# sourceMappingURL=app.js.map',
  'static/app.js.map': '{"version":3,"sources":[],"names":[],"mappings":""}',
  'static/data.json': '{}',
  'static/i.png': 'i',
  'static/j.png': 'j',
}

test('a page has the names that it looks up, and none that it writes by hand', async () => {
  const pages = await pagesOf({ ...FILES, 'templates/p.html': `{% static 'b.css' %}{% static 'b.css?v=1' %}` })
  expect(pages).toMatchObject([{ template: 'p.html', names: ['b.css'], plainNames: [] }])
})

test('a template that Python renders is a page, even if another extends it', async () => {
  const files = {
    ...FILES,
    'templates/base.html': `{% block a %}{% static 'a.css' %}{% endblock %}`,
    'templates/child.html': `{% extends 'base.html' %}{% block a %}{% static 'b.css' %}{% endblock %}`,
  }
  const named = async (rendered: RenderedNames) =>
    (await pagesOf(files, {}, rendered)).map(({ template, names }) => [template, ...names])
  expect(await named([])).toEqual([['child.html', 'b.css']])
  expect(await named([['none.html', 'base.html']])).toEqual([
    ['base.html', 'a.css'],
    ['child.html', 'b.css'],
  ])
})

test('queries are kept beside names that have one somewhere, an empty one too', async () => {
  const [page] = await pagesOf({
    ...FILES,
    'static/f.css': 'f { src: url(i.png?#iefix), url(i.png?v=4.7), url(j.png#part) }',
    'templates/p.html': `{% static 'b.css' %}{% static 'b.css?v=1' %}<link href="/static/f.css?v=41"><img src="/static/j.png">`,
  })
  expect(page?.plainNames).toEqual(['f.css', 'j.png', 'i.png'])
  expect(page?.queries).toEqual([
    { how: 'tag', name: 'b.css', query: '' },
    { how: 'tag', name: 'b.css', query: '?v=1' },
    { how: 'plain', name: 'f.css', query: '?v=41' },
    { how: 'plain', name: 'i.png', query: '?' },
    { how: 'plain', name: 'i.png', query: '?v=4.7' },
  ])
})

test('an address that is written by hand is asked for under its plain name, with all that its plain copy names', async () => {
  const pages = await pagesOf({
    ...FILES,
    'templates/p.html':
      '<link href="/static/a.css"><img src="{% get_static_prefix %}i.png"><a href="/static/gone.css">',
  })
  expect(pages.map(({ names, plainNames }) => [names, plainNames.toSorted()])).toEqual([
    [[], ['a.css', 'b.css', 'i.png', 'j.png']],
  ])
})

test('what Django does not rewrite in a hashed file is asked for under its plain name', async () => {
  const pages = await pagesOf({ ...FILES, 'templates/p.html': `{% static 'a.css' %}{% static 'app.js' %}` })
  expect(pages).toEqual([{ template: 'p.html', names: ['a.css', 'app.js'], plainNames: ['i.png', 'data.json'] }])
})

test('a storage without hashes has plain names that the tag gives, and those that files ask for', async () => {
  const pages = await pagesOf({ ...FILES, 'templates/p.html': `{% static 'b.css' %}` }, { storage: 'plain' })
  expect(pages).toEqual([{ template: 'p.html', names: ['b.css'], plainNames: ['j.png'] }])
})

test('plain copies that WhiteNoise does not keep are asked for all the same, and lead nowhere', async () => {
  const files = { ...FILES, 'templates/p.html': '<link href="/static/a.css?v=1">' }
  const pages = await pagesOf(files, { storage: 'whitenoise-manifest', keepOnlyHashed: true })
  expect(pages).toEqual([
    { template: 'p.html', names: [], plainNames: ['a.css'], queries: [{ how: 'plain', name: 'a.css', query: '?v=1' }] },
  ])
})

test('what stands behind a tag is of its address: a query, or the file below the folder of the tag', async () => {
  const [page] = await pagesOf({
    ...FILES,
    'static/js/app.js': 'run()',
    'templates/p.html': `<link href="{% static 'b.css' %}?v=1"><link href="{% static 'css/' %}{{ x }}"><script src="{% static 'js/' %}app.js?v=2">`,
  })
  expect([page?.names, page?.plainNames, page?.queries]).toEqual([
    ['b.css'],
    ['js/app.js'],
    [
      { how: 'tag', name: 'b.css', query: '?v=1' },
      { how: 'plain', name: 'js/app.js', query: '?v=2' },
    ],
  ])
})
