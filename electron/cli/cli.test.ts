import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { encodeFileName } from '../core/python/file-names.ts'
import { type EndedCli, finishCli, startCli } from './run-cli-fixture.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-cli-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const good = folder('good', { 'a.css': 'a { background: url(img/b.png) }', 'img/b.png': 'b', '.hidden': 'h' })
const broken = folder('broken', { 'a.css': 'a { background: url(missing.png) }', 'z.txt': 'z' })

describe('staticscope preview', { timeout: 30_000 }, () => {
  it('gives the verdict first and ends with 0 when all is fine', async () => {
    const { code, stdout, stderr } = await run('preview', '--source', good)
    expect({ code, stderr, first: stdout.split('\n')[0] }).toEqual({
      code: 0,
      stderr: '',
      first: '✓ collectstatic would succeed.',
    })
    expect(stdout).toContain("2 static files copied to '<STATIC_ROOT>', 2 post-processed.")
  })

  it('ends with 1 when Django would fail, and names the place', async () => {
    const { code, stdout } = await run('preview', '--source', `p=${broken}`)
    expect(code).toBe(1)
    expect(stdout).toContain('✗ p/a.css:1:21  ValueError')
  })

  it('ends with 0 in spite of errors when asked never to fail', async () => {
    expect((await run('preview', '--source', broken, '--fail-on', 'never', '--quiet')).code).toBe(0)
  })

  it('prints the same document twice, with and without a cache', async () => {
    const first = await run('preview', '--source', good, '--json')
    const again = await run('preview', '--source', good, '--json', '--no-cache', '--workers', '0')
    expect(again.stdout).toBe(first.stdout)
    expect(JSON.parse(first.stdout)).toMatchObject({ schema: 'staticscope/preview@1', django: '5.2', succeeds: true })
  })

  it('writes the document into a file and the report to the terminal', async () => {
    const file = join(home, 'preview.json')
    const { code, stdout } = await run('preview', '--source', good, '--json', file)
    expect({ code, hasReport: stdout.includes('would succeed') }).toEqual({ code: 0, hasReport: true })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 'staticscope/preview@1' })
  })

  it.skipIf(!existsSync('/dev/full'))('ends with 2 where the output does not fit on the disk', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, ['--', join(import.meta.dirname, 'cli.ts'), 'preview', '--source', good], {
      stdio: ['ignore', full, 'pipe'],
      env: { ...process.env, STATICSCOPE_DATA_FOLDER: join(home, 'data') },
    })
    let stderr = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    const [code] = (await once(child, 'close')) as [number | null]
    closeSync(full)
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'staticscope: The output cannot be written (ENOSPC), so it is not whole. Free some space, or let it go elsewhere.\n',
    })
  })

  it('opens the sample without Python', async () => {
    const older = await run('preview', '--sample', '41', '--json')
    const newer = await run('preview', '--sample', '--json')
    expect({ older: older.code, newer: newer.code }).toEqual({ older: 0, newer: 1 })
    expect(JSON.parse(older.stdout)).toMatchObject({ succeeds: true, counts: { files: 66 } })
    expect(JSON.parse(newer.stdout)).toMatchObject({ succeeds: false, counts: { files: 63 } })
  })
})

describe('staticscope why', { timeout: 30_000 }, () => {
  it('ends with 0 for what is collected, whatever of it is named', async () => {
    const ends = await Promise.all(
      ['a.css', '/static/a.css?v=1', join(good, 'a.css')].map(async (name) => {
        const { code, stdout } = await run('why', name, '--source', good)
        return [code, stdout.split('\n')[0]?.replace(/ from .*/, '')]
      }),
    )
    expect(ends).toEqual(Array.from({ length: 3 }, () => [0, '✓ Collected as a.css']))
  })

  it('ends with 1 for what is not, and gives the same answer as a document', async () => {
    const { code, stdout } = await run('why', '.hidden', '--source', good, '--json')
    expect({ code, document: JSON.parse(stdout) }).toMatchObject({
      code: 1,
      document: {
        schema: 'staticscope/why@1',
        asked: '.hidden',
        isCollected: false,
        answer: { pattern: '.*' },
        askedBy: { total: 0, chain: ['.hidden'], places: [] },
      },
    })
  })
})

describe('staticscope why NAME', { timeout: 60_000 }, () => {
  it('tells who asks for it, and the shortest way from a page', async () => {
    const { code, stdout } = await run('why', 'catalog/img/hero-autumn@2x.png', '--sample')
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/1 place asks for it\..*Shortest way {2}[^\n]*\.html → .*autumn\.css:4:20/s),
    ])
  })
})

