import { hash } from 'node:crypto'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bytes, modeOf, planOf, tree, WriteFixture } from './write-output-fixture.ts'
import type { PlannedFile } from './write-output.ts'

let fixture: WriteFixture
const umask = process.umask()
const workingFolder = process.cwd()

beforeEach(() => {
  fixture = new WriteFixture()
})
afterEach(() => {
  process.umask(umask)
  process.chdir(workingFolder)
  fixture.remove()
})

describe('a written folder', () => {
  test('holds what was planned: copies, made bytes, links, empty folders, modes and times', async () => {
    const copied = fixture.sourceFile('app.css', 'a{}', 0o755)
    await fixture.write({
      directories: [
        { path: 'css', mode: null },
        { path: 'empty', mode: 0o700 },
        { path: 'empty/inner', mode: 0o500 },
      ],
      files: [
        { path: 'css/app.css', mode: 0o644, mtime: null, content: copied },
        { path: 'css/app.0123456789ab.css', mode: 0o600, mtime: 1_500_000_000.5, content: copied },
        { path: 'css/link.css', mode: 0o777, mtime: null, content: { kind: 'link', target: '/nowhere/é' } },
        { path: 'js/deep/made.js', mode: 0o644, mtime: 1_000_000_000, content: bytes('made') },
        { path: 'none', mode: null, mtime: 1, content: bytes('') },
      ],
    })
    expect(tree(fixture.output)).toEqual({
      css: '755',
      'css/app.0123456789ab.css': '600 a{} 1500000000.5',
      'css/app.css': '644 a{}',
      'css/link.css': '-> /nowhere/é',
      empty: '700',
      'empty/inner': '500',
      js: '755',
      'js/deep': '755',
      'js/deep/made.js': '644 made 1000000000',
      none: '644  1',
    })
  })

  test('has planned modes whatever the umask is, which decides the others', async () => {
    process.umask(0o077)
    const files: PlannedFile[] = [
      { path: 'a/planned', mode: 0o644, mtime: 1, content: bytes('') },
      { path: 'a/open', mode: null, mtime: 1, content: bytes('') },
    ]
    await fixture.write({ directories: [], files })
    expect([modeOf(fixture.output), tree(fixture.output)]).toEqual([
      '700',
      { a: '700', 'a/open': '600  1', 'a/planned': '644  1' },
    ])
  })

  test('keeps names that are not UTF-8', { skip: process.platform !== 'linux' }, async () => {
    const copied = fixture.sourceFile('ü\udcff.css', 'x')
    await fixture.write(planOf({ 'ö\udc80/\udcff.css': copied, 'ö\udc80/link': { kind: 'link', target: '\udcfe' } }))
    expect(Object.keys(tree(fixture.output))).toEqual(['ö\udc80', 'ö\udc80/link', 'ö\udc80/\udcff.css'])
  })

  test('has large files whole, and every copy of them', async () => {
    const text = 'x'.repeat(1 << 20) + 'y'.repeat((1 << 20) + 5)
    const copied = fixture.sourceFile('large.js', text)
    await fixture.write(planOf({ 'a.js': copied, 'between.js': bytes('b'), 'c.js': copied }))
    expect(['a', 'c'].map((name) => readFileSync(join(fixture.output, `${name}.js`), 'utf8') === text)).toEqual([
      true,
      true,
    ])
  })

  test('reports its progress up to the last file', async () => {
    const reports: number[][] = []
    await fixture.write(planOf({ a: bytes(''), b: bytes('') }), {
      report: (done, total) => reports.push([done, total]),
    })
    expect(reports.at(-1)).toEqual([2, 2])
  })
})

