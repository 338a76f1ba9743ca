import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../shared/model/collect-settings.ts'
import { compareSides } from '../core/compare/compare-sides.ts'
import { sideOfSource, type ComparedSide } from '../core/compare/compared-side.ts'
import { expectedCauses } from './expected-causes.ts'
import { generatedReleases, writeFile, type GeneratedReleases, type ModelRelease } from './generate-releases.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { PLAIN_REQUEST, RealDjango } from './real-django.ts'

/** Pairs of releases per series. More by STATICSCOPE_PARITY_CASES. */
const CASES = Number(process.env['STATICSCOPE_PARITY_CASES'] ?? '150')
const SEED = Number(process.env['STATICSCOPE_PARITY_SEED'] ?? '20261126')
const SERIES = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '4.2,5.2,6.1').split(',')
const WORK = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
/** Enough for the longest chain of the generated files. */
const PASSES = 30

describe('on generated pairs of releases, collected by real Django', () => {
  for (const series of SERIES) {
    const environment = findPythonEnvironment(series)
    const isMissing = environment.kind === 'missing'
    if (isMissing) process.stderr.write(`Parity with Django ${series} is skipped: ${environment.reason}\n`)
    it.skipIf(isMissing)(
      `causes and roots are those known by construction, with Django ${series}`,
      { timeout: 3_600_000 },
      async () => {
        if (environment.kind === 'missing') return
        const real = await RealDjango.start(environment.python)
        const top = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'staticscope-releases-'))
        try {
          const run = await fc.check(
            fc.asyncProperty(generatedReleases, (releases) => checkPair(releases, real, top)),
            { numRuns: CASES, seed: SEED },
          )
          const text = run.failed ? `${String(run.errorInstance)}\n${fc.stringify(run.counterexample)}` : 'alike'
          expect(text).toBe('alike')
        } finally {
          rmSync(top, { recursive: true, force: true })
          await real.close()
        }
      },
    )
  }
})

/** Collects both releases, takes them from their sources and from what real Django wrote, and compares both pairs. */
async function checkPair(releases: GeneratedReleases, real: RealDjango, top: string): Promise<void> {
  rmSync(top, { recursive: true, force: true })
  const a = await takeBoth(releases, 0, real, join(top, 'a'))
  const b = await takeBoth(releases, 1, real, join(top, 'b'))
  const expected = expectedCauses(releases)
  for (const from of ['source', 'collected'] as const) {
    const { differences } = await compareSides(a[from], b[from], WORK)
    const found = Object.fromEntries(
      differences.map(({ difference: { name, cause, from: former, roots } }) => [
        name,
        { cause, from: former, roots: cause === 'moved' || former !== null ? [] : roots },
      ]),
    )
    if (!isDeepStrictEqual(found, expected))
      throw new Error(`taken from ${from}: ${JSON.stringify({ found, expected }, null, 1)}`)
  }
}

async function takeBoth(
  { a, b, jsModules, storages }: GeneratedReleases,
  which: 0 | 1,
  real: RealDjango,
  folder: string,
): Promise<{ readonly source: ComparedSide; readonly collected: ComparedSide }> {
  const storage = storages[which]
  const sources = join(folder, 'src')
  const output = join(folder, 'out')
  lay(which === 0 ? a : b, sources)
  const outcome = await real.collect({
    ...PLAIN_REQUEST,
    sources: [['', sources]],
    output,
    storage,
    jsModules,
    maxPasses: PASSES,
  })
  expect(outcome.error).toBe(null)
  const settings = {
    ...DEFAULT_COLLECT_SETTINGS,
    django: real.version,
    storage,
    jsModules,
    maxPasses: PASSES,
    order: 'sorted' as const,
  }
  const origin = { kind: 'folders', display: sources, commit: null } as const
  const request = { settings, sources: [{ kind: 'directory', path: sources, prefix: '' } as const], staticRoot: null }
  const source = await sideOfSource(
    { kind: 'preview', request, origin, card: null, keepGoing: false, remarks: [] },
    'source',
    WORK,
  )
  if (storage === 'manifest') expect(manifestOf(source)).toEqual(manifestIn(output))
  const collected = await sideOfSource(
    { kind: 'static-root', folder: output, manifest: null, origin: { ...origin, kind: 'static-root' } },
    'collected',
    WORK,
  )
  return { source, collected }
}

function lay(release: ModelRelease, folder: string): void {
  for (const [name, file] of release) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, writeFile(name, file))
  }
}

function manifestOf({ files }: ComparedSide): Record<string, string | null> {
  return Object.fromEntries(files.map(({ name, hashedName }) => [name, hashedName]))
}

function manifestIn(folder: string): unknown {
  return (JSON.parse(readFileSync(join(folder, 'staticfiles.json'), 'utf8')) as { paths: unknown }).paths
}
