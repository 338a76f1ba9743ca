import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type RolloutPlan, rolloutPlanSchema, TOPOLOGIES } from '../../model/rollout-plan.ts'
import type { ReleaseFile } from '../../model/release.ts'
import { contentOf, releaseFile } from '../release-fixture.ts'
import type { RolloutRelease } from './find-uses.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { page, release } from './story-fixture.ts'

const NAMES = ['a.css', 'b.js', 'c.png', 'd.css', 'e.js']

/** Two releases over a few names: each is missing, or has one of two contents, in each release. */
const releases = fc
  .record({
    a: fc.array(fc.constantFrom('none', 'one', 'two'), { minLength: 5, maxLength: 5 }),
    b: fc.array(fc.constantFrom('none', 'one', 'two'), { minLength: 5, maxLength: 5 }),
    isKnown: fc.boolean(),
  })
  .map(({ a, b, isKnown }) => ({ a: releaseOf('A', a, isKnown), b: releaseOf('B', b, isKnown) }))

function releaseOf(name: string, words: readonly string[], isKnown: boolean): RolloutRelease {
  const files = NAMES.flatMap((file, index): ReleaseFile[] => {
    const word = words[index] ?? 'none'
    return word === 'none' ? [] : [releaseFile(file, word, { source: contentOf(`source ${word}`) })]
  })
  const names = files.map((file) => file.name)
  return release(name, files, isKnown ? [page('all.html', names), page('some.html', names.slice(1))] : null)
}

const plans = fc
  .record({
    topology: fc.constantFrom(...TOPOLOGIES),
    cdn: fc.boolean(),
    sticky: fc.boolean(),
    strict: fc.boolean(),
    recycling: fc.boolean(),
    servers: fc.integer({ min: 1, max: 5 }),
    wave: fc.integer({ min: 1, max: 3 }),
    every: fc.constantFrom(0, 30, 200),
    openPage: fc.constantFrom(0, 600),
    html: fc.constantFrom(0, 60),
    missing: fc.constantFrom(0, 300),
    rollbackWindow: fc.constantFrom(0, 1000, 90_000),
  })
  .map(({ wave, every, html, missing, ...plan }) =>
    rolloutPlanSchema.parse({ ...plan, switch: { at: 600, wave, every }, lifetimes: { html, missing } }),
  )

const sure = (a: RolloutRelease, b: RolloutRelease, plan: RolloutPlan) =>
  simulateRollout(a, b, plan).hazards.map(({ hazard }) => hazard)

test('a folder per release without a clean-up has no hazard, ever', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      expect(sure(a, b, { ...plan, topology: 'folder-per-release' })).toEqual([])
    }),
  )
})

test('a manifest per release with shared files and no --clear has no 500', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      const hazards = sure(a, b, { ...plan, topology: 'manifest-per-release' })
      expect(hazards.filter(({ outcome }) => outcome === 'error-500')).toEqual([])
    }),
  )
})

test('a release after itself has no hazard but the moments of a collect, the gap of the manifest and a shared WhiteNoise', () => {
  fc.assert(
    fc.property(releases, plans, ({ a }, plan) => {
      const hazards = sure(a, a, plan)
      expect(hazards.filter(({ condition, table }) => condition === 'always' && table !== 'empty')).toEqual([])
    }),
  )
})

test('keep-until is tight: a clean-up at that second does no harm, one second earlier does', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      fc.pre(plan.topology !== 'files-in-image')
      const ends = simulateRollout(a, b, plan)
        .keep()
        .flatMap(({ until }) => (until === null ? [] : [until]))
      fc.pre(ends.length > 0)
      const until = Math.max(...ends)
      const harm = (at: number): number => harmOf(a, b, { ...plan, cleanUp: { at } }).length - harmOf(a, b, plan).length
      expect([harm(until) === 0, harm(until - 1) > 0]).toEqual([true, true])
    }),
  )
})

/** Each second-and-file at which somebody gets something wrong, at the ends of hazards. */
function harmOf(a: RolloutRelease, b: RolloutRelease, plan: RolloutPlan): string[] {
  return [
    ...new Set(
      sure(a, b, plan).flatMap(({ from, outcome, page: side, table, condition, files }) =>
        files.map((file) => `${from} ${outcome} ${side} ${table} ${condition} ${file}`),
      ),
    ),
  ]
}

test('more servers never take a hazard away', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      // A return to A counts from the last switch, which more servers put off.
      const kinds = (servers: number): Set<string> =>
        new Set(
          sure(a, b, { ...plan, switch: { ...plan.switch, wave: 1 }, servers })
            .filter(({ condition }) => condition !== 'rollback')
            .flatMap(({ outcome, page: side, table, files }) =>
              files.map((file) => `${outcome} ${side} ${table} ${file}`),
            ),
        )
      const more = kinds(plan.servers + 2)
      expect([...kinds(plan.servers)].filter((kind) => !more.has(kind))).toEqual([])
    }),
  )
})

test('the way back from B to A in images breaks what the way to B broke, with the sides swapped', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      const image: RolloutPlan = {
        ...plan,
        topology: 'files-in-image',
        serving: 'whitenoise',
        sticky: false,
        openPage: 0,
        lifetimes: { ...plan.lifetimes, html: 0 },
      }
      const kinds = (one: RolloutRelease, other: RolloutRelease, isSwapped: boolean): string[] =>
        sure(one, other, image)
          .filter(({ outcome, condition }) => outcome === 'missing' && condition === 'always')
          .flatMap(({ page: side, files }) =>
            files.map((file) => `${isSwapped === (side === 'a') ? 'b' : 'a'} ${file}`),
          )
          .toSorted()
      expect(kinds(a, b, false)).toEqual(kinds(b, a, true))
    }),
  )
})