describe('bad input gets one sentence and the exit code 2', { timeout: 30_000 }, () => {
  const file = join(home, 'file.txt')
  writeFileSync(file, '')
  const loop = join(home, 'loop')
  symlinkSync('loop', loop)
  const walkLoop = folder('walk-loop', { 'a.txt': 'a' })
  symlinkSync('.', join(walkLoop, 'again'))
  const damaged = folder('damaged', { 'staticfiles.json': '{' })
  const raw = join(home, 'raw\udce9')
  mkdirSync(encodeFileName(raw))

  it.each([
    ['a missing folder', ['--source', join(home, 'none')], 'does not exist'],
    ['a file for a folder', ['--source', file], 'is not a folder'],
    ['a loop of links', ['--source', loop], 'leads to itself'],
    ['no folder at all', [], 'No folder is named'],
    ['an empty folder name', ['--source', 'p='], 'names no folder'],
    ['an app without a label', ['--app', good], 'is not of the form LABEL=DIR'],
    ['an unknown version', ['--source', good, '--django', '2.2'], 'Django 2.2 is not supported'],
    ['a wrong version', ['--source', good, '--django', 'five'], 'Write a version such as 5.2'],
    ['a wrong storage', ['--source', good, '--storage', 'ftp'], 'Allowed choices are'],
    ['a wrong number', ['--source', good, '--max-passes', '-1'], 'Write a whole number'],
    ['an unknown option', ['--sauce', good], "unknown option '--sauce'"],
    ['a file as STATIC_ROOT', ['--source', good, '--static-root', file], 'is not a folder'],
    ['a file that cannot be written', ['--source', good, '--json', join(home, 'none', 'x.json')], 'cannot be written'],
  ])('for %s', async (_, words, sentence) => {
    const { code, stdout, stderr } = await run('preview', '--quiet', ...words)
    expect({ code, stdout, hasStack: /\n\s+at /.test(stderr) }).toEqual({ code: 2, stdout: '', hasStack: false })
    expect(stderr).toContain(sentence)
  })

  it('for a source with a link to a folder that it lies in', async () => {
    const { code, stdout, stderr } = await run('preview', '--source', walkLoop)
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr).toContain(join(walkLoop, 'again'))
  })

  it.skipIf(process.platform === 'win32')('for a folder whose name is not UTF-8', async () => {
    // Node gives programs only UTF-8 arguments; a shell does not mind.
    const script = `exec "$0" "$1" preview --source "$(printf '%s/raw\\351' "$2")"`
    const { code, stderr } = await finishCli(
      spawn('/bin/sh', ['-c', script, process.execPath, join(import.meta.dirname, 'cli.ts'), home], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('is not UTF-8')
  })

  it('and a damaged manifest is told as the error that Django raises', async () => {
    const { code, stdout } = await run('preview', '--source', good, '--static-root', damaged)
    expect(code).toBe(1)
    expect(stdout).toContain("Couldn't load manifest 'staticfiles.json' (version 1.1)")
  })
})

describe('staticscope collect', { timeout: 30_000 }, () => {
  it('writes plain and hashed copies and the manifest', async () => {
    const output = join(home, 'out', 'deep')
    const { code, stderr } = await run('collect', '--source', good, '--output', output)
    expect({ code, stderr, names: readdirSync(output).toSorted() }).toEqual({
      code: 0,
      stderr: '',
      names: ['a.aadb8f4081f4.css', 'a.css', 'img', 'staticfiles.json'].toSorted(),
    })
  })

  it('writes nothing when Django would fail', async () => {
    const output = join(home, 'not-written')
    const { code, stderr } = await run('collect', '--source', broken, '--output', output)
    expect({ code, isThere: existsSync(output) }).toEqual({ code: 1, isThere: false })
    expect(stderr).toContain('nothing was written')
  })

  it('writes in spite of errors when told to keep going', async () => {
    const output = join(home, 'kept-going')
    const { code } = await run('collect', '--source', broken, '--output', output, '--keep-going')
    expect({ code, names: readdirSync(output).includes('staticfiles.json') }).toEqual({ code: 1, names: true })
  })

  it.each([
    ['that is not empty', good],
    ['inside a source', join(good, 'inside')],
  ])('refuses an output folder %s', async (_, output) => {
    const before = readdirSync(good)
    const { code, stderr } = await run('collect', '--source', good, '--output', output)
    expect({ code, lines: stderr.trim().split('\n').length, after: readdirSync(good) }).toEqual({
      code: 2,
      lines: 1,
      after: before,
    })
  })
})

describe('staticscope', { timeout: 30_000 }, () => {
  it('prints its help with 0', async () => {
    const { code, stdout } = await run('--help')
    expect({ code, commands: stdout.match(/^ {2}(?:preview|collect|serve) /gm)?.length }).toEqual({
      code: 0,
      commands: 3,
    })
  })

  it('ends with 130 when it is interrupted', async () => {
    const data = join(home, 'data-of-interrupted')
    const child = startCli(data, ['preview', '--source', '/usr', '--quiet', '--workers', '0'])
    // The cache is opened when the work begins: from then on there is something to interrupt.
    while (!existsSync(join(data, 'facts.sqlite'))) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGINT')
    expect((await once(child, 'close'))[0]).toBe(130)
  })
})

function run(...words: readonly string[]): Promise<EndedCli> {
  return finishCli(startCli(join(home, 'data'), words))
}

function folder(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(home, name, path, '..'), { recursive: true })
    writeFileSync(join(home, name, path), text)
  }
  return join(home, name)
}
