import { expect, test } from 'vitest'
import { viewQuerySchema, type OutlineRow, type ViewQuery } from '../../../shared/model/preview.ts'
import type { OutlineSource } from './outline-items.ts'
import { Outlines } from './outlines.ts'
import type { OutlineView } from './outline-view.ts'
import { previewFile, outlineOf, SHADOWED } from './outline-fixture.ts'

function open(preview: OutlineSource, query: Partial<ViewQuery> = {}, expanded: string[] = []): Promise<OutlineView> {
  return new Outlines(preview).open(viewQuerySchema.parse(query), expanded, new AbortController().signal)
}

/** Rows as lines: two blanks for each level, a sign for groups, the label. */
function drawn(view: OutlineView): string[] {
  return view.rows(0, view.total).map((row) => {
    const sign = row.expanded === null ? '' : row.expanded ? '- ' : '+ '
    return '  '.repeat(row.depth) + sign + row.label
  })
}

function rowOf(view: OutlineView, name: string): OutlineRow {
  const row = view.rows(0, view.total).find((one) => one.name === name)
  if (row === undefined) throw new Error(`no row for ${name}`)
  return row
}

const SHOP = outlineOf(
  [
    previewFile('robots.txt', { size: 1 }),
    previewFile('shop/site.css', { size: 20, rewritten: 4, hashedName: 'shop/site.77e0a1f3bb02.css', findings: 1 }),
    previewFile('shop/img/Logo.png', { size: 300 }),
    previewFile('shop/img/hero.webp', { size: 4000, provider: 1 }),
    previewFile('admin/css/base.css', { size: 50_000, provider: 1, shadowed: [SHADOWED] }),
    previewFile('admin/js/core.js', { size: 600_000, provider: 1, action: 'unmodified' }),
    previewFile('vendor/ui/ui.css', { size: 7, errors: 6, action: 'failed', findings: 6 }),
    previewFile('vendor/ui/ui.js', { size: 8, errors: 1, findings: 1 }),
  ],
  {
    notCollected: [
      { name: 'shop/.git/', source: '/shop/static/shop/.git', provider: 0, pattern: '.*' },
      { name: 'shop/site.css~', source: '/shop/static/shop/site.css~', provider: 0, pattern: '*~' },
      { name: 'shop/site.css~', source: '/admin/static/shop/site.css~', provider: 1, pattern: '*~' },
    ],
    findings: [
      {
        code: 'percent-name',
        severity: 'warning',
        name: 'shop/site.css',
        line: null,
        column: null,
        target: null,
        message: 'm',
      },
      {
        code: 'missing-target',
        severity: 'error',
        name: 'vendor/ui/ui.js',
        line: 1,
        column: 1,
        target: 'x',
        message: 'm',
      },
    ],
    errors: [
      {
        name: 'vendor/ui/ui.css',
        type: 'ValueError',
        message: 'm',
        step: 'reference',
        line: 1,
        column: 1,
        matched: 'url(x)',
        target: 'x',
      },
    ],
  },
)

test('at first the folders with broken and shadowed files are open, the others folded', async () => {
  expect(drawn(await open(SHOP))).toEqual([
    '- admin',
    '  - css',
    '    base.css',
    '  + js',
    '+ shop',
    '- vendor',
    '  - ui',
    '    ui.css',
    '    ui.js',
    'robots.txt',
  ])
})

test('a prefix that starts with a slash has its folders as well', async () => {
  const view = await open(outlineOf([previewFile('/bad/site.css'), previewFile('/top.css')]), {}, ['/', '/bad/'])
  expect(drawn(view)).toEqual(['- /', '  - bad', '    site.css', '  top.css'])
})

test('a file with errors has no hashed name', async () => {
  const broken = previewFile('broken.css', { errors: 1, hashedName: 'broken.77e0a1f3bb02.css' })
  const view = await open(outlineOf([broken, previewFile('fine.css', { hashedName: 'fine.c14c5b7a08e1.css' })]))
  expect(view.rows(0, 2).map((row) => row.hashedName)).toEqual([null, 'fine.c14c5b7a08e1.css'])
})

