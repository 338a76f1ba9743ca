import { expect, test } from 'vitest'
import { HAZARD_GROUPINGS } from '../../model/hazard-group.ts'
import { hazardsInGroup } from './group-hazards.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { STORY_A, STORY_B, storyPlan } from './story-fixture.ts'

const rollout = simulateRollout(STORY_A, STORY_B, storyPlan({ recycling: true }))

test('each hazard is in one group of each kind, and in no other', () => {
  for (const by of HAZARD_GROUPINGS) {
    const ids = rollout
      .hazardGroups(by)
      .flatMap(({ key }) => hazardsInGroup(rollout.hazards, by, key).map(({ hazard }) => hazard.id))
    expect(ids.toSorted()).toEqual(rollout.hazards.map(({ hazard }) => hazard.id).toSorted())
  }
})

test('hazards are told by what is to blame, with how many and how large', () => {
  const groups = rollout.hazardGroups('cause').map(({ title, pages, files }) => ({ title, pages, files }))
  expect(groups).toContainEqual({
    title: 'Workers of 41 found no manifest and hold an empty table',
    pages: 2,
    files: 3,
  })
  expect(groups).toContainEqual({
    title: 'Workers of 41 hold the manifest of 42, which lacks names of theirs',
    pages: 1,
    files: 1,
  })
})

test('windows of time are told in their order', () => {
  const starts = rollout.hazardGroups('window').map(({ from }) => from)
  expect(starts).toEqual(starts.toSorted((one, other) => one - other))
})
