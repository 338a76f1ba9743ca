import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFactStore, type StoredFact } from './fact-store.ts'

let folder = ''
let lines: string[] = []
const log = (line: string) => {
  lines.push(line)
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fact-store-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true }))

function fact(path: string, changes: Partial<StoredFact> = {}): StoredFact {
  return {
    path,
    size: 12,
    mtimeNs: 1_790_000_000_123_456_789n,
    ctimeNs: 1_790_000_000_987_654_321n,
    inode: 42n,
    md5: 'd41d8cd98f00b204e9800998ecf8427e',
    utf8: null,
    extra: null,
    ...changes,
  }
}

/** Facts as plain objects, by path. */
function plain(facts: Map<string, StoredFact>): StoredFact[] {
  return [...facts.values()]
    .map(({ path, size, mtimeNs, ctimeNs, inode, md5, utf8, extra }) => {
      return { path, size, mtimeNs, ctimeNs, inode, md5, utf8, extra }
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

test('facts come back as they were kept, by a later process too', () => {
  const kept = [
    fact('/shop/static/a.css', { utf8: true, extra: '{"references":["ä"]}' }),
    fact('/shop/static/b.png', { utf8: false, size: 2 ** 40 }),
    fact('/shop/static/img/c.png', { inode: 2n ** 64n - 1n, extra: '' }),
    // Bytes that are not UTF-8, in a file's and in a folder's name.
    fact('/shop/static/im\udcffg/\udc80.txt'),
  ]
  const first = openFactStore(folder, { log })
  first.save(kept)
  first.close()
  const second = openFactStore(folder, { log })
  expect(plain(second.load(['/shop/static']))).toEqual(kept.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
  second.close()
})

test('a folder gives the files in it and below, and none of its neighbours', () => {
  const store = openFactStore(null)
  store.save(['/a/b/x', '/a/b/c/y', '/a/b-c/z', '/a/b0/z', '/a/z'].map((path) => fact(path)))
  expect([...store.load(['/a/b/']).keys()].toSorted()).toEqual(['/a/b/c/y', '/a/b/x'])
  expect([...store.load(['/']).keys()].length).toBe(5)
  expect(
    [['/a/b/c'], ['/a/b'], ['/none', '/a'], ['/a/b/c/y'], ['/a/bc'], []].map((folders) => store.knows(folders)),
  ).toEqual([true, true, true, false, false, false])
  store.close()
})

test('a fact that is kept again replaces the older one and leaves the others of its folder', () => {
  const store = openFactStore(null)
  store.save([fact('/a/x', { size: 1 }), fact('/a/y', { size: 2 })])
  store.save([fact('/a/x', { size: 3, extra: 'new' })])
  expect(plain(store.load(['/a']))).toEqual([fact('/a/x', { size: 3, extra: 'new' }), fact('/a/y', { size: 2 })])
  store.close()
})

test('what has vanished is forgotten', () => {
  const store = openFactStore(null)
  store.save([fact('/a/x'), fact('/a/y'), fact('/b/z')])
  store.save([], ['/a/x', '/b/z'])
  expect([...store.load(['/a', '/b']).keys()]).toEqual(['/a/y'])
  store.close()
})

test('whatever facts are kept in whatever steps, the last one of each path is found', () => {
  const path = fc
    .tuple(fc.constantFrom('/r', '/r/a', '/r/a/b'), fc.string({ unit: 'grapheme', minLength: 1 }))
    .map(([parent, name]) => `${parent}/${name.replaceAll('/', '_').replaceAll('\0', '_')}`)
  const anyFact = fc.record({
    path,
    size: fc.nat(),
    mtimeNs: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    ctimeNs: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
    inode: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    md5: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex')),
    utf8: fc.constantFrom(true, false, null),
    extra: fc.option(fc.string({ unit: 'grapheme' })),
  })
  fc.assert(
    fc.property(fc.array(fc.array(anyFact, { maxLength: 12 }), { maxLength: 4 }), (steps) => {
      const store = openFactStore(null)
      for (const step of steps) store.save(step)
      const expected = new Map(steps.flat().map((one) => [one.path, one]))
      expect(plain(store.load(['/r']))).toEqual(plain(expected))
      store.close()
    }),
    { numRuns: 60 },
  )
})

test('rewriting results come back by key', () => {
  const store = openFactStore(folder, { log })
  store.saveRewrites([
    ['a', 'one'],
    ['b', 'two'],
  ])
  store.saveRewrites([['a', 'three']])
  expect(store.loadRewrites(['a', 'b', 'c'])).toEqual(
    new Map([
      ['a', 'three'],
      ['b', 'two'],
    ]),
  )
  store.close()
})

test('what was used longest ago is dropped when the store grows beyond its limit', () => {
  let now = 1_790_000_000_000
  const limitBytes = 600_000
  const store = openFactStore(folder, { log, now: () => now, limitBytes })
  const fill = (root: string, length = 100) =>
    Array.from({ length }, (_, at) => fact(`/${root}/${at}/file`, { extra: 'x'.repeat(1000) }))
  store.save(fill('old'))
  now += 7_200_000
  store.save(fill('unused', 300))
  now += 7_200_000
  expect(store.load(['/old']).size).toBe(100)
  now += 7_200_000
  store.save(fill('new'))
  store.saveRewrites([['big', 'x'.repeat(20_000)]])
  expect([
    store.load(['/old']).size,
    store.load(['/unused']).size < 300,
    store.load(['/new']).size,
    store.loadRewrites(['big']).size,
  ]).toEqual([100, true, 100, 1])
  store.close()
  expect(statSync(join(folder, 'facts.sqlite')).size).toBeLessThan(limitBytes * 1.2)
})

test('a file that is no database is set aside with a line in the log', () => {
  writeFileSync(join(folder, 'facts.sqlite'), 'this is not a database, however long one looks at it'.repeat(100))
  const store = openFactStore(folder, { log, now: () => 7 })
  store.save([fact('/a/x')])
  expect(store.load(['/a']).size).toBe(1)
  store.close()
  expect(readdirSync(folder)).toContain('facts.sqlite.corrupt-7')
  expect(lines).toEqual([expect.stringContaining('was corrupt')])
})

test('a database that turns out corrupt while it is used gives nothing, is set aside and works again', () => {
  const first = openFactStore(folder, { log })
  first.save(Array.from({ length: 400 }, (_, at) => fact(`/a/${at}/x`)))
  first.close()
  const file = join(folder, 'facts.sqlite')
  const size = statSync(file).size
  const database = new DatabaseSync(file)
  const page = Number(database.prepare('PRAGMA page_size').get()?.['page_size'])
  const head = database.prepare('SELECT 1').get()
  database.close()
  expect(head).toEqual({ 1: 1 })
  const damaged = Buffer.alloc(size - 2 * page, 0xee)
  writeFileSync(file, damaged, { flag: 'r+' })
  const whole = openFactStore(folder, { log })
  expect(whole.load(['/a']).size).toBe(0)
  whole.save([fact('/a/new')])
  expect([...whole.load(['/a']).keys()]).toEqual(['/a/new'])
  whole.close()
  expect(lines.join()).toContain('was corrupt')
})

test('a store of a newer Staticscope is refused', () => {
  const database = new DatabaseSync(join(folder, 'facts.sqlite'))
  database.exec('PRAGMA user_version = 99999')
  database.close()
  expect(() => openFactStore(folder, { log })).toThrowError(expect.objectContaining({ code: 'newer-database' }))
})

test('a data folder that cannot be made leaves a store that works for this process', () => {
  writeFileSync(join(folder, 'file'), '')
  const store = openFactStore(join(folder, 'file', 'below'), { log })
  store.save([fact('/a/x')])
  expect([store.load(['/a']).size, lines.length]).toEqual([1, 1])
  store.close()
})

test('several processes can open and fill one store at once', async () => {
  const module = JSON.stringify(fileURLToPath(new URL('fact-store.ts', import.meta.url)))
  const program = (worker: number) => `
    import { openFactStore } from ${module}
    const store = openFactStore(${JSON.stringify(folder)}, { log: (line) => { throw new Error(line) } })
    for (let at = 0; at < 40; at++) {
      store.save([{ path: '/shared/' + ${worker} + '-' + at, size: at, mtimeNs: 1n, ctimeNs: 1n, inode: 1n,
        md5: 'd41d8cd98f00b204e9800998ecf8427e', utf8: null, extra: null }])
      store.load(['/shared'])
    }
    store.close()`
  const run = promisify(execFile)
  await Promise.all([0, 1, 2].map((at) => run(process.execPath, ['--input-type=module', '-e', program(at)])))
  const store = openFactStore(folder, { log })
  expect(store.load(['/shared']).size).toBe(120)
  store.close()
})
