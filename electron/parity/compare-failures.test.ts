import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { DJANGO_SERIES } from '../../shared/model/django-series.ts'
import { sampleSources } from '../cli/sample-sources.ts'
import { layFiles } from '../core/files/lay-files.ts'
import { REFERENCE_FORMS } from './browser/forms-fixture.ts'
import { compareFailures } from './compare-failures.ts'
import { findPythonEnvironment } from './python-environment.ts'

const wanted = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')
const home = mkdtempSync(join(tmpdir(), 'staticscope-failures-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

it.each(DJANGO_SERIES.filter((series) => wanted.includes(series)))(
  'every reference that makes Django %s fail is told with its file and target, and no other',
  { timeout: 300_000 },
  async (series) => {
    const environment = findPythonEnvironment(series)
    if (environment.kind === 'missing') {
      process.stderr.write(`Not compared: ${environment.reason}\n`)
      return
    }
    using forms = layFiles({
      ...REFERENCE_FORMS,
      'odd/latin.css': Uint8Array.from([0x61, 0xe9]),
      'odd/leaves.css':
        'a { background: url(../../../out.png) } b { background: url("gone.png") } c { background: url(sub\\gone.png) }',
      'odd/case.css': 'a { background: url(../css/Plain.png) } /* url(commented.png) */',
      'odd/no-map.css': 'a { color: red }\n/*# sourceMappingURL=gone.css.map */\n',
      'odd/no-map.js': 'run()\n//# sourceMappingURL=gone.js.map\n',
    })
    const sources = [...sampleSources('42'), { kind: 'directory', prefix: 'forms', path: forms.path } as const]
    const compared = await compareFailures(series, environment.python, sources, join(home, series))
    expect({ missed: compared.missed, false: compared.false }).toEqual({ missed: [], false: [] })
    expect(compared.failing.length).toBeGreaterThan(20)
  },
)
