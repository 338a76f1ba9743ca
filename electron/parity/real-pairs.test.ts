import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../shared/model/collect-settings.ts'
import { diffText } from '../cli/reporters/diff-text.ts'
import { createStyle } from '../cli/style.ts'
import { compareSides } from '../core/compare/compare-sides.ts'
import { sideOfSource, type ComparedSide } from '../core/compare/compared-side.ts'
import { preparePackage, type PreparedPackage } from './prepare-package.ts'
import { findPythonEnvironment } from './python-environment.ts'

/** Two published versions of packages as people ship them. The first few run always, all with STATICSCOPE_PAIRS=all. */
const PAIRS = [
  ['htmx.org', '2.0.3', '2.0.4'],
  ['select2', '4.0.13', '4.1.0-rc.0'],
  ['jquery', '3.6.4', '3.7.1'],
  ['bootstrap', '5.3.2', '5.3.3'],
  ['alpinejs', '3.13.10', '3.14.1'],
  ['chart.js', '4.4.2', '4.4.4'],
  ['swiper', '11.1.9', '11.1.14'],
  ['leaflet', '1.9.3', '1.9.4'],
  ['flatpickr', '4.6.11', '4.6.13'],
  ['@fortawesome/fontawesome-free', '6.5.2', '6.6.0'],
] as const
const SMALL = 3
const CHOSEN = process.env['STATICSCOPE_PAIRS'] === 'all' ? PAIRS : PAIRS.slice(0, SMALL)
const WORK = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }

describe('two published versions of a package differ as was found plausible by reading', { timeout: 600_000 }, () => {
  it.each(CHOSEN)('%s from %s to %s', async (name, older, newer) => {
    const [a, b] = [preparePackage(name, older), preparePackage(name, newer)]
    await hold(`${name.replaceAll('/', '+')}.txt`, [a, `${name}@${older}`], [b, `${name}@${newer}`])
  })

  it.runIf(CHOSEN === PAIRS)("Django's admin from 4.2 to 5.2", async () => {
    await hold('django-admin.txt', [adminOf('4.2'), 'admin 4.2'], [adminOf('5.2'), 'admin 5.2'])
  })
})

type Named = readonly [PreparedPackage, string]

/** Compares both and holds the report for people against the golden file of it. */
async function hold(golden: string, [a, nameA]: Named, [b, nameB]: Named): Promise<void> {
  const missing = [a, b].find((side) => side.kind === 'missing')
  if (missing?.kind === 'missing') {
    process.stderr.write(`Not compared: ${missing.reason}\n`)
    return
  }
  if (a.kind === 'missing' || b.kind === 'missing') return
  const comparison = await compareSides(await take(a.folder, nameA), await take(b.folder, nameB), WORK)
  const text = [...diffText(comparison, createStyle(false))].join('')
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'golden', golden))
}

function take(path: string, name: string): Promise<ComparedSide> {
  const settings = { ...DEFAULT_COLLECT_SETTINGS, order: 'sorted' as const }
  const origin = { kind: 'folders', display: name, commit: null } as const
  const request = { settings, sources: [{ kind: 'directory', path, prefix: 'vendor' } as const], staticRoot: null }
  return sideOfSource({ kind: 'preview', request, origin, card: null, keepGoing: true, remarks: [] }, name, WORK)
}

function adminOf(series: string): PreparedPackage {
  const environment = findPythonEnvironment(series)
  if (environment.kind === 'missing') return environment
  const print = 'import os, django; print(os.path.join(os.path.dirname(django.__file__), "contrib/admin/static"))'
  const folder = execFileSync(environment.python, ['-c', print], { encoding: 'utf8' }).trim()
  return existsSync(folder) ? { kind: 'ready', folder } : { kind: 'missing', reason: `${folder} is not there` }
}
