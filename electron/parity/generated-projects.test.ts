import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeDifference } from '../tasks/vectors/differences.ts'
import { World } from '../tasks/vectors/world.ts'
import { compareProject } from './compare-projects.ts'
import { generatedProject } from './generate-projects.ts'
import { findPythonEnvironment } from './python-environment.ts'
import { RealDjango } from './real-django.ts'

/** Projects per series. More by STATICSCOPE_PARITY_CASES. */
const CASES = Number(process.env['STATICSCOPE_PARITY_CASES'] ?? '300')
const SEED = Number(process.env['STATICSCOPE_PARITY_SEED'] ?? '20261124')
const SERIES = (process.env['STATICSCOPE_PARITY_SERIES'] ?? '3.2,4.2,5.2,6.1').split(',')

describe('on generated projects with links, leftovers and reruns', () => {
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
          fc.asyncProperty(generatedProject, async (project) => {
            const found = await compareProject(real, world, project)
            if (found.length > 0) throw new Error(found.slice(0, 5).map(describeDifference).join('\n'))
          }),
          { numRuns: CASES, seed: SEED },
        )
        const text = run.failed ? `${JSON.stringify(run.counterexample)}\n${String(run.errorInstance)}` : 'alike'
        expect(text).toBe('alike')
      } finally {
        world.remove()
        await real.close()
      }
    })
  }
})
