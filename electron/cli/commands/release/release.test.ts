import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let home = ''

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'release-command-'))
  lay({ 'src/a.css': 'a { background: url(img/b.png) }', 'src/img/b.png': 'b' })
})
afterEach(() => rmSync(home, { recursive: true }))

function lay(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true })
    writeFileSync(join(home, name), content)
  }
}

/** Runs `staticscope release …` in a folder of its own. */
function release(...words: readonly string[]): { code: number | null; out: string; told: string } {
  const program = join(import.meta.dirname, '../../cli.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'release', ...words], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, STATICSCOPE_DATA_FOLDER: join(home, 'data'), NO_COLOR: '1' },
  })
  return { code: status, out: stdout, told: stderr }
}

describe('staticscope release', { timeout: 60_000 }, () => {
  it('takes whatever lies at a path, and says what it cannot take', () => {
    lay({ 'more/c.css': 'c', 'names.json': '{"version": "1.1", "paths": {"a.css": "a.1234.css"}, "hash": ""}' })
    const kept = (...words: readonly string[]) => {
      const { code, out, told } = release('add', ...words, '--json')
      return code === 0 ? (JSON.parse(out) as unknown) : told
    }
    release('add', 'src', '--name', 'folder')
    release('export', 'folder', '--output', 'out')
    release('export', 'folder', '--output', 'out.zst.tar.gz')
    expect([
      kept('src', 'shop=more', '--name', 'folders', '--django', '4.2'),
      kept('out', '--name', 'collected'),
      kept('out.zst.tar.gz', '--name', 'archive'),
      kept('names.json', '--name', 'manifest'),
      kept('sample:41', '--name', 'sample'),
    ]).toMatchObject([
      { origin: { kind: 'folders' }, settings: { django: '4.2' }, counts: { files: 3 } },
      { origin: { kind: 'static-root' }, counts: { files: 2 } },
      { origin: { kind: 'archive' }, counts: { files: 2 } },
      { origin: { kind: 'manifest' }, counts: { files: 1 } },
      { origin: { kind: 'folders' }, counts: { files: 66 } },
    ])
    expect([kept('nowhere', '--name', 'x'), kept('out', 'names.json', 'out', '--name', 'x')]).toEqual([
      expect.stringContaining('nowhere is not there. Name a folder'),
      expect.stringContaining('--static-root is named twice. Take one release at a time.'),
    ])
  })

  it('keeps, lists, shows and exports a release, and takes the export again', () => {
    const added = release('add', '--source', 'src', '--name', '41', '--note', 'first', '--label', 'live')
    const listed = release('list')
    const shown: unknown = JSON.parse(release('show', '41', '--json').out)
    const exported = release('export', '41', '--output', 'out.tar.gz')
    const again = release('add', '--archive', 'out.tar.gz', '--name', 'again', '--json')
    expect({
      added: [added.code, added.out.split('\n')[0]],
      listed: /41\s+2\s+\d+ B/.test(listed.out),
      shown,
      exported: exported.code,
      again: JSON.parse(again.out),
    }).toEqual({
      added: [0, '✓ Kept 41: 2 files, 48 B.'],
      listed: true,
      shown: expect.objectContaining({
        schema: 'staticscope/release@1',
        name: '41',
        note: 'first',
        labels: ['live'],
        files: [expect.objectContaining({ name: 'a.css' }), expect.objectContaining({ name: 'img/b.png' })],
      }),
      exported: 0,
      again: expect.objectContaining({
        name: 'again',
        counts: { files: 2, bytes: 48 },
        unknowns: ['providers', 'settings', 'templates'],
      }),
    })
  })

  it('lists the size that a visitor sees, beside what is kept, and writes no archive of another kind', () => {
    release('add', '--source', 'src', '--name', '41', '--quiet')
    const [head, row] = release('list').out.split('\n')
    const zip = release('export', '41', '--output', 'out.zip')
    expect({
      head: head?.split(/\s{2,}/).slice(0, 5),
      size: row?.split(/\s{2,}/).slice(1, 3),
      zip: [zip.code, zip.told, existsSync(join(home, 'out.zip'))],
    }).toEqual({
      head: ['Name', 'Files', 'Size', 'Stored', 'Own'],
      size: ['2', '48 B'],
      zip: [2, expect.stringContaining('No .zip is written'), false],
    })
  })

  it('tells in documents what it wrote, removed and restored', () => {
    release('add', '--source', 'src', '--name', '41', '--quiet')
    const documents = [
      release('export', '41', '--output', 'out', '--json'),
      release('remove', '41', '--json'),
      release('restore', '41', '--json'),
      release('remove', '41', '--now', '--json'),
    ].map(({ out }): unknown => JSON.parse(out))
    expect(documents).toEqual([
      { schema: 'staticscope/release-export@1', name: '41', output: join(realpathSync(home), 'out'), files: 5 },
      { schema: 'staticscope/release-removal@1', name: '41', purged: null },
      expect.objectContaining({ schema: 'staticscope/release@1', name: '41', removedAt: null }),
      {
        schema: 'staticscope/release-removal@1',
        name: '41',
        purged: { releases: 1, contents: 3, bytes: expect.any(Number) },
      },
    ])
  })

  it('edits, removes, restores and throws away', () => {
    release('add', '--source', 'src', '--name', '41', '--quiet')
    const edited: unknown = JSON.parse(release('edit', '41', '--name', '42', '--json').out)
    release('remove', '42', '--quiet')
    const removed: unknown = JSON.parse(release('list', '--json').out)
    const back = release('restore', '42')
    release('remove', '42', '--now', '--quiet')
    const contents = join(home, 'data/releases/contents')
    expect({
      edited,
      removed,
      back: back.out,
      gone: release('restore', '42').code,
      left: readdirSync(contents, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length,
    }).toEqual({
      edited: expect.objectContaining({ name: '42' }),
      removed: { schema: 'staticscope/releases@1', releases: [] },
      back: '42 is back.\n',
      gone: 2,
      left: 0,
    })
  })

  it('tells of damage with the exit code 1, and of a file in all releases', () => {
    release('add', '--source', 'src', '--name', '41', '--store', 'store', '--quiet')
    const history: unknown = JSON.parse(release('history', 'a.css', '--store', 'store', '--json').out)
    const sound = release('check', '--store', 'store')
    const [hash = ''] = execFileSync('sha256sum', ['src/img/b.png'], { cwd: home, encoding: 'utf8' }).split(' ')
    writeFileSync(join(home, 'store/contents', hash.slice(0, 2), hash.slice(2)), 'x')
    const damaged = release('check', '--store', 'store', '--json', 'check.json')
    expect({
      history,
      sound: [sound.code, sound.out.split('\n')[0]],
      damaged: [damaged.code, damaged.out.split('\n')[0]],
      document: JSON.parse(readFileSync(join(home, 'check.json'), 'utf8')),
      ownData: existsSync(join(home, 'data/releases')),
    }).toEqual({
      history: expect.objectContaining({
        schema: 'staticscope/release-history@1',
        history: [expect.objectContaining({ release: '41' })],
      }),
      sound: [0, expect.stringContaining('The store is sound.')],
      damaged: [1, expect.stringContaining('The store is damaged: 1 release touched.')],
      document: expect.objectContaining({
        schema: 'staticscope/release-check@1',
        damages: [expect.objectContaining({ kind: 'damaged', releases: ['41'], files: ['img/b.png'] })],
      }),
      ownData: false,
    })
  })

  it('takes every manifest of a folder', () => {
    lay({
      'root/a.1.txt': 'a',
      'root/r1/staticfiles.json': '{"paths": {"a.txt": "a.1.txt"}, "version": "1.1"}',
      'root/r2/staticfiles.json': '{"paths": {"a.txt": "a.1.txt"}, "version": "1.1"}',
    })
    const one = release('add', '--static-root', 'root', '--name', 'shop')
    const all = release('add', '--static-root', 'root', '--name', 'shop', '--all', '--quiet')
    const names = [...release('list').out.matchAll(/shop r\d/g)]
      .map(([name]) => name)
      .toSorted((a, b) => (a < b ? -1 : 1))
    expect({ one: [one.code, one.told.includes('r2/staticfiles.json')], all: all.code, names }).toEqual({
      one: [2, true],
      all: 0,
      names: ['shop r1', 'shop r2'],
    })
  })

  it('takes a commit, and leaves the checkout alone', () => {
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: home, encoding: 'utf8' })
    git('init', '-q')
    git('add', 'src')
    git('commit', '-qm', 'one')
    lay({ 'src/a.css': 'changed', 'src/new.css': 'n' })
    const before = git('status', '--porcelain')
    const added = release('add', '--source', 'src', '--git', 'HEAD', '--name', '41', '--json', '--no-cache')
    expect({ added: JSON.parse(added.out), after: git('status', '--porcelain').replace('?? data/\n', '') }).toEqual({
      added: expect.objectContaining({
        counts: { files: 2, bytes: 48 },
        origin: { kind: 'git', display: expect.stringMatching(/ at HEAD$/), commit: git('rev-parse', 'HEAD').trim() },
        providers: [expect.objectContaining({ label: expect.stringMatching(/^release-command-.*\/src$/) })],
      }),
      after: before,
    })
  })
})

