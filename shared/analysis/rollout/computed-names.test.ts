import { expect, test } from 'vitest'
import { releaseFile } from '../release-fixture.ts'
import type { MatrixCell } from '../../model/rollout.ts'
import type { RolloutRelease } from './find-uses.ts'
import { type Rollout, simulateRollout } from './simulate-rollout.ts'
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

/** Outcomes of pages of a kind at a moment, each with its files and pages, for what is sure or only needs a restart. */
function met(rollout: Rollout, at: number, who: Pick<MatrixCell, 'page' | 'table' | 'isOpenPage'>): string[] {
  const cells = rollout
    .matrixAt(at)
    .filter((cell) => cell.page === who.page && cell.table === who.table && cell.isOpenPage === who.isOpenPage)
  const all = cells
    .filter(({ condition }) => condition !== 'rollback')
    .flatMap(({ outcomes }) =>
      outcomes.map(({ outcome, files, pages: templates }) => `${outcome} ${files.join()} on ${templates.join()}`),
    )
  return [...new Set(all)].toSorted()
}

const OLD = [
  { template: 'home.html', names: ['js/app.js'], plainNames: [] },
  { template: 'menu.html', names: ['js/app.js', 'js/legacy.js'], plainNames: [] },
]
const WITH_LEGACY = release('41', [releaseFile('js/app.js', 'a1'), releaseFile('js/legacy.js', 'a2')], OLD)

/** Of `collectstatic` 3.2 to 6.1: `clear_dir` deletes all, the manifest with it, before `copy_file` brings anything. */
const CLEARING = { at: 300, takes: 60, gap: 2, clear: true }

test('under --clear a name that is computed and only in the older release is got until its plain copy is gone', () => {
  // A process that starts behind the deletion of the manifest. `ManifestFilesMixin.stored_name` of 3.2 to 6.1 has
  // `cache_name = self.clean_name(self.hashed_name(name))`, which opens the plain copy, and writes nothing to `hashed_files`.
  const plan = storyPlan({
    bucket: null,
    cdn: false,
    strict: false,
    collect: CLEARING,
    recycling: true,
    restarts: [],
    rollback: null,
  })
  const rollout = simulateRollout(WITH_LEGACY, B, plan)
  const fresh = { page: 'a', table: 'empty', isOpenPage: false } as const
  expect(met(rollout, 300, fresh)).toEqual([
    // Between the deletion of each plain copy and its return, if it returns.
    'error-500 js/app.js on home.html,menu.html',
    'error-500 js/legacy.js on menu.html',
    // Named by the plain copy that came or that lay there before, and not there under a hashed name yet or any more.
    'missing js/app.js on home.html',
    'missing js/app.js,js/legacy.js on home.html,menu.html',
  ])
  expect(met(rollout, 360, fresh)).toEqual([
    'error-500 js/legacy.js on menu.html',
    'other-version js/app.js on home.html',
  ])
  const going = rollout.hazards.filter(({ reason }) => reason === 'plain-copy-going').map(({ hazard }) => hazard)
  expect(going.map(({ from, to, message, reason }) => ({ from, to, message, reason }))).toEqual([
    {
      from: 300,
      to: 360,
      message: "ValueError: The file 'js/legacy.js' could not be found with <…>.",
      reason:
        'js/legacy.js is not in the manifest; collectstatic --clear deletes the plain copy that its name was computed from, and brings none.',
    },
  ])
})

test('under --clear no page has some names of before and some of behind', () => {
  // The disk of server 2 is cleared while server 1 has the files of B. The page with both scripts is only sent with names of
  // before, which server 1 does not have; the other one is sent with those of B, too, which server 1 has.
  const plan = storyPlan({
    topology: 'disk-per-server',
    bucket: null,
    cdn: false,
    strict: false,
    collect: { ...CLEARING, at: 530 },
    switch: { at: 600, wave: 1, every: 120 },
    recycling: true,
    restarts: [],
    rollback: null,
  })
  const rollout = simulateRollout(WITH_LEGACY, B, plan)
  const found = met(rollout, 650, { page: 'a', table: 'empty', isOpenPage: false })
  expect(found).toContain('other-version js/app.js on home.html')
  expect(found).not.toContain('other-version js/app.js on home.html,menu.html')
})

test('of one stored name with two contents, what Django does not rewrite stays that of the release that came first', () => {
  // `HashedFilesMixin._post_process`, 3.2 to 6.1: adjustable files are deleted and saved again; of the others
  // `if not hashed_file_exists: … self._save(hashed_name, original_file)`.
  const named = (word: string): RolloutRelease => {
    const pinned = (name: string) => releaseFile(name, word, { hashedName: name.replace('.', '.0123456789ab.') })
    const files = [pinned('js/pin.js'), pinned('img/pin.png')]
    return release(word, files, [{ template: 'pins.html', names: files.map(({ name }) => name), plainNames: [] }])
  }
  const behind = (clear: boolean): string[] => {
    const collect = { at: 300, takes: 60, gap: 2, clear }
    const plan = storyPlan({
      bucket: null,
      cdn: false,
      collect,
      lifetimes: { hashed: 0 },
      restarts: [],
      rollback: null,
    })
    return met(simulateRollout(named('a1'), named('b1'), plan), 800, { page: 'b', table: 'b', isOpenPage: false })
  }
  expect(behind(false)).toEqual(['ok js/pin.js on pins.html', 'other-version img/pin.png on pins.html'])
  expect(behind(true)).toEqual(['ok js/pin.js,img/pin.png on pins.html'])
})

test('a name that is computed leads to what lies under it, which may be the other release’s', () => {
  const same = { hashedName: 'js/app.0123456789ab.js' }
  const a = release('41', [releaseFile('js/app.js', 'a1', same)], pages)
  const b = release('42', [releaseFile('js/app.js', 'b1', same)], pages)
  const plan = storyPlan({ bucket: null, cdn: false, strict: false, lifetimes: { hashed: 0 }, rollback: null })
  expect(met(simulateRollout(a, b, plan), 400, { page: 'a', table: 'empty', isOpenPage: false })).toEqual([
    'other-version js/app.js on home.html',
  ])
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
