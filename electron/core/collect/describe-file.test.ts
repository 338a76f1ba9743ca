import { expect, test } from 'vitest'
import { collectSettingsSchema, type CollectSettings } from '../../../shared/model/collect-settings.ts'
import { layFiles } from '../files/lay-files.ts'
import { describeFile } from './describe-file.ts'
import type { Preview } from './preview-result.ts'
import { previewStatic } from './preview-static.ts'
import { readContent } from './read-content.ts'

function preview(path: string, settings: Partial<CollectSettings> = {}): Promise<Preview> {
  return previewStatic(
    {
      settings: collectSettingsSchema.parse({ order: 'sorted', ...settings }),
      sources: [{ kind: 'directory', path, prefix: '' }],
      staticRoot: null,
    },
    { signal: new AbortController().signal, report: () => undefined, facts: null },
  )
}

test('a reference in a comment fails until 6.0 and not in 6.1', async () => {
  using folder = layFiles({ 'a.css': 'b {}\n/* old: url(none.png) */\n' })
  const detail = await describeFile(await preview(folder.path), 'a.css')
  expect(detail.errors.map(({ frame, series }) => [frame, series.filter(({ fails }) => !fails)])).toEqual([
    [
      { firstLine: 1, lines: ['b {}', '/* old: url(none.png) */', ''], hit: 2, mark: [12, 20] },
      [{ series: '6.1', fails: false }],
    ],
  ])
})

test('a missing source map fails from the series that first looked for it', async () => {
  using folder = layFiles({
    'a.js': 'x()\n//# sourceMappingURL=a.js.map',
    'a.css': '/*# sourceMappingURL=a.css.map */',
  })
  const found = await preview(folder.path)
  const firstFailing = async (name: string): Promise<unknown> =>
    (await describeFile(found, name)).errors.map(({ series }) => series.find(({ fails }) => fails)?.series)
  expect([await firstFailing('a.js'), await firstFailing('a.css')]).toEqual([['4.0'], ['4.1']])
})

test('who uses a file is told, whatever query or fragment they add', async () => {
  using folder = layFiles({
    'img/x.png': '1',
    'a.css': 'url(img/x.png?v=1)',
    'd/b.css': 'url("../img/x.png#y")',
    'c.css': 'a{}',
  })
  expect((await describeFile(await preview(folder.path), 'img/x.png')).usedBy).toEqual(['d/b.css', 'a.css'])
})

test('source and output show the parts that Django rewrites', async () => {
  using folder = layFiles({ 'x.png': '1', 'a.css': "a { background: url('x.png') }\nb { background: url(x.png) }" })
  const found = await preview(folder.path)
  const marked = async (side: 'source' | 'output'): Promise<unknown> =>
    (await readContent(found, 'a.css', side, 1, 10)).lines.map(({ text, marks }) =>
      marks.map(([from, to]) => text.slice(from, to)),
    )
  expect([await marked('source'), await marked('output')]).toEqual([
    [["url('x.png')"], ['url(x.png)']],
    [['url("x.c4ca4238a0b9.png")'], ['url("x.c4ca4238a0b9.png")']],
  ])
})

test('images come as data and other binaries by size alone', async () => {
  using folder = layFiles({ 'x.svg': '<svg/>', 'x.bin': new Uint8Array([0, 1, 255]) })
  const found = await preview(folder.path)
  expect([
    (await readContent(found, 'x.svg', 'source', 1, 10)).image,
    (await readContent(found, 'x.bin', 'source', 1, 10)).kind,
  ]).toEqual(['data:image/svg+xml;base64,PHN2Zy8+', 'binary'])
})
