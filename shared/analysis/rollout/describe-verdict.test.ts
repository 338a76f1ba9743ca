import { expect, test } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../model/collect-settings.ts'
import type { RolloutPlanInput } from '../../model/rollout-plan.ts'
import { releaseFile } from '../release-fixture.ts'
import { nameSides } from './name-sides.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { page, release, STORY_A, STORY_B, storyPlan } from './story-fixture.ts'

const verdict = (changes: Partial<RolloutPlanInput> = {}, a = STORY_A, b = STORY_B): string =>
  simulateRollout(a, b, storyPlan({ rollback: null, restarts: [], cdn: false, ...changes })).head.sentence

test('the verdict says what a shared manifest does to workers that restart, and what takes it away', () => {
  expect(verdict({ recycling: true })).toBe(
    'With one shared manifest, workers of 41 that restart after 10:06 answer 500 on 2 pages; with a manifest per release none do. Keep files of 41 until 11:12.',
  )
  expect(verdict({ restarts: [{ at: 480, server: 2 }] })).toBe(
    'With one shared manifest, restarted workers of 41 answer 500 on 1 page from 10:08 to 10:12; with a manifest per release none do. Keep files of 41 until 11:10.',
  )
})

test('without errors the verdict tells of files that are missing, then of files of the other release', () => {
  expect(verdict({ topology: 'disk-per-server', collect: { at: 530 } })).toBe(
    'With a disk per server, pages of 42 miss 3 files (404) from 10:10 to 10:11:50; with a manifest per release none do. Keep files of 41 until 11:12.',
  )
  expect(verdict({ topology: 'manifest-per-release' })).toBe(
    'With a manifest per release, pages of 41 get 1 file of 42 from 10:05 to 10:12. Keep files of 41 until 10:12 (+1 d).',
  )
})

test('an error that no set-up takes away is not promised to go', () => {
  const broken = release('42', STORY_B.files, [page('shop/broken.html', ['js/gone.js', 'js/app.js'])])
  const withGone = release('41', [...STORY_A.files, releaseFile('js/gone.js', 'a6')], STORY_A.pages)
  expect(verdict({}, withGone, broken)).toBe(
    'With one shared manifest, 1 page of 42 answers 500 from 10:10 on. Keep files of 41 until 11:12.',
  )
})

test('where nobody is harmed the verdict says so, and what a return would break', () => {
  const withUrl = (one: typeof STORY_A, staticUrl: string): typeof STORY_A => ({
    ...one,
    release: { ...one.release, settings: { ...DEFAULT_COLLECT_SETTINGS, staticUrl } },
  })
  const plan = { topology: 'folder-per-release' } as const
  expect(verdict(plan, withUrl(STORY_A, '/static/41/'), withUrl(STORY_B, '/static/42/'))).toBe(
    'No visitor gets anything wrong. Keep files of 41 until 10:12 (+1 d).',
  )
  const scripts = (word: string, more: readonly string[]) => [
    releaseFile('a.png', 'same'),
    ...more.map((name) => releaseFile(name, word)),
  ]
  const old = release('41', scripts('a', ['old.png']), [page('home.html', ['a.png', 'old.png'])])
  const next = release('42', scripts('b', ['new.png']), [page('home.html', ['a.png', 'new.png'])])
  expect(verdict({}, old, next)).toBe(
    'No visitor gets anything wrong while this plan goes as written; a return to 41 without a new collect answers 500 on 1 page. Keep files of 41 until 11:12.',
  )
})

test('a URL written by hand leads out of a folder per release from the first day, and the verdict says so', () => {
  expect(verdict({ topology: 'folder-per-release' })).toBe(
    'With a folder per release, pages of 41 miss 1 file (404) from 10:00 to 10:12. Keep files of 41 until 10:12 (+1 d).',
  )
})

test('where pages are not known the verdict counts files', () => {
  const unknown = (side: typeof STORY_A) => ({ ...side, pages: null })
  expect(verdict({ recycling: true }, unknown(STORY_A), unknown(STORY_B))).toMatch(
    /answer 500 on pages that ask for 4 files; with a manifest per release none do\./,
  )
})

test('releases are called by their names, cut where they are long and told apart where they are equal', () => {
  expect(nameSides('41', '42')).toEqual({ a: '41', b: '42' })
  expect(nameSides('live', 'live')).toEqual({ a: 'live (A)', b: 'live (B)' })
  expect(nameSides('/var/backups/2026-11-01/static-root-of-the-shop.tar.gz', '42').a).toBe(
    '/var/backups/2026-1…t-of-the-shop.tar.gz',
  )
})
