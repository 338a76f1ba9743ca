import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import { openDatabase } from './open-database.ts'
import { anyFiles } from './any-files-fixture.ts'
import { keepTexts, madeUpFile, madeUpRelease } from './release-fixture.ts'
import { openReleaseStore, type ReleaseStore, UNDO_MS } from './release-store.ts'

const signal = new AbortController().signal
const work = { signal, report: () => undefined }
let folder = ''
let store: ReleaseStore
let now = 0

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-store-'))
  now = Date.UTC(2026, 0, 1)
  store = openReleaseStore(folder, () => now)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

/** Hashes of all contents that lie in the folder. */
function contents(): string[] {
  return readdirSync(join(folder, 'contents'))
    .filter((prefix) => prefix !== '.parts')
    .flatMap((prefix) => readdirSync(join(folder, 'contents', prefix)).map((rest) => prefix + rest))
}

function pathOf(hash: string): string {
  return join(folder, 'contents', hash.slice(0, 2), hash.slice(2))
}

async function save(name: string, files: readonly ReleaseFile[]): Promise<void> {
  const take = await store.begin(name)
  await take.save(madeUpRelease(name), files, signal)
  await take.end()
}

describe('what is saved is what is read', () => {
  it('for any files, in order of their names', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(anyFiles, async (files) => {
        const name = `release ${++count}`
        await save(name, files)
        const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
        expect({
          all: [...store.filesOf(name)].flat(),
          page: store.pageOf(name, 1, 3),
          first: store.fileOf(name, sorted[0]?.name ?? ''),
          none: store.fileOf(name, 'no such file'),
        }).toEqual({ all: sorted, page: sorted.slice(1, 4), first: sorted[0] ?? null, none: null })
      }),
      { numRuns: 40 },
    )
  })

  it('for a release of several chunks, page by page', async () => {
    const files = Array.from({ length: 1203 }, (_, index) => madeUpFile(String(index).padStart(5, '0')))
    await save('many', files)
    expect({
      page: store.pageOf('many', 498, 510).map(({ name }) => name),
      past: store.pageOf('many', 1203, 10),
      one: store.fileOf('many', '01000')?.name,
    }).toEqual({ page: files.slice(498, 1008).map(({ name }) => name), past: [], one: '01000' })
  })

  it('for its head', async () => {
    const head = madeUpRelease('41', { note: 'a note', labels: ['live'], unknowns: ['sources'], remarks: ['odd'] })
    const take = await store.begin('41')
    await take.save(head, [], signal)
    await take.end()
    expect(store.get('41')).toEqual({
      release: { ...head, counts: { files: 0, bytes: 0 } },
      removedAt: null,
      stored: { own: 0, shared: 0 },
    })
  })
})

describe('contents', () => {
  it('are kept once, in one release and across releases', async () => {
    await keepTexts(store, '41', { 'a.css': 'same', 'b.css': 'same', 'c.css': 'old' })
    await keepTexts(store, '42', { 'a.css': 'same', 'c.css': 'new one' })
    expect({
      files: contents().length,
      sizes: store.list().map(({ release, stored }) => [release.name, stored]),
    }).toEqual({
      files: 3,
      sizes: [
        ['42', { own: 7, shared: 4 }],
        ['41', { own: 3, shared: 4 }],
      ],
    })
  })

  it('are given back byte for byte', async () => {
    await keepTexts(store, '41', { 'a.css': 'body {}' })
    const hash = store.fileOf('41', 'a.css')?.source?.hash ?? ''
    expect(Buffer.from(await store.contentOf(hash)).toString()).toBe('body {}')
  })

  it('are refused when the disk has other bytes', async () => {
    await keepTexts(store, '41', { 'a.css': 'body {}' })
    const hash = store.fileOf('41', 'a.css')?.source?.hash ?? ''
    writeFileSync(pathOf(hash), 'other!!')
    await expect(store.contentOf(hash)).rejects.toMatchObject({ code: 'damaged-store' })
  })
})

