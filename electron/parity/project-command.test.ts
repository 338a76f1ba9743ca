import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { settingsCardSchema } from '../../shared/model/settings-card.ts'
import type { KeptProject } from '../core/releases/kept-projects.ts'
import { type EndedCli, finishCli, type RunningCli, startCli } from '../cli/run-cli-fixture.ts'
import { findPythonEnvironment } from './python-environment.ts'

const SAMPLE = join(import.meta.dirname, '../sample/release-41')
const home = mkdtempSync(join(tmpdir(), 'staticscope-project-command-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const environment = findPythonEnvironment('5.2')
if (environment.kind === 'missing') process.stderr.write(`Projects by command are skipped: ${environment.reason}\n`)
const python = environment.kind === 'ready' ? environment.python : ''
const named = ['--project', SAMPLE, '--python', python]

describe.skipIf(environment.kind === 'missing')('a project on the command line', { timeout: 60_000 }, () => {
  it('runs no Python without consent, remembers it, and forgets it', async () => {
    const refused = await run('consent', 'settings', ...named)
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 2, stdout: '' })
    expect(refused.stderr).toContain(`${python} -B `)
    expect((await run('consent', 'settings', ...named, '--yes', '--quiet')).code).toBe(0)
    expect((await run('consent', 'preview', ...named, '--quiet')).code).toBe(0)
    expect((await run('consent', 'settings', '--project', SAMPLE, '--forget')).stdout).toContain('Forgot 1 interpreter')
    expect((await run('consent', 'preview', ...named, '--quiet')).code).toBe(2)
  })

  it('gives the settings as a document, the same each time', async () => {
    const first = await run('card', 'settings', ...named, '--yes', '--json')
    const again = await run('card', 'settings', ...named, '--json')
    expect(again.stdout).toBe(first.stdout)
    const { schema, ...card } = JSON.parse(first.stdout) as { schema: string }
    expect(schema).toBe('staticscope/settings@1')
    expect(settingsCardSchema.parse(card)).toMatchObject({ settingsModule: 'shop.settings', warnings: [] })
  })

  it('shows where settings come from to people', async () => {
    const { code, stdout } = await run('text', 'settings', ...named, '--yes')
    expect(code).toBe(0)
    expect(stdout).toContain('STATIC_URL = "/static/"  shop/settings.py:46')
    expect(stdout).toContain('STATIC_ROOT')
  })

  it('previews with the settings of the project, and with others where options say so', async () => {
    const plain = await run('preview', 'preview', ...named, '--yes', '--json')
    expect(JSON.parse(plain.stdout)).toMatchObject({ succeeds: true, storage: 'manifest', counts: { files: 66 } })
    const other = await run('preview', 'preview', ...named, '--json', '--storage', 'plain', '--django', '6.1')
    expect(JSON.parse(other.stdout)).toMatchObject({ storage: 'plain', django: '6.1', counts: { hashed: 0 } })
  })

  it('tells what would differ from the own settings', async () => {
    const tried = ['--ignore', 'robots.txt', '--against-own']
    const { stdout } = await run('against', 'preview', ...named, '--yes', '--json', ...tried)
    expect(JSON.parse(stdout)).toMatchObject({
      counts: { files: 65 },
      whatIf: {
        kinds: { removed: 1, 'new-error': 0 },
        files: [{ name: 'robots.txt', kinds: ['removed'], after: null }],
      },
    })
    expect((await run('against', 'preview', ...named, ...tried)).stdout).toContain(
      'What if: With these options: 1 file is not collected.',
    )
    expect((await run('against', 'preview', '--sample', '--against-own')).code).toBe(2)
  })

  it('answers why a path of the project is collected or not', async () => {
    const ends = await Promise.all(
      ['catalog/static/catalog/img/teapot.png', 'catalog/products.py'].map(async (name) => {
        const { code, stdout } = await run('against', 'why', name, ...named, '--yes')
        return [code, stdout.split('\n')[0]]
      }),
    )
    expect(ends).toEqual([
      [0, '✓ Collected as catalog/img/teapot.png from the app catalog.'],
      [1, '✗ Not collected: it lies in the app catalog, but not in its folder "static".'],
    ])
  })

  it('counts what lies in the configured STATIC_ROOT when asked to', async () => {
    const root = join(home, 'root')
    const settings = ['--env', `SHOP_STATIC_ROOT=${root}`, '--static-root', 'configured', '--json']
    mkdirSync(root)
    writeFileSync(join(root, 'left-over.txt'), 'x')
    const { stdout } = await run('configured', 'preview', ...named, '--yes', ...settings, '--clear')
    expect(JSON.parse(stdout)).toMatchObject({ staticRoot: root, counts: { deleted: 1 } })
    expect(readdirSync(root)).toEqual(['left-over.txt'])
  })

  it('collects into a folder', async () => {
    const output = join(home, 'output')
    const { code } = await run('collect', 'collect', ...named, '--yes', '--quiet', '--output', output)
    expect({ code, hasManifest: readdirSync(output).includes('staticfiles.json') }).toEqual({
      code: 0,
      hasManifest: true,
    })
  })

  it('takes environment variables from a file', async () => {
    const file = join(home, 'variables.env')
    writeFileSync(file, '# of the shop\nSHOP_DEBUG=1\n')
    const { stdout } = await run('file', 'settings', ...named, '--yes', '--json', '--env-file', file)
    expect(JSON.parse(stdout)).toMatchObject({ warnings: [{ code: 'debug-on' }] })
  })

  it('serves a project with what the command line overrides, and forgets it with its variables', async () => {
    const data = join(home, 'data-serve')
    const words = ['serve', '--no-open', ...named, '--yes', '--env', 'SHOP_DEBUG=1', '--django', '6.1']
    const server = start('serve', words)
    const closed = once(server, 'close')
    await Promise.race([once(server.stdout, 'data'), closed])
    server.kill('SIGTERM')
    await closed
    const [file = ''] = readdirSync(join(data, 'projects'))
    const { choice, whatIf } = JSON.parse(readFileSync(join(data, 'projects', file), 'utf8')) as KeptProject
    expect([choice.environment, whatIf.settings]).toEqual([{ SHOP_DEBUG: '1' }, { django: '6.1' }])
    await run('serve', 'settings', '--project', SAMPLE, '--forget', '--quiet')
    expect(readdirSync(join(data, 'projects'))).toEqual([])
  })

  it.each([
    ['a folder that is no project', ['--project', home], 'does not look like a Django project'],
    ['a folder beside a project', ['--project', SAMPLE, '--source', SAMPLE], 'not both'],
    ['a Python that is not there', ['--project', SAMPLE, '--python', join(home, 'none')], 'is not a file'],
    ['a variable without a value', [...named, '--env', 'SHOP'], 'NAME=VALUE'],
    ['a file of variables that is not there', [...named, '--env-file', join(home, 'none')], 'cannot be read'],
    ['settings that are not there', [...named, '--settings', 'shop.none'], 'There is no settings module shop.none'],
    ['settings without a project', ['--source', SAMPLE, '--settings', 'shop.settings'], 'needs --project'],
  ])('refuses %s in one sentence', async (_, words, sentence) => {
    const { code, stdout, stderr } = await run('refused', 'preview', '--yes', ...words)
    expect({ code, stdout, hasStack: /\n\s+at .*\.ts/.test(stderr) }).toEqual({ code: 2, stdout: '', hasStack: false })
    expect(stderr).toContain(sentence)
  })
})

function start(data: string, words: readonly string[]): RunningCli {
  return startCli(join(home, `data-${data}`), words)
}

function run(data: string, ...words: readonly string[]): Promise<EndedCli> {
  return finishCli(start(data, words))
}
