import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type EndedCli, finishCli, startCli } from '../cli/run-cli-fixture.ts'
import { ASSETS, BASIC, layFiles, MANAGE, storageSetting } from './project-fixture.ts'
import { findPythonEnvironment } from './python-environment.ts'

const SAMPLE = join(import.meta.dirname, '../sample/release-41')
const home = mkdtempSync(join(tmpdir(), 'staticscope-verify-command-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const environment = findPythonEnvironment('5.2')
if (environment.kind === 'missing') process.stderr.write(`Verify by command is skipped: ${environment.reason}\n`)
const python = environment.kind === 'ready' ? environment.python : ''

describe.skipIf(environment.kind === 'missing')('staticscope verify', { timeout: 60_000 }, () => {
  it('runs no Python without consent', async () => {
    const { code, stdout, stderr } = await run('refused', '--project', SAMPLE, '--python', python)
    expect({ code, stdout, names: stderr.includes('verify_collect.py') }).toEqual({ code: 2, stdout: '', names: true })
  })

  it('says in one sentence that Django agrees, and leaves nothing behind', async () => {
    const { code, stdout } = await run('agrees', '--project', SAMPLE, '--python', python, '--yes')
    expect({ code, first: stdout.split('\n')[0], left: readdirSync(join(home, 'temporary')) }).toEqual({
      code: 0,
      first: expect.stringMatching(/^✓ Django 5\.2\.\d+ agrees: 66 of 66 names, bytes equal\.$/),
      left: [],
    })
  })

  it('lists each difference with both sides, and ends with 1', async () => {
    const project = join(home, 'own')
    const own = `from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class Own(ManifestStaticFilesStorage):
    def url_converter(self, *args, **options):
        convert = super().url_converter(*args, **options)
        return lambda match: convert(match).replace('url("', 'url("https://cdn.example.com/')
`
    layFiles(project, {
      'manage.py': MANAGE,
      'site_settings.py': BASIC + storageSetting('5.2', 'own.Own'),
      'own.py': own,
      ...ASSETS,
    })
    const text = await run('own', '--project', project, '--python', python, '--yes')
    expect({ code: text.code, first: text.stdout.split('\n')[0] }).toEqual({
      code: 1,
      first: expect.stringMatching(/^✗ Django 5\.2\.\d+ differs: 3 of 4 names agree, 2 differences\.$/),
    })
    const json = await run('own', '--project', project, '--python', python, '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 'staticscope/verify@1',
      agrees: false,
      differences: [
        { kind: 'name', name: 'css/site.css', ours: expect.stringMatching(/^css\/site\.[0-9a-f]{12}\.css$/) },
        { kind: 'manifest', name: 'staticfiles.json', firstLine: { line: 1 } },
      ],
    })
  })

  it('passes the options of collectstatic on', async () => {
    const words = ['-i', '*.svg', '--no-post-process', '--link', '--json']
    const { stdout } = await run('words', '--project', SAMPLE, '--python', python, '--yes', ...words)
    const { agrees, total } = JSON.parse(stdout) as { agrees: boolean; total: number }
    expect({ agrees, isSmaller: total < 66 }).toEqual({ agrees: true, isSmaller: true })
  })
})

describe.skipIf(environment.kind === 'missing')('staticscope collect --into-static-root', { timeout: 60_000 }, () => {
  it('writes only after what would be lost was agreed to', async () => {
    const root = join(home, 'root')
    const named = ['--project', SAMPLE, '--python', python, '--env', `SHOP_STATIC_ROOT=${root}`, '--into-static-root']
    layFiles(root, { 'staticfiles.json': '{"version": "1.1", "paths": {}, "hash": ""}', 'left-over.txt': 'left over' })
    const refused = await runCli('into', 'collect', ...named, '--yes', '--clear')
    expect({ code: refused.code, left: readdirSync(root).toSorted() }).toEqual({
      code: 2,
      left: ['left-over.txt', 'staticfiles.json'],
    })
    expect(refused.stderr).toContain('1 overwritten, 1 removed')
    expect(refused.stderr).toContain('left-over.txt')
    const written = await runCli('into', 'collect', ...named, '--clear', '--overwrite')
    expect({ code: written.code, hasLeftOver: readdirSync(root).includes('left-over.txt') }).toEqual({
      code: 0,
      hasLeftOver: false,
    })
  })

  it('asks where to write when nothing says it', async () => {
    const { code, stderr } = await runCli('where', 'collect', '--sample')
    expect({ code, says: stderr.includes('--output DIR, or --into-static-root') }).toEqual({ code: 2, says: true })
  })
})

function run(data: string, ...words: readonly string[]) {
  return runCli(data, 'verify', ...words)
}

function runCli(data: string, ...words: readonly string[]): Promise<EndedCli> {
  const temporary = join(home, 'temporary')
  mkdirSync(temporary, { recursive: true })
  return finishCli(startCli(join(home, `data-${data}`), words, { TMPDIR: temporary }))
}
