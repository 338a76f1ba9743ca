import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cause, DifferenceSide, FileDifference } from '../model/comparison.ts'
import type { ReleaseFile } from '../model/release.ts'
import { sideOf } from './describe-difference.ts'
import { applyDiff, diffDocument, type FileTable } from './diff-document.ts'
import { diffReleases } from './diff-releases.ts'
import { contentOf, referenceTo, releaseFile, wholeRelease } from './release-fixture.ts'

const NAMES = [
  'a.css',
  'b.css',
  'd/c.css',
  'd/a.js',
  'i.png',
  'd/i.png',
  'app.1a2b3c.js',
  'app.9f8e7d.js',
  'app.a1b2c3.js',
]
const word = fc.constantFrom('', '1', '2', '3')
const text = fc.constantFrom(
  'first line\nsecond line\nthird line\nfourth line',
  'first line\nsecond line\nthird line\nlast line of all',
  'first line\nnothing alike\nthird line\nlast line of all',
)

/** Random files: equal or other sources, outputs, names and references, with unknown contents among them. */
const file: fc.Arbitrary<ReleaseFile> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    source: fc.option(fc.oneof(word, text)),
    output: fc.option(fc.oneof(word, text)),
    hash: fc.option(word, { freq: 8 }),
    targets: fc.array(fc.record({ target: fc.constantFrom(...NAMES), hash: word, fromSource: fc.boolean() }), {
      maxLength: 3,
    }),
  })
  .map(({ name, source, output, hash, targets }) =>
    releaseFile(name, 'x', {
      hashedName: hash === null ? null : `${name}.${hash}`,
      source: source === null ? null : contentOf(source),
      output: output === null ? null : contentOf(output),
      references: targets.map(({ target, hash: to, fromSource }) => referenceTo(target, `${target}.${to}`, fromSource)),
    }),
  )
const files = fc.uniqueArray(file, { maxLength: 9, selector: ({ name }) => name })
const MIRRORED: Partial<Record<Cause, Cause>> = { added: 'removed', removed: 'added' }

describe('a difference of releases', () => {
  it('is empty between a release and itself', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (a) => {
        const { head, differences } = await diff(a, a)
        // A file without contents and hash is as unknown as before.
        expect(differences.filter(({ difference }) => difference.cause !== 'unknown')).toEqual([])
        expect(head.cost.all.files).toBe(0)
      }),
    )
  })

  it('turns the files of A into those of B', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, async (a, b) => {
        const [before, after] = [tableOf(a), tableOf(b)]
        const applied = applyDiff(diffDocument(await diff(a, b)), before)
        // Files that are the same as far as both releases know may keep what A knew of them.
        const isKept = (name: string): boolean =>
          applied.get(name) === before.get(name) && agree(before.get(name), after.get(name))
        expect(sorted(applied)).toEqual(
          sorted(new Map([...after].map(([name, side]) => [name, isKept(name) ? (before.get(name) ?? side) : side]))),
        )
      }),
    )
  })

  it('mirrors that of the releases swapped', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, async (a, b) => {
        const [there, back] = await Promise.all([diff(a, b), diff(b, a)])
        const mirrored = back.differences.map(({ difference }) => mirror(difference))
        expect(mirrored.toSorted(byName)).toEqual(
          there.differences.map(({ difference }) => plain(difference)).toSorted(byName),
        )
      }),
    )
  })
})

function diff(a: readonly ReleaseFile[], b: readonly ReleaseFile[]) {
  const texts = new Map(['', '1', '2', '3'].map((known) => [contentOf(known).hash, known]))
  for (const one of fc.sample(text, { numRuns: 20, seed: 1 })) texts.set(contentOf(one).hash, one)
  return diffReleases(wholeRelease(a), wholeRelease(b), { readText: async (hash) => texts.get(hash) ?? null })
}

/** What a swap keeps: who is paired with whom, and why they differ. */
function plain({ name, status, cause, from, a, b, ripples, similarity }: FileDifference) {
  return { name, status, cause, from: from ?? name, a, b, ripples, similarity }
}

function mirror(difference: FileDifference): ReturnType<typeof plain> {
  const { name, status, cause, from, a, b, ripples, similarity } = plain(difference)
  const other = MIRRORED[cause] ?? cause
  const turned = status === 'added' ? 'removed' : status === 'removed' ? 'added' : status
  return { name: from, status: turned, cause: other, from: name, a: b, b: a, ripples, similarity }
}

function tableOf(all: readonly ReleaseFile[]): FileTable {
  return new Map(all.map((one) => [one.name, sideOf(one)]))
}

function agree(a: DifferenceSide | undefined, b: DifferenceSide | undefined): boolean {
  if (a === undefined || b === undefined) return false
  const areAlike = (one: string | null, other: string | null): boolean =>
    one === null || other === null || one === other
  return a.hashedName === b.hashedName && areAlike(a.outputHash, b.outputHash) && areAlike(a.sourceHash, b.sourceHash)
}

function sorted(table: FileTable) {
  return [...table].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function byName(
  a: { readonly name: string; readonly from: string },
  b: { readonly name: string; readonly from: string },
) {
  return `${a.name}\0${a.from}` < `${b.name}\0${b.from}` ? -1 : 1
}
