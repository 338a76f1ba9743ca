import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contentOf, referenceTo, releaseFile, wholeRelease } from '../../../shared/analysis/release-fixture.ts'
import { lostOnReturn } from '../../../shared/analysis/rollout/lost-on-return.ts'
import type { WholeRelease } from '../../../shared/analysis/comparison.ts'
import { layFiles } from '../../core/files/lay-files.ts'
import { findPythonEnvironment } from '../python-environment.ts'
import { PLAIN_REQUEST, RealDjango } from '../real-django.ts'

const wanted = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')
const home = mkdtempSync(join(tmpdir(), 'staticscope-return-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const manifestSchema = z.object({ paths: z.record(z.string(), z.string()) })

/** Sheets come before the picture, and `inner.css` before the sheet that imports it. `edited.css` has another text in B. */
const filesOf = (side: 'a' | 'b'): Record<string, string> => ({
  'css/edited.css': `/* ${side} */ h1 { background: url("../img/logo.png") }\n`,
  'css/inner.css': 'h2 { background: url("../img/logo.png") }\n',
  'css/outer.css': 'h3 { background: url("inner.css") }\n',
  'css/still.css': 'h4 { background: url("../img/same.png") }\n',
  'img/logo.png': `the logo of ${side}`,
  'img/same.png': 'a picture that nobody edits',
})
const TARGETS: Readonly<Record<string, string>> = {
  'css/edited.css': 'img/logo.png',
  'css/inner.css': 'img/logo.png',
  'css/outer.css': 'css/inner.css',
  'css/still.css': 'img/same.png',
}

describe.each(wanted)('with Django %s', { timeout: 120_000 }, (series) => {
  const environment = findPythonEnvironment(series)

  it.skipIf(environment.kind === 'missing').each([false, true])(
    'a collect of A over B deletes the sheets that are foretold, and none if the sources of A are touched: %s',
    async (isTouched) => {
      const django = await RealDjango.start(environment.kind === 'ready' ? environment.python : '')
      try {
        const output = mkdtempSync(join(home, 'out-'))
        /** Seconds from now at which the sources were changed. */
        const collect = async (side: 'a' | 'b', changedAt: number): Promise<Record<string, string>> => {
          using folder = layFiles(filesOf(side))
          const at = Date.now() / 1000 + changedAt
          for (const name of Object.keys(filesOf(side))) utimesSync(join(folder.path, name), at, at)
          const outcome = await django.collect({ ...PLAIN_REQUEST, sources: [['', folder.path]], output })
          expect(outcome.error).toBeNull()
          return manifestSchema.parse(JSON.parse(readFileSync(join(output, 'staticfiles.json'), 'utf8'))).paths
        }
        const [a, b] = [await collect('a', -7200), await collect('b', 60)]
        expect(await collect('a', isTouched ? 120 : -7200)).toEqual(a)
        const gone = Object.keys(b).filter((name) => !existsSync(join(output, b[name] ?? '')))
        const foretold = lostOnReturn(releaseOf('a', a), releaseOf('b', b))
        expect(foretold).toEqual(['css/inner.css', 'css/outer.css'])
        expect(gone.toSorted()).toEqual(isTouched ? [] : foretold)
      } finally {
        await django.close()
      }
    },
  )
})

function releaseOf(side: 'a' | 'b', paths: Readonly<Record<string, string>>): WholeRelease {
  return wholeRelease(
    Object.entries(filesOf(side)).map(([name, text]) => {
      const target = TARGETS[name]
      const references = target === undefined ? [] : [referenceTo(target, paths[target] ?? '')]
      return releaseFile(name, side, { hashedName: paths[name] ?? null, source: contentOf(text), references })
    }),
    { name: side },
  )
}
