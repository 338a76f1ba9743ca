import { describe, expect, test } from 'vitest'
import { BUCKETS, type RolloutPlanInput } from '../../model/rollout-plan.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { clock, STORY_A, STORY_B, storyPlan } from './story-fixture.ts'

/** `outcome condition files` of the pages of 41 with its own manifest at a moment. */
function met(time: string, plan: Partial<RolloutPlanInput>, template: string): string[] {
  return simulateRollout(STORY_A, STORY_B, storyPlan({ cdn: false, ...plan }))
    .matrixAt(clock(time))
    .filter(
      ({ page, table, isOpenPage, condition }) =>
        page === 'a' && table === 'a' && !isOpenPage && condition === 'always',
    )
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ outcome, pages }) => outcome !== 'ok' && pages.includes(template))
    .map(({ outcome, condition, files }) => `${outcome} ${condition} ${files.toSorted().join(' ')}`)
}

/** Error, first and last second, and whether it is certain, for pages of 41 whose process could not read its manifest. */
function unreadable(plan: Partial<RolloutPlanInput>) {
  return simulateRollout(STORY_A, STORY_B, storyPlan({ cdn: false, ...plan }))
    .hazards.map(({ hazard }) => hazard)
    .filter(({ table, outcome }) => table === 'unreadable' && outcome === 'error-500')
    .map(({ message, from, to, condition }) => ({ message, from, to, condition }))
}

describe.each(BUCKETS)('in a bucket (%s)', (bucket) => {
  const collect = { at: '5m', takes: 60, plain: 20, gap: 2 }
  const plan: Partial<RolloutPlanInput> = { bucket, collect, restarts: [] }

  test('plain copies are away for moments while they are saved, and hashed files after that', () => {
    expect({
      plain: [met('10:05:19', plan, 'shop/by-hand.html'), met('10:05:21', plan, 'shop/by-hand.html')],
      hashed: [met('10:05:19', plan, 'shop/home.html'), met('10:05:21', plan, 'shop/home.html')],
    }).toEqual({
      plain: [
        ['missing moment css/site.css', 'other-version always css/site.css'],
        ['other-version always css/site.css'],
      ],
      hashed: [[], ['missing moment js/app.js']],
    })
  })

  test('what is told of it names the order of its uploads', () => {
    const { events, head } = simulateRollout(STORY_A, STORY_B, storyPlan(plan))
    expect(events.map(({ kind }) => kind).slice(0, 5)).toEqual([
      'start',
      'collect-start',
      'collect-copied',
      'manifest-deleted',
      'manifest-written',
    ])
    expect(head.remarks.some((remark) => remark.startsWith('In a bucket plain copies are saved first'))).toBe(true)
  })

  test('a manifest is never half written', () => {
    const writing = { ...collect, writing: '10s' }
    expect(
      unreadable({ ...plan, collect: writing }).filter(({ message }) => message?.includes("Couldn't load")),
    ).toEqual([])
  })
})

test('half of the time is for plain copies where nothing is said', () => {
  const { events } = simulateRollout(STORY_A, STORY_B, storyPlan())
  expect(events.find(({ kind }) => kind === 'collect-copied')?.at).toBe(clock('10:05:30'))
})

test('a process that starts in the gap on Azure fails at every name until the manifest is there, and no longer', () => {
  expect(unreadable({ bucket: 'azure', restarts: [{ at: clock('10:06:01'), server: 2 }] })).toEqual([
    {
      message: 'ResourceNotFoundError: The specified blob does not exist.',
      from: clock('10:06:01'),
      to: clock('10:06:02'),
      condition: 'always',
    },
  ])
})

test('a half-written manifest on a disk fails at every name and heals by itself, for good or ill', () => {
  const plan: Partial<RolloutPlanInput> = {
    bucket: null,
    collect: { at: '5m', takes: 60, gap: 2, writing: 3 },
    restarts: [{ at: clock('10:06:03'), server: 2 }],
  }
  const rollout = simulateRollout(STORY_A, STORY_B, storyPlan({ cdn: false, ...plan }))
  expect(unreadable(plan)).toEqual([
    {
      message: "ValueError: Couldn't load manifest 'staticfiles.json' (version 1.1)",
      from: clock('10:06:03'),
      to: clock('10:06:05'),
      condition: 'always',
    },
  ])
  // Whole again, it is that of 42 for a process of 41.
  const later = rollout.hazards.find(({ hazard }) => hazard.table === 'b' && hazard.outcome === 'error-500')?.hazard
  expect(later?.cause.slice(0, 4)).toEqual([
    '10:06:02 The manifest of 42 is half written in the shared storage.',
    '10:06:03 Server 2 restarts, still with the code of 41.',
    '10:06:03 Server 2 needs the manifest for the first time.',
    '10:06:05 The manifest of 42 is written to the shared storage.',
  ])
})

test('a process that may restart holds an unreadable manifest only while it is one', () => {
  const plan: Partial<RolloutPlanInput> = {
    bucket: null,
    recycling: true,
    collect: { at: '5m', takes: 60, gap: 2, writing: 3 },
    restarts: [],
  }
  expect(unreadable(plan).map(({ from, to, condition }) => ({ from, to, condition }))).toEqual([
    { from: clock('10:06:02'), to: clock('10:06:05'), condition: 'restart' },
  ])
})
