import { expect, test } from 'vitest'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { layFiles } from '../files/lay-files.ts'
import { previewStatic } from './preview-static.ts'
import { seriesOfErrors } from './series-of-errors.ts'

test('each error of a slice tells in which series it is met', async () => {
  using folder = layFiles({
    'a.css': '/* url(gone.png) */ a { background: url(none.png) }',
    'b.css': Buffer.from('/* \xe4 */', 'latin1'),
    'b.js': Buffer.from('/* \xe4 */', 'latin1'),
  })
  const { signal } = new AbortController()
  const preview = await previewStatic(
    {
      settings: collectSettingsSchema.parse({ order: 'sorted' }),
      sources: [{ kind: 'directory', path: folder.path, prefix: '' }],
      staticRoot: null,
    },
    { signal, report: () => undefined, facts: null, workers: 0 },
  )
  const failsIn = async (offset: number, limit: number) =>
    (await seriesOfErrors(preview, offset, limit, signal)).map((series) =>
      series.flatMap((verdict) => (verdict.fails ? [verdict.series] : [])).join(' '),
    )
  const byPlace = preview.errors.map(({ name, target }) => `${name} ${target}`)
  const all = '3.2 4.0 4.1 4.2 5.0 5.1 5.2 6.0 6.1'
  const told = Object.fromEntries((await failsIn(0, 10)).map((series, at) => [byPlace[at], series]))
  expect(told).toEqual({
    'a.css gone.png': '3.2 4.0 4.1 4.2 5.0 5.1 5.2 6.0',
    'a.css none.png': all,
    'b.css null': all,
    'b.js null': '4.0 4.1 4.2 5.0 5.1 5.2 6.0 6.1',
  })
  expect(await failsIn(1, 1)).toEqual([told[byPlace[1] ?? '']])
})
