import { expect, test } from 'vitest'
import { collectSettingsSchema, type CollectSettings } from '../../../shared/model/collect-settings.ts'
import { layFiles } from '../files/lay-files.ts'
import { describeFile } from './describe-file.ts'
import type { Preview } from './preview-result.ts'
import { previewStatic } from './preview-static.ts'

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
