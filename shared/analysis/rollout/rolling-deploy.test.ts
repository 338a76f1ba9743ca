import { expect, test } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../model/collect-settings.ts'
import type { Outcome } from '../../model/rollout.ts'
import type { RolloutPlanInput } from '../../model/rollout-plan.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { clock, STORY_A, STORY_B, storyPlan } from './story-fixture.ts'

/** `outcome files` of each hazard that pages of a kind meet at a moment, and until when a cached answer lasts. */
function met(
  time: string,
  page: 'a' | 'b',
  table: 'a' | 'b' | 'empty',
  options: { readonly isOpen?: boolean; readonly plan?: Partial<RolloutPlanInput>; readonly by?: string } = {},
): string[] {
  const rollout = simulateRollout(STORY_A, STORY_B, storyPlan(options.plan))
  const cells = rollout
    .matrixAt(clock(time))
    .filter((cell) => cell.page === page && cell.table === table && cell.isOpenPage === (options.isOpen ?? false))
    .filter(({ condition }) => condition !== 'rollback')
  const fine: readonly Outcome[] = ['ok', 'harmless']
  return [
    ...new Set(
      cells.flatMap(({ outcomes }) =>
        outcomes
          .filter(({ outcome }) => !fine.includes(outcome))
          .filter(({ pages }) => options.by === undefined || pages.includes(options.by))
          .map(({ outcome, condition, until, files }) =>
            [outcome, condition === 'always' ? '' : condition, files.toSorted().join(' '), until ?? '']
              .filter((part) => part !== '')
              .join(' | '),
          ),
      ),
    ),
  ]
}

test('Ann meets the moment in which a script that stays is not there', () => {
  expect(met('10:05:30', 'a', 'a', { by: 'shop/home.html' })).toEqual(['missing | moment | js/app.js'])
})

test('Ben gets the plain copy of 42 on a page of 41', () => {
  expect(met('10:07', 'a', 'a', { by: 'shop/by-hand.html', plan: { cdn: false } })).toEqual([
    'other-version | css/site.css',
  ])
})

test('Cleo gets a 500 from a process that found no manifest, long after there is one', () => {
  expect(met('10:07:59', 'a', 'empty', { plan: { cdn: false }, by: 'shop/home.html' })).toEqual([
    'error-500 | css/site.css js/app.js js/legacy-menu.js',
  ])
})

test('Dan gets a 500 for the script that 42 does not have', () => {
  expect(met('10:09', 'a', 'b', { plan: { cdn: false }, by: 'shop/menu.html' })).toEqual([
    'error-500 | js/legacy-menu.js',
  ])
})

test('Eve gets the new style sheet and its picture on old HTML', () => {
  expect(met('10:09', 'a', 'b', { plan: { cdn: false }, by: 'shop/home.html' })).toEqual([
    'other-version | css/site.css img/logo.png',
  ])
})

test('Finn gets the late script of 41, because nobody cleared', () => {
  expect(met('10:40', 'a', 'a', { isOpen: true, plan: { cdn: false }, by: 'shop/menu.html' })).toEqual([])
})

test('Finn gets a 404 where somebody cleared', () => {
  const plan = { cdn: false, collect: { at: '5m', takes: 60, gap: 2, clear: true } } as const
  expect(met('10:40', 'a', 'a', { isOpen: true, plan, by: 'shop/menu.html' })).toEqual([
    'missing | css/site.css img/logo.png js/legacy-menu.js',
  ])
})

test('Gil gets a 500 after the way back without a collect', () => {
  expect(met('10:40', 'a', 'b', { plan: { cdn: false }, by: 'shop/menu.html' })).toEqual([
    'error-500 | js/legacy-menu.js',
  ])
})

test('Hana gets the 404 that Ann left at the edge', () => {
  expect(met('10:20', 'b', 'b', { by: 'shop/home.html' })).toEqual([
    `missing-cached | moment | js/app.js | ${clock('11:06')}`,
  ])
})

