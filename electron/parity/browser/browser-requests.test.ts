import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleSources } from '../../cli/sample-sources.ts'
import type { SourceFolder } from '../../core/collect/preview-result.ts'
import { layFiles } from '../../core/files/lay-files.ts'
import { findChromium } from '../../tasks/find-chromium.mjs'
import { compareRequests } from './compare-requests.ts'
import { describeRequests, disagreementsOf } from './describe-requests.ts'
import { REFERENCE_FORMS } from './forms-fixture.ts'

const chromium = await findChromium()
if (chromium.path === null) process.stderr.write(`Not compared with a browser: ${chromium.why}\n`)
const home = mkdtempSync(join(tmpdir(), 'staticscope-browser-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const modules = resolve(import.meta.dirname, '../../../node_modules')
/** Packages that are always there: fonts, modules, scripts with maps. */
const PACKAGES = ['@fontsource-variable/inter', 'd3-hierarchy', 'zod/v4/core', 'pako'].map((name): SourceFolder => {
  return { kind: 'directory', prefix: name, path: join(modules, name) }
})

describe.skipIf(chromium.path === null)(
  'a real Chromium asks for what the check says, and for nothing else',
  { timeout: 300_000 },
  () => {
    it('in each form that a reference can have', async () => {
      using folder = layFiles(REFERENCE_FORMS)
      await hold([{ kind: 'directory', prefix: '', path: folder.path }], 'forms', Number.MAX_SAFE_INTEGER)
    })

    it('in a sample of references of the shop', async () => {
      await hold(sampleSources('42'), 'shop', 60)
    })

    it('in a sample of references of real packages', async () => {
      await hold(PACKAGES, 'packages', 60)
    })
  },
)

async function hold(sources: readonly SourceFolder[], name: string, references: number): Promise<void> {
  const compared = await compareRequests(sources, join(home, name), chromium.path ?? '', references, 1)
  const found = disagreementsOf(compared)
  if (found.length > 0) process.stderr.write(describeRequests(compared))
  expect(found).toEqual([])
  const asked = compared.files.flatMap(({ judged }) => judged).filter(({ outcome }) => outcome === 'asked')
  expect(asked.length).toBeGreaterThan(10)
}