describe('wrong use ends with 2 and one sentence', { timeout: 60_000 }, () => {
  it.each([
    ['no source', ['add', '--name', '41'], 'No source is named.'],
    ['a commit of nothing', ['add', '--name', '41', '--git', 'HEAD'], '--git REF needs --project DIR'],
    [
      'a manifest with sources',
      ['add', '--name', '41', '--source', 'src', '--manifest', 'm'],
      'written by the run itself',
    ],
    ['--all of sources', ['add', '--name', '41', '--source', 'src', '--all'], '--all takes every manifest'],
    ['a missing manifest', ['add', '--name', '41', '--manifest', 'gone.json'], 'There is no manifest'],
    ['a missing archive', ['add', '--name', '41', '--archive', 'gone.zip'], 'There is no archive'],
    ['no archive', ['add', '--name', '41', '--archive', 'src/a.css'], 'none of the archives'],
    [
      'a folder that leads out of an archive',
      ['add', '--name', '41', '--archive', 'x.tar', '--static-root', '../..'],
      'leads out',
    ],
    ['an unknown release', ['show', '41'], 'There is no release 41'],
    ['nothing to change', ['edit', '41'], 'Say what to change'],
    ['an unknown file', ['history', 'a.css'], 'No release of the store has a file a.css'],
  ])('%s', (_, words, sentence) => {
    const tar = execFileSync('tar', ['-cf', '-', 'src'], { cwd: home })
    writeFileSync(join(home, 'x.tar'), tar)
    const { code, told } = release(...words)
    expect([code, told]).toEqual([2, expect.stringContaining(sentence)])
  })
})
