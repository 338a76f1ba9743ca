import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rolloutDocumentSchema } from '../../shared/model/rollout.ts'
import { type EndedCli, finishCli, startCli } from './run-cli-fixture.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-rollout-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const SIDES = ['sample:41', 'sample:42', '--keep-going'] as const

function run(...words: readonly string[]): Promise<EndedCli> {
  return finishCli(startCli(home, ['rollout', ...words]))
}

function plan(name: string, text: string): string {
  const file = join(home, name)
  writeFileSync(file, text)
  return file
}

describe('staticscope rollout', { timeout: 60_000 }, () => {
  it('prints a document that fits its schema', async () => {
    const { code, stdout } = await run(...SIDES, '--topology', 'shared-manifest', '--json')
    const document = rolloutDocumentSchema.parse(JSON.parse(stdout))
    const failing = document.hazards.filter(({ outcome, table }) => outcome === 'error-500' && table === 'b')
    expect({
      code,
      // A page of 42 asks for the file that 42 dropped, whatever is done; pages of 41 ask for it only after a restart.
      conditions: failing.map(({ condition }) => condition),
      all: failing.every(({ files }) => files.includes('js/legacy-menu.js')),
    }).toEqual({ code: 0, conditions: ['always', 'restart', 'rollback'], all: true })
  })

  it('ends with 1 at a restart that is planned and breaks pages', async () => {
    const file = plan('restart.yaml', 'topology: shared-manifest\nrestarts:\n  - { at: 8m, server: 2 }\n')
    const { code } = await run(...SIDES, '--plan', file, '--fail-on', '500', '--quiet')
    expect(code).toBe(1)
  })

  it('names line, key and allowed values of a plan that is wrong', async () => {
    const wrong = [
      plan('key.yaml', 'topology: shared-manifest\nlifetimes:\n  htlm: 5m\n'),
      plan('value.json', '{\n  "topology": "shared-manifest",\n  "collect": { "manifest": "before" }\n}\n'),
      plan('span.yaml', 'topology: shared-manifest\nopenPage: 5 minutes\n'),
      plan('syntax.yaml', 'topology: shared-manifest\ncdn: true\ncdn: true\n'),
      plan('several.yaml', 'topology: shared-manifest\nrestarts: 2\nservers: none\ncdn: maybe\n'),
    ]
    const errors = await Promise.all(wrong.map(async (file) => (await run(...SIDES, '--plan', file)).stderr))
    expect(errors.map((text) => text.replaceAll(`${home}/`, ''))).toEqual([
      'staticscope: key.yaml, line 3: htlm is no key in lifetimes; there are html, hashed, plain, missing.\n',
      'staticscope: value.json, line 3: collect.manifest must be one of last, first.\n',
      'staticscope: span.yaml, line 2: openPage: write seconds, or a number with s, m, h or d, such as 5m.\n',
      'staticscope: syntax.yaml, line 3: Map keys must be unique.\n',
      'staticscope: several.yaml, line 2: restarts must be a list; line 3: servers must be a whole number from 1 to 1000; line 4: cdn must be true or false.\n',
    ])
  })

  it('lists what may go only once nobody can ask for it', async () => {
    const words = [...SIDES, '--topology', 'manifest-per-release', '--format', 'sh'] as const
    const [early, late] = [
      await run('delete-list', ...words, '--at', '+1h'),
      await run('delete-list', ...words, '--at', '+3d'),
    ]
    const removals = ({ stdout }: EndedCli): number =>
      stdout.split('\n').filter((line) => line.startsWith('rm ')).length
    expect([removals(early), removals(late) > 0]).toEqual([0, true])
  })
})
