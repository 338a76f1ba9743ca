import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { BUCKETS, type RolloutPlan, rolloutPlanSchema, TOPOLOGIES } from '../../model/rollout-plan.ts'
import type { ReleaseFile } from '../../model/release.ts'
import type { NameTable } from '../../model/rollout.ts'
import { contentOf, referenceTo, releaseFile } from '../release-fixture.ts'
import type { RolloutPage, RolloutRelease } from './find-uses.ts'
import { LOOKUP_ERRORS } from './find-hazards.ts'
import { playPlan } from './play-plan.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { page, release } from './story-fixture.ts'

// Hundreds of rollouts each, on whatever machine.
vi.setConfig({ testTimeout: 60_000 })

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

/** A site that shares no name with another: files with one of two contents, one that names another, and pages. */
type SiteSide = { readonly words: readonly string[]; readonly pages: readonly Omit<RolloutPage, 'template'>[] }
type Site = Readonly<Record<'a' | 'b', SiteSide>>
const siteSide = fc.record({
  words: fc.array(fc.constantFrom('none', 'one', 'two'), { minLength: 5, maxLength: 5 }),
  pages: fc.array(fc.record({ names: fc.subarray(NAMES), plainNames: fc.subarray(NAMES) }), { maxLength: 3 }),
})
const sites: fc.Arbitrary<Site> = fc.record({ a: siteSide, b: siteSide })

/** Whether pages are known. */
const known = fc.record({ a: fc.boolean(), b: fc.boolean() })
const ways = fc.record({
  clear: fc.boolean(),
  rollback: fc.constantFrom(null, { at: 1500, collect: false }, { at: 1500, collect: true }),
})

/** Sites in their folders as one release. */
function releaseOfSites(side: 'a' | 'b', named: Readonly<Record<string, Site>>, isKnown: boolean): RolloutRelease {
  const files: ReleaseFile[] = []
  const pages: RolloutPage[] = []
  for (const [folder, site] of Object.entries(named)) {
    for (const [index, word] of site[side].words.entries()) {
      const name = `${folder}/${NAMES[index] ?? ''}`
      const references = index === 0 ? [referenceTo(`${folder}/c.png`, 'c.png')] : []
      if (word !== 'none') files.push(releaseFile(name, word, { source: contentOf(`source ${word}`), references }))
    }
    const inFolder = (names: readonly string[]): string[] => names.map((name) => `${folder}/${name}`)
    for (const [index, { names, plainNames }] of site[side].pages.entries())
      pages.push(page(`${folder}/${index}.html`, inFolder(names), inFolder(plainNames)))
  }
  return release(side, files, isKnown ? pages : null)
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
    bucket: fc.constantFrom(null, ...BUCKETS),
    serving: fc.constantFrom('web-server' as const, 'whitenoise' as const),
    collect: fc.record({
      at: fc.constantFrom(0, 200),
      takes: fc.constantFrom(0, 60),
      gap: fc.constantFrom(0, 2),
      plain: fc.constantFrom(null, 0, 20),
      writing: fc.constantFrom(0, 5),
    }),
  })
  .map(({ wave, every, html, missing, ...plan }) =>
    rolloutPlanSchema.parse({ ...plan, switch: { at: 600, wave, every }, lifetimes: { html, missing } }),
  )

/** WhiteNoise serves one folder, so that the files of a release are away with its last process, kept or not. */
const servesOwnFolder = ({ topology, serving }: RolloutPlan): boolean =>
  topology === 'folder-per-release' && serving === 'whitenoise'

const sure = (a: RolloutRelease, b: RolloutRelease, plan: RolloutPlan) =>
  simulateRollout(a, b, plan).hazards.map(({ hazard }) => hazard)

test('a folder per release behind a web server, without a clean-up, has no hazard, ever', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      expect(sure(a, b, { ...plan, topology: 'folder-per-release', serving: 'web-server' })).toEqual([])
    }),
  )
})

test('a manifest per release with shared files and no --clear has no page that fails', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      const { hazards } = simulateRollout(a, b, { ...plan, topology: 'manifest-per-release' })
      expect(hazards.filter(({ reason }) => LOOKUP_ERRORS.has(reason))).toEqual([])
    }),
  )
})

test('a release after itself has no hazard but the moments of a collect, the gap of the manifest and a shared WhiteNoise', () => {
  fc.assert(
    fc.property(releases, plans, ({ a }, plan) => {
      fc.pre(!servesOwnFolder(plan))
      const hazards = sure(a, a, plan)
      expect(
        hazards.filter(({ condition, table }) => condition === 'always' && (table === 'a' || table === 'b')),
      ).toEqual([])
    }),
  )
})

