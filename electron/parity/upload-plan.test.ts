import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CollectSettings, collectSettingsSchema } from '../../shared/model/collect-settings.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { type LaidFile, layFiles } from '../core/files/lay-files.ts'
import { planUploads } from '../core/uploads/plan-uploads.ts'
import { findPythonEnvironment } from './python-environment.ts'

const SERIES = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')
const OLD = 1_600_000_000

const old = (text: string): LaidFile => ({ text, mtime: OLD })

/** Two links of a chain in the worst order: three passes. */
const CHAIN = {
  'a.css': old('@import "b.css"; a { background: url(img/x.png) }'),
  'b.css': old('@import "c.css";'),
  'c.css': old('c { background: url(img/x.png) }'),
  'plain.css': old('p {}'),
  'app.js': old('app()\n//# sourceMappingURL=app.js.map'),
  'app.js.map': old('{}'),
  'img/x.png': old('png'),
  'deep/er/d.css': old('d { background: url("../../img/x.png#a") } e { background: url(../../a.css) }'),
}
const CASES: readonly [what: string, files: Readonly<Record<string, LaidFile>>, settings: Partial<CollectSettings>][] =
  [
    ['a chain of references', CHAIN, {}],
    ['a storage without a manifest', CHAIN, { storage: 'plain' }],
    ['a circle of references', { 'a.css': old('@import "b.css";'), 'b.css': old('@import "a.css";') }, {}],
    ['a missing target', { 'a.css': old('url(gone.png)'), 'z.css': old('z {}') }, {}],
    [
      'a target that is not in the table of names',
      {
        'a.css': old('@import url("b.css?v=1"); @import url("b.css?v=1");'),
        'b.css': old('b { background: url(x.png) }'),
        'x.png': old('x'),
      },
      {},
    ],
    [
      'JavaScript modules',
      {
        'm.js': old('import {a} from "./n.js";\nexport * from "./o.js";'),
        'n.js': old('import "./o.js";'),
        'o.js': old('o()'),
      },
      { jsModules: true },
    ],
    ['equal files', { 'a/x.css': old('x {}'), 'b/x.css': old('x {}'), 'a/y.svg': old('y'), 'b/y.svg': old('y') }, {}],
  ]

for (const series of SERIES) {
  const environment = findPythonEnvironment(series)
  if (environment.kind === 'missing')
    process.stderr.write(`Calls of real Django ${series} are not compared: ${environment.reason}\n`)
  describe.skipIf(environment.kind === 'missing')(`calls of real Django ${series}`, { timeout: 60_000 }, () => {
    for (const [what, files, settings] of CASES)
      for (const overwrites of [true, false])
        it(`are foreseen for ${what}${overwrites ? '' : ', by a storage that looks for free names'}`, async () => {
          using folder = layFiles(files)
          const python = environment.kind === 'ready' ? environment.python : ''
          const manifest = settings.storage !== 'plain'
          const request = { sources: [folder.path], manifest, jsModules: settings.jsModules ?? false, overwrites }
          const script = join(import.meta.dirname, 'record_operations.py')
          const theirs: unknown = JSON.parse(
            execFileSync(python, [script], { input: JSON.stringify(request), encoding: 'utf8' }),
          )
          expect(await ours(folder.path, series, settings, overwrites)).toEqual(theirs)
        })
  })
}

async function ours(path: string, series: string, settings: Partial<CollectSettings>, overwrites: boolean) {
  const signal = new AbortController().signal
  const preview = await previewStatic(
    {
      settings: collectSettingsSchema.parse({ storage: 's3-manifest', django: series, order: 'sorted', ...settings }),
      sources: [{ kind: 'directory', path, prefix: '' }],
      staticRoot: null,
    },
    { signal, report: () => undefined, facts: null, workers: 1 },
  )
  const { first, unchanged } = await planUploads(preview, overwrites, signal)
  return [first, unchanged].map((run) => run.map(({ kind, name, bytes, found }) => [kind, name, bytes, found]))
}
