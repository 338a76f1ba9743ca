import { expect, test } from 'vitest'
import type { RolloutPlanInput } from '../../model/rollout-plan.ts'
import { contentOf, referenceTo, releaseFile } from '../release-fixture.ts'
import { lostOnReturn } from './lost-on-return.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { release, STORY_A, STORY_B, storyPlan } from './story-fixture.ts'

/** A sheet that nobody edits, which names a picture that somebody does; and what leaves it alone. */
const side = (word: string) =>
  release(
    word,
    [
      releaseFile('img/logo.png', word),
      releaseFile('css/site.css', `site-${word}`, {
        source: contentOf('site'),
        references: [referenceTo('img/logo.png', `img/logo.${word}.png`)],
      }),
      releaseFile('css/edited.css', `edited-${word}`, {
        references: [referenceTo('img/logo.png', `img/logo.${word}.png`)],
      }),
      releaseFile('css/unknown.css', `unknown-${word}`, {
        source: null,
        references: [referenceTo('img/logo.png', `img/logo.${word}.png`)],
      }),
    ],
    [],
  )

const [A, B] = [side('a1'), side('b1')]
const remarks = (plan: Partial<RolloutPlanInput>): string[] =>
  simulateRollout(A, B, storyPlan({ bucket: null, restarts: [], ...plan })).head.remarks

test('a sheet whose text is the same in both releases, and whose targets alone differ, may be lost', () => {
  expect(lostOnReturn(A, B)).toEqual(['css/site.css'])
  // The story's sheet has another source in each release.
  expect(lostOnReturn(STORY_A, STORY_B)).toEqual([])
})

test('a way back with a collect says so, and one that cannot come to it does not', () => {
  const back = { at: 1800, collect: true }
  expect(remarks({ rollback: back }).join(' ')).toMatch(
    /The way back may delete 1 file of b1 for good \(css\/site\.css\), .* sources of a1 are touched first/,
  )
  const told = [
    remarks({ rollback: { ...back, collect: false } }),
    remarks({ rollback: null }),
    remarks({ rollback: back, topology: 'folder-per-release' }),
    remarks({ rollback: back, topology: 'files-in-image' }),
    remarks({ rollback: back, collect: { at: 300, takes: 60, gap: 2, clear: true } }),
  ]
  expect(told.flat().filter((remark) => remark.startsWith('The way back'))).toEqual([])
})