describe('the place of the output', () => {
  test('is made with the folders above it', async () => {
    fixture.output = join(fixture.root, 'a/b/output/')
    await fixture.write(planOf({ x: bytes('') }))
    expect(Object.keys(tree(join(fixture.root, 'a')))).toEqual(['b', 'b/output', 'b/output/x'])
  })

  test('stays an empty folder with its permissions', async () => {
    mkdirSync(fixture.output)
    chmodSync(fixture.output, 0o2750)
    await fixture.write(planOf({ x: bytes('') }))
    expect([lstatSync(fixture.output).mode & 0o7777, readdirSync(fixture.output), readdirSync(fixture.root)]).toEqual([
      0o2750,
      ['x'],
      ['output', 'source'],
    ])
  })

  test('may be a link to an empty folder', async () => {
    mkdirSync(join(fixture.root, 'behind'))
    symlinkSync('behind', fixture.output)
    await fixture.write(planOf({ x: bytes('') }))
    expect([readlinkSync(fixture.output), readdirSync(join(fixture.root, 'behind'))]).toEqual(['behind', ['x']])
  })

  test('stays the same folder when it is the working directory', async () => {
    mkdirSync(fixture.output)
    const before = statSync(fixture.output).ino
    process.chdir(fixture.output)
    await fixture.write(planOf({ x: bytes(''), 'y/z': bytes('') }))
    expect([statSync(fixture.output).ino, readdirSync('.'), readdirSync(fixture.root)]).toEqual([
      before,
      ['x', 'y'],
      ['output', 'source'],
    ])
  })

  test('is left alone when somebody puts something there meanwhile', async () => {
    mkdirSync(fixture.output)
    const read = () => {
      writeFileSync(join(fixture.output, 'mine'), '')
      return Buffer.from('')
    }
    const error = await fixture.failure(planOf({ x: { kind: 'bytes', read } }))
    expect([error.code, readdirSync(fixture.output), readdirSync(fixture.root)]).toEqual([
      'output-not-empty',
      ['mine'],
      ['output', 'source'],
    ])
  })
})

describe('nothing is left behind', () => {
  beforeEach(() => {
    fixture.output = join(fixture.root, 'new/output')
  })
  afterEach(() => {
    fixture.assertNothingLeft()
  })

  test('when a source file has grown, changed or gone', async () => {
    const content = fixture.sourceFile('a.css', 'a')
    const path = join(fixture.source, 'a.css')
    const codes: string[] = []
    writeFileSync(path, 'ab')
    codes.push((await fixture.failure(planOf({ x: bytes('x'), a: content }))).code)
    writeFileSync(path, 'b')
    utimesSync(path, 1, 1)
    const error = await fixture.failure(planOf({ x: bytes('x'), a: content }))
    codes.push(error.code)
    rmSync(path)
    codes.push((await fixture.failure(planOf({ x: bytes('x'), a: content }))).code)
    expect([codes, fixture.sentence(error)]).toEqual([
      ['changed-while-reading', 'changed-while-reading', 'changed-while-reading'],
      '<root>/source/a.css changed since it was looked at, so nothing was written. Run it again when no one changes the files.',
    ])
  })

  test('when bytes are not what they were', async () => {
    const content = { kind: 'bytes', read: () => Buffer.from('b'), md5: hash('md5', 'a') } as const
    expect((await fixture.failure(planOf({ 'x/a.css': content }))).code).toBe('changed-while-reading')
  })

  test('when it is cancelled in the middle', async () => {
    const abort = new AbortController()
    const read = () => {
      abort.abort()
      return Buffer.from('x')
    }
    const error = await fixture.failure(planOf({ 'a/b': bytes('y'), 'a/x': { kind: 'bytes', read } }), {
      signal: abort.signal,
    })
    expect(error.code).toBe('cancelled')
  })

  test('when it was cancelled before', async () => {
    expect((await fixture.failure(planOf({ x: bytes('') }), { signal: AbortSignal.abort() })).code).toBe('cancelled')
  })

  test('when a made file has a fault of its own', async () => {
    const read = () => {
      throw new TypeError('a fault')
    }
    await expect(fixture.write(planOf({ 'a/x': { kind: 'bytes', read } }))).rejects.toThrow(new TypeError('a fault'))
  })

  test('when names are not UTF-8', { skip: process.platform !== 'linux' }, async () => {
    const gone = { kind: 'copy', source: join(fixture.root, 'gone'), size: 1, mtimeNs: 0n } as const
    expect((await fixture.failure(planOf({ '\udcff/\udcfe': bytes('x'), z: gone }))).code).toBe('changed-while-reading')
  })

  test('when a plan leads out of the folder', async () => {
    const paths = ['../x', '/x', 'a/../../x', 'a//x', '']
    for (const path of paths) await expect(fixture.write(planOf({ [path]: bytes('x') }))).rejects.toThrow(RangeError)
  })
})
