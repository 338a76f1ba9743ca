import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { gzipSize } from '../collect/compress-file.ts'
import { madeUpFile, madeUpRelease } from '../releases/release-fixture.ts'
import { openFactStore } from '../releases/fact-store.ts'
import { openReleaseStore, type ReleaseStore } from '../releases/release-store.ts'
import { compareSides } from './compare-sides.ts'
import { type ComparedSide, sideOfStore } from './compared-side.ts'
import { computeGzipSizes, contentsToCompress, withCompressedCost } from './compute-compressed.ts'

const { signal } = new AbortController()
const work = { signal, report: () => undefined, facts: null }
let folder = ''
let store: ReleaseStore

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compressed-'))
  store = openReleaseStore(folder)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

/** Keeps texts under hashed names; those in `zipped` lie compressed in the release, in so many bytes. */
async function keep(
  name: string,
  texts: Readonly<Record<string, string>>,
  zipped: Readonly<Record<string, number>> = {},
): Promise<ComparedSide> {
  const take = await store.begin(name)
  const files = await Promise.all(
    Object.entries(texts).map(async ([logical, text]) => {
      const content = await take.contents.put(Buffer.from(text))
      const size = zipped[logical]
      return madeUpFile(logical, {
        hashedName: `${content.hash.slice(0, 12)}-${logical}`,
        source: content,
        output: content,
        compressed: size === undefined ? [] : [{ encoding: 'gz' as const, size }],
      })
    }),
  )
  await take.save(madeUpRelease(name), files, signal)
  await take.end()
  return sideOfStore(store, name, signal)
}

async function compute(comparison: Comparison, a: ComparedSide, b: ComparedSide, sizes = new Map<string, number>()) {
  const contents = await contentsToCompress(comparison, a, b, sizes, signal)
  await computeGzipSizes(contents, b, sizes, work)
  const { head } = await withCompressedCost(comparison, a, b, sizes, signal)
  return { asked: contents.length, cost: head.cost, sizes }
}

const LONG = 'a { color: red }\n'.repeat(200)

it('computes what text takes under gzip, and leaves known sizes, pictures and unchanged files as they are', async () => {
  const a = await keep('a', { 'same.css': LONG, 'known.css': 'x', 'new.css': 'x', 'logo.png': 'x' })
  const b = await keep(
    'b',
    { 'same.css': LONG, 'known.css': `${LONG}1`, 'new.css': `${LONG}2`, 'logo.png': `${LONG}3` },
    { 'known.css': 50 },
  )
  const comparison = await compareSides(a, b, work)
  const { asked, cost } = await compute(comparison, a, b)
  const computed = gzipSize(Buffer.from(`${LONG}2`), 6)
  expect([asked, comparison.head.cost.all.computedFiles]).toEqual([1, 0])
  expect(cost.all).toEqual({
    ...comparison.head.cost.all,
    compressed: 50 + computed + LONG.length + 1,
    compressedFiles: 1,
    computedFiles: 1,
  })
})

it('computes no content twice, and asks for none when all are known', async () => {
  const a = await keep('a', { 'one.css': 'x', 'two.css': 'y' })
  const b = await keep('b', { 'one.css': LONG, 'two.css': LONG })
  const comparison = await compareSides(a, b, work)
  const first = await compute(comparison, a, b)
  const second = await compute(comparison, a, b, first.sizes)
  expect([first.asked, second.asked, second.cost.all.computedFiles]).toEqual([1, 0, 2])
})

it('computes no content again that an earlier comparison kept the size of, and says the same', async () => {
  const a = await keep('a', { 'one.css': 'x', 'two.css': 'y' })
  const b = await keep('b', { 'one.css': LONG, 'two.css': `${LONG}2` })
  const comparison = await compareSides(a, b, work)
  const contents = await contentsToCompress(comparison, a, b, new Map(), signal)
  const facts = openFactStore(folder)
  const runs: { read: number; sizes: Map<string, number> }[] = []
  for (let run = 0; run < 2; run++) {
    const sizes = new Map<string, number>()
    let read = 0
    const counting: ComparedSide = { ...b, readBytes: (hash) => (read++, b.readBytes(hash)) }
    await computeGzipSizes(contents, counting, sizes, { ...work, facts })
    runs.push({ read, sizes })
  }
  facts.close()
  const plain = await compute(comparison, a, b)
  expect(runs).toEqual([
    { read: 2, sizes: plain.sizes },
    { read: 0, sizes: plain.sizes },
  ])
})

it('leaves out a content that cannot be had, and counts its file as it is', async () => {
  const a = await keep('a', { 'one.css': 'x', 'two.css': 'y' })
  const b = await keep('b', { 'one.css': LONG, 'two.css': `${LONG}2` })
  const comparison = await compareSides(a, b, work)
  const hash = b.files.find(({ name }) => name === 'one.css')?.output?.hash ?? ''
  rmSync(store.pathOfContent(hash))
  const { cost } = await compute(comparison, a, b)
  expect(cost.all).toMatchObject({
    computedFiles: 1,
    compressed: LONG.length + gzipSize(Buffer.from(`${LONG}2`), 6),
  })
})

it('ends at once when it is cancelled', async () => {
  const a = await keep('a', { 'one.css': 'x' })
  const b = await keep('b', Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.css`, `${LONG}${at}`])))
  const comparison = await compareSides(a, b, work)
  const sizes = new Map<string, number>()
  const contents = await contentsToCompress(comparison, a, b, sizes, signal)
  const abort = new AbortController()
  const context = { signal: abort.signal, report: () => abort.abort(), facts: null }
  await expect(computeGzipSizes(contents, b, sizes, context)).rejects.toMatchObject({ code: 'cancelled' })
  expect(sizes.size).toBeLessThan(40)
})

it('never counts a file for more than its own bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ maxLength: 200 }), { minLength: 1, maxLength: 5 }), async (texts) => {
      const round = `${Math.random()}`
      const a = await keep(`a ${round}`, {})
      const named = Object.fromEntries(texts.map((text, at) => [`${at}.css`, text]))
      const b = await keep(`b ${round}`, named)
      const { cost } = await compute(await compareSides(a, b, work), a, b)
      expect(cost.all.compressed).toBeLessThanOrEqual(cost.all.bytes)
      expect(cost.kinds.reduce((sum, { compressed }) => sum + compressed, 0)).toBe(cost.all.compressed)
    }),
    { numRuns: 10 },
  )
})