test('a lookup that is not strict finds the removed script by its plain copy', () => {
  expect(met('10:09', 'a', 'b', { plan: { cdn: false, strict: false }, by: 'shop/menu.html' })).toEqual([
    'other-version | css/site.css img/logo.png',
    'unhashed | js/legacy-menu.js',
  ])
})

test('a lookup that is not strict computes a name that exists nowhere for a rewritten style sheet', () => {
  expect(met('10:07', 'a', 'empty', { plan: { cdn: false, strict: false }, by: 'shop/home.html' })).toEqual([
    'missing | css/site.css',
    'unhashed | js/app.js js/legacy-menu.js',
  ])
})

test('files beside each process have no 500, but pages meet servers without their files', () => {
  const rollout = simulateRollout(
    STORY_A,
    STORY_B,
    storyPlan({
      topology: 'disk-per-server',
      collect: { at: 530, takes: 60, gap: 2 },
      cdn: false,
      restarts: [],
      rollback: null,
    }),
  )
  const certain = rollout.hazards.filter(({ hazard }) => hazard.condition === 'always' && hazard.page === 'b')
  expect(certain.map(({ hazard }) => [hazard.outcome, hazard.from, hazard.to, hazard.files.toSorted()])).toContainEqual(
    ['missing', clock('10:10'), clock('10:11:50'), ['css/site.css', 'img/logo.png', 'js/menu.js']],
  )
  expect(
    rollout.hazards.filter(({ hazard }) => hazard.outcome === 'error-500' && hazard.condition !== 'rollback'),
  ).toEqual([])
})

test('with a manifest per release Cleo, Dan, Eve and Gil are fine', () => {
  const rollout = simulateRollout(STORY_A, STORY_B, storyPlan({ topology: 'manifest-per-release' }))
  expect(rollout.hazards.filter(({ hazard }) => hazard.table !== hazard.page)).toEqual([])
})

test('the cause of a 500 names the restart and the manifest that it read', () => {
  const rollout = simulateRollout(STORY_A, STORY_B, storyPlan())
  const dan = rollout.hazards.find(({ hazard }) => hazard.table === 'b' && hazard.outcome === 'error-500')
  expect([dan?.hazard.cause, dan?.hazard.message]).toEqual([
    [
      '10:06:02 The manifest of 42 is written to the shared storage.',
      '10:08 Server 2 restarts, still with the code of 41.',
      '10:08 Server 2 needs the manifest for the first time.',
      '10:08 Templates of 41 ask for js/legacy-menu.js, which the manifest of 42 does not have.',
    ],
    "ValueError: Missing staticfiles manifest entry for 'js/legacy-menu.js'",
  ])
})

test('the text of an error leads to the state that explains it', () => {
  const rollout = simulateRollout(STORY_A, STORY_B, storyPlan())
  const text = "  raise ValueError(...)\nValueError: Missing staticfiles manifest entry for 'js/legacy-menu.js'"
  expect(rollout.explain(text, clock('10:09')).map(({ hazard }) => [hazard.table, hazard.files])).toEqual([
    ['b', ['js/legacy-menu.js']],
  ])
})

test('an error that names no file leads to the manifest that is half written, in the words of each series', () => {
  const text = "ValueError: Couldn't load manifest 'staticfiles.json' (version 1.1)"
  const plan = storyPlan({
    bucket: null,
    collect: { at: '5m', takes: 60, gap: 2, writing: 30 },
    restarts: [{ at: clock('10:06:10'), server: 2 }],
  })
  const rollout = simulateRollout(STORY_A, STORY_B, plan)
  const explained = rollout.explain(text, clock('10:06:15'))
  expect(new Set(explained.map(({ hazard }) => [hazard.table, hazard.message].join()))).toEqual(
    new Set([`unreadable,${text}`]),
  )
  expect(rollout.explain(text, clock('10:07'))).toEqual([])
  const old = {
    ...STORY_A,
    release: { ...STORY_A.release, settings: { ...DEFAULT_COLLECT_SETTINGS, django: '4.1' as const } },
  }
  const messages = simulateRollout(old, STORY_B, plan).hazards.map(({ hazard }) => hazard.message)
  expect(messages).toContain("ValueError: Couldn't load manifest 'staticfiles.json' (version 1.0)")
})
