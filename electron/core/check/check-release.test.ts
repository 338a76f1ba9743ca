import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
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

it('finds in a release what it would find without what is remembered of another one', async () => {
  const script = 'import "./gone.js";\n'.repeat(10)
  const files = { 'a.css': 'a { background: url(new.png) }', 'b.css': '@import "a.css";', 'l.png': 'l', 'm.js': script }
  await fixture.take(fixture.preview(fixture.lay('next', files), {}, true), 'next')
  const next = await sideOfStore(fixture.store, 'next', signal)
  const alone = await checkRelease(next, { ...work(), facts: null })
  await checkRelease(await kept(), work())
  const listening: FactStore = {
    knows: () => false,
    load: () => new Map(),
    save: () => expect.fail('a path of a folder that is laid for a moment is kept'),
    loadRewrites: (keys) => facts.loadRewrites(keys),
    saveRewrites: (rewrites) => facts.saveRewrites(rewrites),
    prune: () => undefined,
    close: () => undefined,
  }
  expect(await checkRelease(next, { ...work(), facts: listening })).toEqual(alone)
  expect('findings' in alone && alone.findings.map(({ code }) => code)).toContain('missing-target')
})

/** Turns one bit of a content of the store; the time of the file stays as it was. @returns what turns it back */
function turnOneBit(side: ComparedSide, name: string): () => void {
  const path = fixture.store.pathOfContent(side.files.find((file) => file.name === name)?.source?.hash ?? '')
  const { atime, mtime } = statSync(path)
  const turn = (): void => {
    const bytes = readFileSync(path)
    const at = bytes.length >> 1
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
    utimesSync(path, atime, mtime)
  }
  turn()
  return turn
}

it('tells no findings where one bit of a text has turned, keeps nothing of it, and tells them when it is mended', async () => {
  const side = await kept()
  const sound = await checkRelease(side, { ...work(), facts: null })
  const turnBack = turnOneBit(side, 'a.css')
  try {
    const asked = vi.spyOn(facts, 'saveRewrites')
    expect(await checkRelease(side, work())).toEqual({
      unknown: expect.stringContaining('kept: The bytes of a.css in the release store are not those that were kept.'),
    })
    expect(asked).not.toHaveBeenCalled()
    const nothing = { signal, report: () => undefined }
    expect(await fixture.store.check(nothing)).toMatchObject({ damages: [{ kind: 'damaged', files: ['a.css'] }] })
  } finally {
    turnBack()
  }
  expect(await checkRelease(side, work())).toEqual(sound)
})

it('goes on telling what was found before a bit has turned', async () => {
  const side = await kept()
  const sound = await checkRelease(side, work())
  const turnBack = turnOneBit(side, 'a.css')
  try {
    expect(await checkRelease(side, work())).toEqual(sound)
  } finally {
    turnBack()
  }
})

it('tells the findings though a bit of a picture has turned', async () => {
  const side = await kept()
  const sound = await checkRelease(side, { ...work(), facts: null })
  const turnBack = turnOneBit(side, 'l.png')
  try {
    expect(await checkRelease(side, work())).toEqual(sound)
  } finally {
    turnBack()
  }
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
})
