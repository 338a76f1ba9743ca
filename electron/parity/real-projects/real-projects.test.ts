import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compareRealProject } from './compare-real-project.ts'
import { judge } from './judge.ts'
import { projectEnvironment } from './project-environment.ts'
import { SET_UPS } from './set-ups.ts'

/** The small set-ups, or with STATICSCOPE_PARITY_PROJECTS=all every one. */
const isAll = process.env['STATICSCOPE_PARITY_PROJECTS'] === 'all'
const chosen = SET_UPS.filter(({ isSmall }) => isAll || isSmall)
const home = mkdtempSync(join(tmpdir(), 'staticscope-real-projects-'))
afterAll(() => rmSync(home, { recursive: true, force: true }), 60_000)

const environments = new Map(chosen.map(({ packages }) => [packages.name, projectEnvironment(packages, true)] as const))
for (const [name, environment] of environments)
  if (environment.kind === 'missing')
    process.stderr.write(`Real projects on ${name} are skipped: ${environment.reason}\n`)

describe('a real project is previewed and collected as its own collectstatic does', { timeout: 600_000 }, () => {
  for (const [index, setUp] of chosen.entries()) {
    const environment = environments.get(setUp.packages.name)
    it.skipIf(environment?.kind !== 'ready')(`${setUp.name}`, async () => {
      if (environment?.kind !== 'ready') return
      const place = join(home, String(index))
      const compared = await compareRealProject(setUp, environment.python, place)
      rmSync(place, { recursive: true, force: true })
      const kind = setUp.isNamed === true ? 'named' : 'alike'
      expect(judge(setUp, compared)).toEqual({ kind, reasons: setUp.isNamed === true ? expect.anything() : [] })
    })
  }
})