test('keep-until is tight: a clean-up at that second does no harm, one second earlier does', () => {
  fc.assert(
    fc.property(releases, plans, ({ a, b }, plan) => {
      fc.pre(plan.topology !== 'files-in-image' && !servesOwnFolder(plan))
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

test('two sites that share no name and no page are in one rollout what each is in its own', () => {
  fc.assert(
    fc.property(sites, sites, plans, ways, known, (one, other, plan, { clear, ...way }, isKnown) => {
      // Caches tell of what was asked for before.
      const lifetimes = { ...plan.lifetimes, missing: 300 }
      const by: RolloutPlan = { ...plan, ...way, cdn: true, lifetimes, collect: { ...plan.collect, clear } }
      const play = (named: Parameters<typeof releaseOfSites>[1]) =>
        simulateRollout(releaseOfSites('a', named, isKnown.a), releaseOfSites('b', named, isKnown.b), by)
      const [both, alone] = [play({ one, other }), play({ one })]
      const told = (at: number, rollout: typeof both): string[] =>
        rollout
          .matrixAt(at)
          .flatMap(({ page: side, table, isOpenPage, condition, servers, outcomes }) =>
            outcomes.flatMap((got) =>
              [...got.files, ...got.pages]
                .filter((name) => name.startsWith('one/'))
                .map((name) =>
                  JSON.stringify([
                    [side, table, isOpenPage, condition, servers],
                    [got.outcome, got.condition, got.until],
                    name,
                  ]),
                ),
            ),
          )
          .toSorted()
      for (const at of both.timeLine(1).moments) expect([at, told(at, both)]).toEqual([at, told(at, alone)])
    }),
  )
})

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

/** The last second at which anything of a first rollout may still be on its way; a day more than all that is generated. */
const SETTLED = 10 * 86_400

test('a return to A with a collect has for names that are looked up the hazards of the rollout from B to A, sides swapped', () => {
  fc.assert(
    fc.property(releases, plans, fc.boolean(), ({ a, b }, plan, clear) => {
      // Nothing is left of the first rollout, and all servers turn at once, as in a return.
      const calm: RolloutPlan = { ...plan, recycling: false, collect: { ...plan.collect, clear, where: 'all' } }
      const [there, back] = [
        { ...calm, rollback: { at: SETTLED, collect: true } },
        { ...calm, collect: { ...calm.collect, at: SETTLED }, switch: { at: endOfReturn(calm), wave: 1000, every: 0 } },
      ]
      const told = (one: RolloutRelease, other: RolloutRelease, by: RolloutPlan, isSwapped: boolean): string[] =>
        sure(one, other, by)
          .filter(({ from, condition }) => from >= SETTLED && condition !== 'rollback')
          .map(({ outcome, condition, from, to, page: side, table, isOpenPage, files }) =>
            JSON.stringify([
              outcome,
              condition,
              from,
              to,
              isSwapped ? swapped(side) : side,
              isSwapped ? swapped(table) : table,
              isOpenPage,
              files.toSorted(),
            ]),
          )
          .toSorted()
      expect(told(a, b, there, false)).toEqual(told(b, a, back, true))
    }),
  )
})

/** When all servers turn back, by the plan's own words. */
function endOfReturn(plan: RolloutPlan): number {
  const turned = playPlan({ ...plan, rollback: { at: SETTLED, collect: true } }, { a: 'A', b: 'B' })
  return turned.events.find(({ kind }) => kind === 'rollback')?.at ?? SETTLED
}

function swapped(side: NameTable): NameTable {
  if (side === 'a') return 'b'
  return side === 'b' ? 'a' : side
}

test('a return has no law for plain names: an older checkout leaves the newer plain copies as they are', () => {
  const files = (word: string) => [releaseFile('a.png', word, { source: contentOf(word) })]
  const [a, b] = ['A', 'B'].map((name) => release(name, files(name), [page('all.html', [], ['a.png'])])) as [
    RolloutRelease,
    RolloutRelease,
  ]
  const plan = rolloutPlanSchema.parse({ topology: 'single-server', lifetimes: { plain: 0 }, recycling: false })
  const wrong = (one: RolloutRelease, other: RolloutRelease, by: RolloutPlan) =>
    sure(one, other, by).some(
      ({ page: side, to, outcome }) => side === 'a' && to === null && outcome === 'other-version',
    )
  expect([
    wrong(a, b, { ...plan, rollback: { at: SETTLED, collect: true } }),
    wrong(b, a, { ...plan, rollback: null }),
  ]).toEqual([true, false])
})
