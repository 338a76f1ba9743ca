import { expect, test } from 'vitest'
import { releaseFile } from '../release-fixture.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { release, storyPlan } from './story-fixture.ts'

const pages = [{ template: 'home.html', names: ['js/app.js'], plainNames: [] }]
const A = release('41', [releaseFile('js/app.js', 'a1')], pages)
const B = release('42', [releaseFile('js/app.js', 'b1')], pages)

test('names that were computed before a collect stay in open pages, and are those of the older release', () => {
  // Code of B finds no manifest of its own, keeps an empty table and computes names from what lies there.
  const plan = storyPlan({
    topology: 'manifest-per-release',
    bucket: null,
    cdn: false,
    strict: false,
    switch: { at: 100, wave: 2, every: 0 },
    restarts: [],
    rollback: null,
  })
  const rollout = simulateRollout(A, B, plan)
  const at = (seconds: number, isOpen: boolean): string[] =>
    rollout
      .matrixAt(seconds)
      .filter(({ page, isOpenPage, condition }) => page === 'b' && isOpenPage === isOpen && condition === 'always')
      .flatMap(({ outcomes }) => outcomes.map(({ outcome }) => outcome))
  expect(at(200, false)).toEqual(['other-version'])
  expect([at(400, false), at(400, true)]).toEqual([['unhashed'], ['other-version']])
  // An hour behind the collect, which ends at 360, the last of them is closed.
  expect([at(360 + 3599, true), at(360 + 3600, true)]).toEqual([['other-version'], []])
})

test('WhiteNoise that keeps only hashed files deletes plain copies behind the manifest, under processes that have listed them', () => {
  const byHand = [{ template: 'home.html', names: [], plainNames: ['js/app.js'] }]
  const [a, b] = [release('41', A.files, byHand), release('42', B.files, byHand)]
  const plan = storyPlan({
    bucket: null,
    cdn: false,
    serving: 'whitenoise',
    keepOnlyHashed: true,
    collect: { at: 300, takes: 60, gap: 2 },
    restarts: [{ at: 361, server: 2 }],
    rollback: null,
  })
  const rollout = simulateRollout(a, b, plan)
  const at = (seconds: number): string[] =>
    rollout
      .matrixAt(seconds)
      .flatMap(({ outcomes, condition }) => (condition === 'always' ? outcomes.map(({ outcome }) => outcome) : []))
  expect(new Set(at(0))).toEqual(new Set(['missing']))
  expect(at(361)).toContain('other-version')
  expect(at(363)).toContain('error-500')
})

test('of one stored name with two contents, a return with a collect of the older release brings back its own', () => {
  const same = { hashedName: 'js/app.0123456789ab.js' }
  const a = release('41', [releaseFile('js/app.js', 'a1', same)], pages)
  const b = release('42', [releaseFile('js/app.js', 'b1', same)], pages)
  const plan = storyPlan({
    bucket: null,
    cdn: false,
    recycling: false,
    restarts: [],
    rollback: { at: 1800, collect: true },
  })
  const { hazards } = simulateRollout(a, b, plan)
  const wrong = hazards
    .map(({ hazard }) => hazard)
    .filter(({ outcome, page }) => outcome === 'other-version' && page === 'b')
  // Only those of B between the collect of A, which ends at 1862, and behind it in open pages.
  expect(wrong.map(({ from, isOpenPage }) => [from, isOpenPage])).toEqual([
    [1860, false],
    [1862, true],
  ])
})
