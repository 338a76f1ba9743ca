import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishCli, startCli } from './run-cli-fixture.ts'

/** The deploy of the worked story on the sample's two releases: a bucket, a CDN, and two restarts at bad moments. */
const PLAN = `topology: shared-manifest
bucket: s3
cdn: true
restarts:
  - { at: 361, server: 2 }
  - { at: 8m, server: 2 }
cleanUp: { at: 1h }
`

const home = mkdtempSync(join(tmpdir(), 'staticscope-rollout-reports-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

let text = ''
beforeAll(async () => {
  writeFileSync(join(home, 'plan.yaml'), PLAN)
  const files = ['--plan', 'plan.yaml', '--markdown', 'report.md', '--html', 'report.html', '--json', 'report.json']
  const paths = files.map((word) => (word.startsWith('--') ? word : join(home, word)))
  const words = ['rollout', 'sample:41', 'sample:42', '--keep-going', ...paths]
  const { code, stdout, stderr } = await finishCli(startCli(home, words))
  if (code !== 0) throw new Error(stderr)
  text = stdout
}, 120_000)

const golden = (name: string): string => join(import.meta.dirname, 'golden', `rollout-${name}.txt`)
const written = (name: string): string => readFileSync(join(home, name), 'utf8')

test('the story of the sample is told in the terminal as it was read and found good', async () => {
  await expect(text).toMatchFileSnapshot(golden('text'))
})

test('its document is the same', async () => {
  await expect(written('report.json')).toMatchFileSnapshot(golden('json'))
})

test('so is its report for a pull request', async () => {
  await expect(written('report.md')).toMatchFileSnapshot(golden('markdown'))
})

test('so is its page, but for the style', async () => {
  const page = written('report.html').replace(/<style>[^]*<\/style>/, '<style>…</style>')
  await expect(page.replace(/'sha256-[^']+'/, "'sha256-…'")).toMatchFileSnapshot(golden('html'))
})
