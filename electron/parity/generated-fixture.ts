import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Difference, describeDifference } from '../tasks/vectors/differences.ts'
import { World } from '../tasks/vectors/world.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { RealDjango } from './real-django.ts'

/** Cases per series. More by STATICSCOPE_PARITY_CASES. */
const CASES = Number(process.env['STATICSCOPE_PARITY_CASES'] ?? '300')
const SEED = Number(process.env['STATICSCOPE_PARITY_SEED'] ?? '20261124')
const SERIES = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')

/**
 * Declares one test per Django series: on every generated case the engine and real Django agree.
 *
 * @param title what is generated, for the reader of the test's name
 * @param cases where the cases come from
 * @param compare both on one case; gives what differs
 * @param keep takes a shrunk case on which they differ
 */
export function testGenerated<Case>(
  title: string,
  cases: fc.Arbitrary<Case>,
  compare: (real: RealDjango, world: World, input: Case) => Promise<readonly Difference[]>,
  keep: (series: string, input: Case) => void = () => {},
): void {
  for (const series of SERIES) {
    const environment = findPythonEnvironment(series)
    const isMissing = environment.kind === 'missing'
    if (isMissing) process.stderr.write(`Parity with Django ${series} is skipped: ${environment.reason}\n`)
    it.skipIf(isMissing)(`${title} the engine does what Django ${series} does`, { timeout: 3_600_000 }, async () => {
      if (environment.kind === 'missing') return
      const real = await RealDjango.start(environment.python)
      const world = new World()
      try {
        const run = await fc.check(
          fc.asyncProperty(cases, async (input) => {
            const found = await compare(real, world, input)
            if (found.length > 0) throw new Error(found.slice(0, 5).map(describeDifference).join('\n'))
          }),
          { numRuns: CASES, seed: SEED },
        )
        if (run.counterexample !== null) keep(series, run.counterexample[0])
        expect(run.failed ? `${JSON.stringify(run.counterexample)}\n${String(run.errorInstance)}` : 'alike').toBe(
          'alike',
        )
      } finally {
        world.remove()
        await real.close()
      }
    })
  }
}
