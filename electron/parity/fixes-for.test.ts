import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Fix } from '../../shared/model/check.ts'
import type { DjangoSeries } from '../../shared/model/django-series.ts'
import type { CheckCase } from '../core/check/cases/check-case-fixture.ts'
import { withCheck } from '../core/check/case-run-fixture.ts'
import { describeFinding } from '../core/check/describe-finding.ts'
import { layFile, layFiles } from '../core/files/lay-files.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { PLAIN_REQUEST, RealDjango, type RealRequest } from './real-django.ts'

const wanted = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')
const home = mkdtempSync(join(tmpdir(), 'staticscope-fixes-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** What breaks collecting, and by what code it is told. */
const BROKEN: readonly (readonly [code: string, files: CheckCase['files']])[] = [
  ['missing-target', { 'static/b/a.css': 'a { background: url("../gone.png?x#y") }' }],
  ['reference-in-comment', { 'static/a.css': "/* it's url(old.png) */" }],
  ['leaves-static-root', { 'static/a.css': 'a { background: url(../../x.png) }' }],
  ['source-map-missing', { 'static/a.css': 'a{}\n/*# sourceMappingURL=a.css.map */' }],
  ['source-map-missing', { 'static/b/a.js': 'run()\n//# sourceMappingURL=a.js.map\n' }],
  ['not-utf8', { 'static/a.css': Uint8Array.from([0x61, 0xe9]) }],
  ['pass-limit', chain(8)],
]

describe.each(wanted)('with Django %s', { timeout: 240_000 }, (series) => {
  const environment = findPythonEnvironment(series)

  it.skipIf(environment.kind === 'missing').each(BROKEN)('each fix of %s does what it says', async (code, files) => {
    const django = await RealDjango.start(environment.kind === 'ready' ? environment.python : '')
    try {
      const fixes = await fixesOf({ files, settings: { django: series as DjangoSeries }, findings: [] }, code)
      using folder = layFiles(files)
      const sources = [['', join(folder.path, 'static')]] as const
      const collect = (more: Partial<RealRequest>) =>
        django.collect({ ...PLAIN_REQUEST, sources, output: mkdtempSync(join(home, 'out-')), ...more })
      const fails = (await collect({})).error !== null
      // Django 6.1 passes over comments; 3.2 knows no maps.
      if (series === '5.2') expect(fails).toBe(true)
      if (!fails) return
      expect(fixes.length).toBeGreaterThan(0)
      for (const fix of fixes) {
        const { name, text } = applied(fix)
        if (name !== null) layFile(join(folder.path, 'static', name), text)
        const ignore = /--ignore '(.*)'/.exec(text)?.[1]
        const outcome = await collect(
          ignore !== undefined ? { ignore: [ignore] } : name === null ? { storageCode: text } : {},
        )
        expect([fix.title, outcome.error]).toEqual([fix.title, null])
        if (name !== null) rmSync(join(folder.path, 'static', name))
        if (name !== null || ignore !== undefined || code === 'pass-limit') continue
        // It is as strict as before about everything else.
        layFile(join(folder.path, 'static', 'other.css'), 'a { background: url(other-gone.png) }')
        expect((await collect({ storageCode: text })).error?.message).toContain('other-gone.png')
        rmSync(join(folder.path, 'static', 'other.css'))
      }
    } finally {
      await django.close()
    }
  })

  it.skipIf(environment.kind === 'missing')('pages are shown in spite of names that are missing', async () => {
    const files = { 'static/a.css': 'a{}', 'templates/p.html': "{% static 'gone.css' %}" }
    const [fix] = (
      await fixesOf({ files, settings: { django: series as DjangoSeries }, findings: [] }, 'template-name-missing')
    ).filter(({ text }) => text.includes('class '))
    const django = await RealDjango.start(environment.kind === 'ready' ? environment.python : '')
    try {
      using folder = layFiles(files)
      const output = mkdtempSync(join(home, 'out-'))
      await django.collect({ ...PLAIN_REQUEST, sources: [['', join(folder.path, 'static')]], output })
      const lookUp = { ...PLAIN_REQUEST, output, debug: false, manifestStrict: true, scriptPrefix: '/' }
      expect(await django.lookUp({ ...lookUp, name: 'gone.css' })).toHaveProperty('error')
      const own = { ...lookUp, storageCode: fix?.text ?? '' }
      expect(await django.lookUp({ ...own, name: 'gone.css' })).toEqual({ url: '/static/gone.css' })
      expect(await django.lookUp({ ...own, name: 'a.css' })).toEqual(await django.lookUp({ ...lookUp, name: 'a.css' }))
    } finally {
      await django.close()
    }
  })
})

/** The fixes of the first finding of a code, those left out that only correct a path. */
function fixesOf(given: CheckCase, code: string): Promise<readonly Fix[]> {
  return withCheck(given, async (check) => {
    const found = check.findings.find(({ finding }) => finding.code === code)
    if (found === undefined) return []
    return (await describeFinding(check, found.finding.id, null)).fixes.filter(
      ({ title }) => !title.startsWith('Ask for '),
    )
  })
}

/** The file that a fix is to be saved as, if any, and its text. */
function applied({ title, text }: Fix): { readonly name: string | null; readonly text: string } {
  return { name: /to be saved as (.*)$/.exec(title)?.[1] ?? null, text }
}

/** Style sheets each of which imports the next, in an order in which each pass settles one. */
function chain(length: number): CheckCase['files'] {
  return Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `static/${String.fromCharCode(97 + index)}.css`,
      index === length - 1 ? 'a { color: red }' : `@import "${String.fromCharCode(98 + index)}.css";`,
    ]),
  )
}
