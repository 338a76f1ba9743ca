import { existsSync, statSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ComparedSide, sideOfStore } from '../compare/compared-side.ts'
import { type FactStore, openFactStore } from '../releases/fact-store.ts'
import { TakeFixture } from '../take/take-fixture.ts'
import { checkRelease } from './check-release.ts'
import { layRelease } from './lay-release.ts'

const fixture = new TakeFixture()
const { signal } = fixture.abort
let facts: FactStore
const work = () => ({ signal, report: () => undefined, facts })
const kept = () => sideOfStore(fixture.store, 'kept', signal)

beforeAll(async () => {
  const files = { 'a.css': 'a { background: image-set("gone.png" 1x) }', 'b.css': '@import "a.css";', 'l.png': 'l' }
  await fixture.take(fixture.preview(fixture.lay('kept', files)), 'kept')
})
afterAll(() => fixture.close())
beforeEach(() => {
  facts = openFactStore(null)
})
afterEach(() => facts.close())

/** Nothing of it can be read. */
const sealed = (side: ComparedSide): ComparedSide => ({
  ...side,
  readBytes: () => Promise.reject(new Error('read')),
  pathOf: () => {
    throw new Error('read')
  },
})

it('knows the findings of a release at once when they are asked for again, whatever it is called meanwhile', async () => {
  const side = await kept()
  const found = await checkRelease(side, work())
  expect(found).toMatchObject({ findings: [{ code: 'missing-in-browser', file: 'a.css' }], knowsPages: false })
  const renamed = { ...sealed(side), release: { ...side.release, name: 'other', note: 'x' } }
  expect(await checkRelease(renamed, work())).toEqual(found)
})

it('checks a release anew that differs in a content, a name, a setting or a page', async () => {
  const side = sealed(await kept())
  const [first, ...others] = side.files
  const { settings } = side.release
  if (first === undefined || settings === null) throw new Error('nothing was kept')
  await checkRelease(await kept(), work())
  const hash = '0'.repeat(64)
  const different: ComparedSide[] = [
    { ...side, files: [{ ...first, source: { hash, size: 1 } }, ...others] },
    { ...side, files: [{ ...first, name: 'c.css' }, ...others] },
    { ...side, files: others },
    { ...side, release: { ...side.release, settings: { ...settings, django: '4.2' } } },
    { ...side, release: { ...side.release, pages: [] } },
  ]
  for (const one of different) await expect(checkRelease(one, work())).rejects.toThrow('read')
})

it('gives the same findings with and without what is remembered, and with contents that are read instead of linked', async () => {
  const side = await kept()
  const { pathOf, ...read } = side
  expect(pathOf).toBeDefined()
  const found = await checkRelease(side, { ...work(), facts: null })
  expect(await checkRelease(read, { ...work(), facts: null })).toEqual(found)
  expect(await checkRelease(side, work())).toEqual(found)
})

it('lays links to contents of the store, and leaves these as they are', async () => {
  const side = await kept()
  const aside = await layRelease(side, work())
  if (typeof aside === 'string') throw new Error(aside)
  const source = side.files.find(({ name }) => name === 'b.css')?.source?.hash ?? ''
  const path = fixture.store.pathOfContent(source)
  expect(statSync(`${aside.folder}/b.css`).ino).toBe(statSync(path).ino)
  await aside.discard()
  expect([existsSync(aside.folder), existsSync(path)]).toEqual([false, true])
  const nothing = { signal, report: () => undefined }
  expect(await fixture.store.check(nothing)).toMatchObject({ damages: [] })
})

it('says which bytes cannot be had when a content of the store has another size', async () => {
  const side = await kept()
  const cut = side.files.map((file) =>
    file.name === 'b.css' && file.source !== null ? { ...file, source: { ...file.source, size: 3 } } : file,
  )
  const hash = side.files.find(({ name }) => name === 'b.css')?.source?.hash
  const readBytes = async (wanted: string) => (wanted === hash ? null : side.readBytes(wanted))
  expect(await checkRelease({ ...side, files: cut, readBytes }, work())).toEqual({
    unknown: 'kept: The bytes of b.css cannot be had any more.',
  })
})

it('reads a content that two releases share once, and finds in the second what it would find without', async () => {
  const side = await kept()
  const script = 'import "./gone.js";\n'.repeat(10)
  const files = { 'a.css': 'a { background: url(new.png) }', 'b.css': '@import "a.css";', 'l.png': 'l', 'm.js': script }
  await fixture.take(fixture.preview(fixture.lay('next', files), {}, true), 'next')
  const next = await sideOfStore(fixture.store, 'next', signal)
  const alone = await checkRelease(next, { ...work(), facts: null })
  await checkRelease(side, work())
  const asked: string[] = []
  const listening: FactStore = {
    knows: () => false,
    load: () => new Map(),
    save: () => expect.fail('a path of a folder that is laid for a moment is kept'),
    loadRewrites: (keys) => facts.loadRewrites(keys),
    saveRewrites: (rewrites) => {
      const list = [...rewrites]
      asked.push(...list.map(([key]) => key).filter((key) => key.startsWith('content\0')))
      facts.saveRewrites(list)
    },
    prune: () => undefined,
    close: () => undefined,
  }
  expect(await checkRelease(next, { ...work(), facts: listening })).toEqual(alone)
  const hashOf = (name: string) => next.files.find((file) => file.name === name)?.source?.hash
  expect(new Set(asked.map((key) => key.split('\0')[2]))).toEqual(new Set([hashOf('a.css'), hashOf('m.js')]))
  expect(asked).toHaveLength(2)
  expect('findings' in alone && alone.findings.map(({ code }) => code)).toContain('missing-target')
})

it('never takes a stand-in for a film for the film', async () => {
  const side = await kept()
  const hash = side.files.find(({ name }) => name === 'l.png')?.source?.hash ?? ''
  const large = (size: number): ComparedSide => ({
    ...side,
    files: side.files.map((file) => (file.name === 'l.png' ? { ...file, source: { hash, size } } : file)),
    pathOf: () => '/nowhere',
    readBytes: async (wanted) => (wanted === hash ? null : side.readBytes(wanted)),
  })
  const found = await checkRelease(large(1 << 30), work())
  expect(found).toMatchObject({ findings: [{ code: 'missing-in-browser' }] })
  expect([...facts.loadRewrites(['content\0\0' + hash]).keys()]).toEqual([])
})