describe('names', () => {
  it('are unique without regard to case and to the way accents are written', async () => {
    await save('Frühling', [])
    await expect(save('FRU\u0308HLING', [])).rejects.toMatchObject({ code: 'name-taken' })
  })

  it('can be changed, with note and labels, and nothing else is', async () => {
    await save('41', [madeUpFile('a')])
    const before = store.get('41')
    expect(store.edit('41', { name: ' Easter ', note: 'n', labels: ['x', 'x'] })).toEqual({
      ...before,
      release: { ...before.release, name: 'Easter', note: 'n', labels: ['x'] },
    })
  })

  it('cannot be given to two', async () => {
    await save('41', [])
    await save('42', [])
    expect(() => store.edit('42', { name: '41' })).toThrow(/already/)
  })

  it.each(['', '  ', 'a\nb', '\ud800', 'x'.repeat(201)])('cannot be %j', async (name) => {
    await expect(save(name, [])).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('tell of a file in every release', async () => {
    await keepTexts(store, '41', { 'a.css': 'one' })
    await keepTexts(store, '42', { 'b.css': 'two' })
    expect(store.historyOf('a.css').map(({ release, file }) => [release, file?.source?.size ?? null])).toEqual([
      ['41', 3],
      ['42', null],
    ])
  })
})

describe('a removed release', () => {
  it('can be had back', async () => {
    await keepTexts(store, '41', { 'a.css': 'a' })
    store.remove('41')
    expect(store.find('41')).toBeNull()
    expect(store.restore('41').stored).toEqual({ own: 1, shared: 0 })
  })

  it('is purged after its time, and frees what nobody else uses', async () => {
    await keepTexts(store, '41', { 'a.css': 'only here', 'b.css': 'shared' })
    await keepTexts(store, '42', { 'b.css': 'shared' })
    store.remove('41')
    now += UNDO_MS - 1
    await save('43', [])
    const before = contents().length
    now += 1
    await save('44', [])
    expect({ before, after: contents().length, left: store.list({ withRemoved: true }).length }).toEqual({
      before: 2,
      after: 1,
      left: 3,
    })
    expect(() => store.restore('41')).toThrow(/No removed release/)
  })

  it('is not purged while a release is being taken', async () => {
    await keepTexts(store, '41', { 'a.css': 'a' })
    store.remove('41')
    const take = await store.begin('42')
    const during = await store.purge(0)
    await take.end()
    expect([during.releases, (await store.purge(0)).releases]).toEqual([0, 1])
  })

  it('cannot be had back under a name that is taken meanwhile', async () => {
    await save('41', [])
    store.remove('41')
    await save('41', [])
    expect(() => store.restore('41')).toThrow(/already/)
  })
})

describe('a check', () => {
  it('finds nothing in a sound store', async () => {
    await keepTexts(store, '41', { 'a.css': 'a', 'b.css': 'bb' })
    expect(await store.check(work)).toEqual({
      releases: 1,
      contents: 2,
      bytes: 3,
      database: [],
      damages: [],
      unreadable: [],
    })
  })

  it('names contents that are gone or others, with the releases and files they belong to', async () => {
    await keepTexts(store, '41', { 'a.css': 'a', 'b.css': 'bb' })
    await keepTexts(store, '42', { 'c.css': 'bb' })
    const hashOf = (name: string) => store.fileOf('41', name)?.source?.hash ?? ''
    rmSync(pathOf(hashOf('a.css')))
    writeFileSync(pathOf(hashOf('b.css')), 'xx')
    const { damages } = await store.check(work)
    expect(
      damages
        .map(({ kind, releases, files }) => ({ kind, releases: releases.toSorted(), files: files.toSorted() }))
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    ).toEqual([
      { kind: 'damaged', releases: ['41', '42'], files: ['b.css', 'c.css'] },
      { kind: 'missing', releases: ['41'], files: ['a.css'] },
    ])
  })

  it('names releases whose list of files is damaged', async () => {
    await keepTexts(store, '41', { 'a.css': 'a' })
    const database = openDatabase(join(folder, 'releases.sqlite'), [{ version: 400, name: '', sql: '' }])
    database.exec("UPDATE file_chunks SET packed = '[[1]]'")
    database.close()
    expect((await store.check(work)).unreadable).toEqual(['41'])
  })
})

describe('whatever happens', () => {
  it('a release that is given up leaves the store as it was, and nothing of what others use goes', async () => {
    await keepTexts(store, '41', { 'a.css': 'a' })
    const before = contents()
    const take = await store.begin('42')
    for (const text of ['a', 'left', 'over']) await take.contents.put(Buffer.from(text))
    await take.contents.finish()
    const meanwhile = contents().length
    await take.end()
    expect([meanwhile, contents()]).toEqual([3, before])
  })

  it('what a release has written that is given up while another is taken goes with the next one', async () => {
    const other = await store.begin('41')
    const take = await store.begin('42')
    await take.contents.put(Buffer.from('left over'))
    await take.contents.finish()
    await take.end()
    const left = contents().length
    await other.end()
    await keepTexts(store, '43', { 'a.css': 'a' })
    expect([left, contents().length, store.list().length]).toEqual([1, 1, 1])
  })

  it('a process that is killed in the middle leaves the store as it was', { timeout: 30_000 }, async () => {
    await keepTexts(store, '41', { 'a.css': 'a' })
    const script = `
      import { openReleaseStore } from ${JSON.stringify(join(import.meta.dirname, 'release-store.ts'))}
      const store = openReleaseStore(${JSON.stringify(folder)}, () => ${now})
      const take = await store.begin('42')
      for (let at = 0; ; at++) {
        await take.contents.put(Buffer.from('content ' + at))
        if (at === 500) console.log('writing')
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect({ names: store.list().map(({ release }) => release.name), strays: contents().length > 100 }).toEqual({
      names: ['41'],
      strays: true,
    })
    now += UNDO_MS + 1
    await keepTexts(store, '43', { 'a.css': 'a' })
    expect({
      contents: contents().length,
      parts: readdirSync(join(folder, 'contents/.parts')),
      damages: (await store.check(work)).damages,
    }).toEqual({ contents: 1, parts: [], damages: [] })
  })

  it('two processes that take the same contents at once both have them', { timeout: 30_000 }, async () => {
    const script = `
      import { openReleaseStore } from ${JSON.stringify(join(import.meta.dirname, 'release-store.ts'))}
      import { keepTexts } from ${JSON.stringify(join(import.meta.dirname, 'release-fixture.ts'))}
      const store = openReleaseStore(${JSON.stringify(folder)})
      const texts = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [at + '.css', 'text ' + at]))
      for (let at = 0; at < 3; at++) await keepTexts(store, process.argv[1] + at, texts)
      store.close()`
    const ends = ['a', 'b'].map(async (name) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, name], { stdio: 'inherit' })
      const [code] = (await once(child, 'exit')) as [number]
      return code
    })
    expect(await Promise.all(ends)).toEqual([0, 0])
    const check = await store.check(work)
    expect({ releases: check.releases, contents: check.contents, damages: check.damages }).toEqual({
      releases: 6,
      contents: 300,
      damages: [],
    })
  })

  it('a store of a newer version is refused, and stays as it is', async () => {
    store.close()
    const file = join(folder, 'releases.sqlite')
    openDatabase(file, [{ version: 9999, name: 'newer', sql: '' }]).close()
    const before = readFileSync(file)
    expect(() => openReleaseStore(folder)).toThrow(/newer Staticscope/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('a file that is no database is told as a damaged store', () => {
    store.close()
    writeFileSync(
      join(folder, 'releases.sqlite'),
      'this is no database, and it is long enough to be read as one'.repeat(20),
    )
    expect(() => openReleaseStore(folder)).toThrow(/is damaged/)
  })

  it('a database that is damaged behind its first pages is told so, whatever is asked of it', async () => {
    const files = Array.from({ length: 2000 }, (_, at) => madeUpFile(`css/${at}.css`))
    await save('a', files)
    store.close()
    const path = join(folder, 'releases.sqlite')
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0x5a, 4096))
    store = openReleaseStore(folder)
    const asked = [
      () => store.list(),
      () => store.find('a'),
      () => store.get('a'),
      () => store.fileOf('a', 'css/1.css'),
      () => [...store.filesOf('a')],
    ]
    for (const ask of asked) expect(ask).toThrow(/The release store .* is damaged/)
  })

  it('a place that cannot be opened is told, with what to do', () => {
    store.close()
    rmSync(join(folder, 'releases.sqlite'))
    mkdirSync(join(folder, 'releases.sqlite'))
    expect(() => openReleaseStore(folder)).toThrow(/cannot be opened: .*Change its permissions/)
  })
})
