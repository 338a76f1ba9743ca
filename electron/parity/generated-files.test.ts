import fc from 'fast-check'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeDifference } from '../tasks/vectors/differences.ts'
import { World } from '../tasks/vectors/world.ts'
import { compareWithDjango } from './compare-with-django.ts'
import { generatedCase } from './generate-files.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { RealDjango } from './real-django.ts'

/** Cases per series; each is collected four times, strict and tolerant, by both. More by STATICSCOPE_PARITY_CASES. */
const CASES = Number(process.env['STATICSCOPE_PARITY_CASES'] ?? '300')
const SEED = Number(process.env['STATICSCOPE_PARITY_SEED'] ?? '20261124')
const SERIES = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')

describe('on generated folders of CSS and JavaScript', () => {
  for (const series of SERIES) {
    const environment = findPythonEnvironment(series)
    const isMissing = environment.kind === 'missing'
    if (isMissing) process.stderr.write(`Parity with Django ${series} is skipped: ${environment.reason}\n`)
    it.skipIf(isMissing)(`the engine does what Django ${series} does`, { timeout: 3_600_000 }, async () => {
      if (environment.kind === 'missing') return
      const real = await RealDjango.start(environment.python)
      const world = new World()
      try {
        const run = await fc.check(
          fc.asyncProperty(generatedCase, async (input) => {
            const found = await compareWithDjango(real, world, input)
            if (found.length > 0) throw new Error(found.slice(0, 5).map(describeDifference).join('\n'))
          }),
          { numRuns: CASES, seed: SEED },
        )
        if (run.counterexample !== null) keepCase(series, run.counterexample[0])
        expect(run.failed ? `${JSON.stringify(run.counterexample)}\n${String(run.errorInstance)}` : 'alike').toBe(
          'alike',
        )
      } finally {
        world.remove()
        await real.close()
      }
    })
  }
})

/** Keeps a shrunk case as input for `record-vectors.ts`, which makes a vector of it. */
function keepCase(series: string, input: object): void {
  const folder = join('.build', 'parity-failures')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `django-${series}.json`),
    JSON.stringify([{ id: `found/${series}`, kind: 'found', ...input }], null, 1),
  )
}