test('groups that are named are open and no others', async () => {
  expect(drawn(await open(SHOP, {}, ['shop/', 'gone/']))).toEqual([
    '+ admin',
    '- shop',
    '  + img',
    '  site.css',
    '+ vendor',
    'robots.txt',
  ])
})

test('a group alone at the top is open', async () => {
  expect(drawn(await open(outlineOf([previewFile('app/a/x'), previewFile('app/b')])))).toEqual([
    '- app',
    '  + a',
    '  b',
  ])
})

test('no more rows open by themselves than a few screens hold', async () => {
  const files = Array.from({ length: 50 }, (_, at) =>
    Array.from({ length: 40 }, (_unused, file) => previewFile(`d${at}/${file}`, { errors: 1 })),
  ).flat()
  const view = await open(outlineOf(files))
  expect([view.total <= 200, view.total > 150]).toEqual([true, true])
})

test('a group sums up size, files, marks and, if shared, the provider', async () => {
  const view = await open(SHOP)
  expect([rowOf(view, 'vendor'), rowOf(view, 'shop')]).toEqual([
    {
      key: 'vendor/',
      kind: 'group',
      depth: 0,
      position: 3,
      setSize: 4,
      expanded: true,
      label: 'vendor',
      name: 'vendor',
      files: 2,
      size: 15,
      action: null,
      hashedName: null,
      provider: 'static',
      reason: null,
      marks: [{ kind: 'broken', count: 7 }],
      differences: [],
    },
    expect.objectContaining({
      files: 3,
      size: 4320,
      provider: null,
      marks: [
        { kind: 'warning', count: 1 },
        { kind: 'rewritten', count: 4 },
      ],
      differences: [],
    }),
  ])
})

test('a file has its own marks, worst first', async () => {
  const view = await open(SHOP, {}, ['shop/', 'admin/', 'admin/css/'])
  expect([rowOf(view, 'shop/site.css'), rowOf(view, 'admin/css/base.css').marks]).toEqual([
    {
      key: 'shop/site.css',
      kind: 'file',
      depth: 1,
      position: 2,
      setSize: 2,
      expanded: null,
      label: 'site.css',
      name: 'shop/site.css',
      files: 1,
      size: 20,
      action: 'copy',
      hashedName: 'shop/site.77e0a1f3bb02.css',
      provider: 'static',
      reason: null,
      marks: [
        { kind: 'warning', count: 1 },
        { kind: 'rewritten', count: 4 },
      ],
      differences: [],
    },
    [{ kind: 'shadows', count: 1 }],
  ])
})

test('by provider and by type the path stands below each group', async () => {
  const provider = await open(SHOP, { grouping: 'provider', search: 'shop/img' })
  const type = await open(SHOP, { grouping: 'type', search: 'shop/img' })
  expect([drawn(provider), drawn(type)]).toEqual([
    ['- admin', '  - shop', '    - img', '      hero.webp', '- static', '  - shop', '    - img', '      Logo.png'],
    ['- .png', '  - shop', '    - img', '      Logo.png', '- .webp', '  - shop', '    - img', '      hero.webp'],
  ])
})

const searches: [search: string, found: string[]][] = [
  ['IMG logo', ['shop/img/Logo.png']],
  ['*.css', ['admin/css/base.css', 'shop/site.css', 'vendor/ui/ui.css']],
  ['shop/*.css', ['shop/site.css']],
  ['app:adm is:shadowed', ['admin/css/base.css']],
  ['package:django type:js', ['admin/js/core.js']],
  ['code:missing-target', ['vendor/ui/ui.css', 'vendor/ui/ui.js']],
  ['code:percent-name', ['shop/site.css']],
  ['action:unmodified', ['admin/js/core.js']],
  ['size>100k', ['admin/js/core.js']],
  ['size<2', ['robots.txt']],
  ['is:rewritten', ['shop/site.css']],
  ['is:broken ui.js', ['vendor/ui/ui.js']],
  ['is:warned', ['shop/site.css']],
]

test.each(searches)('a search for %s finds what it should', async (search, found) => {
  const view = await open(SHOP, { search })
  expect(
    view
      .rows(0, 500)
      .filter((row) => row.kind === 'file')
      .map((row) => row.name),
  ).toEqual(found)
})

test('chips count the files of the same search and narrow the rows', async () => {
  const all = await open(SHOP)
  const css = await open(SHOP, { search: 'css', filter: 'broken' })
  expect([all.counts, css.counts, drawn(css)]).toEqual([
    { all: 8, broken: 2, shadowed: 1, rewritten: 1, warned: 1, 'not-collected': 3, differs: 0 },
    { all: 3, broken: 1, shadowed: 1, rewritten: 1, warned: 1, 'not-collected': 2, differs: 0 },
    ['- vendor', '  - ui', '    ui.css'],
  ])
})

test('what was not collected stands in the same shape with its reason, each with a key of its own', async () => {
  const view = await open(SHOP, { filter: 'not-collected' })
  const rows = view.rows(0, 10)
  expect([drawn(view), new Set(rows.map((row) => row.key)).size, rows[1]]).toEqual([
    ['- shop', '  .git/', '  site.css~', '  site.css~'],
    4,
    expect.objectContaining({
      kind: 'ignored',
      name: 'shop/.git/',
      reason: '.*',
      action: null,
      marks: [{ kind: 'not-collected', count: 1 }],
      differences: [],
    }),
  ])
})

test('by size and by marks folders stand among the files, equals by name', async () => {
  const top = async (query: Partial<ViewQuery>) =>
    (await open(SHOP, query, ['none/'])).rows(0, 9).map((row) => row.label)
  expect([
    await top({ sort: 'size', descending: true }),
    await top({ sort: 'marks', descending: true }),
    await top({ sort: 'name', descending: true }),
  ]).toEqual([
    ['admin', 'shop', 'vendor', 'robots.txt'],
    ['vendor', 'shop', 'admin', 'robots.txt'],
    ['vendor', 'shop', 'admin', 'robots.txt'],
  ])
})

test('a folder is located by its path, and what a search leaves out is not', async () => {
  const view = await open(SHOP, { search: 'shop/' }, [])
  expect([view.locate('shop/img'), view.locate('robots.txt'), view.locate('')]).toEqual([1, null, null])
})

test('closing and opening a group keeps what is open below it', async () => {
  const view = await open(SHOP)
  const before = drawn(view)
  view.toggle('admin/', false)
  expect(drawn(view)).toEqual(['+ admin', ...before.slice(4)])
  view.toggle('admin/', true)
  expect(drawn(view)).toEqual(before)
})

test('a query that was given up is answered with cancelled', async () => {
  const files = Array.from({ length: 60_000 }, (_, at) => previewFile(`folder-${at % 300}/file-${at}.css`))
  const outlines = new Outlines(outlineOf(files))
  const older = new AbortController()
  const first = outlines.open(viewQuerySchema.parse({ search: 'f' }), [], older.signal)
  older.abort()
  const second = outlines.open(viewQuerySchema.parse({ search: 'file-7.' }), [], new AbortController().signal)
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  expect((await second).counts.all).toBe(1)
})

test('building a large view lets other work run in between', async () => {
  const files = Array.from({ length: 60_000 }, (_, at) => previewFile(`flat/file-${(at * 7919) % 60_000}.css`))
  let turns = 0
  let isDone = false
  const count = () => {
    turns++
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  await open(outlineOf(files))
  isDone = true
  expect(turns).toBeGreaterThan(1)
})

test('an empty preview has no rows', async () => {
  const view = await open(outlineOf([]))
  expect([view.total, view.rows(0, 10), view.counts.all]).toEqual([0, [], 0])
})
