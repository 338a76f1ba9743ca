import { expect, test } from 'vitest'
import { simulateRollout } from '../../../shared/analysis/rollout/simulate-rollout.ts'
import { STORY_A, STORY_B, storyPlan } from '../../../shared/analysis/rollout/story-fixture.ts'
import { laneList } from './lanes.ts'

function lanesOf(changes: Parameters<typeof storyPlan>[0]) {
  const rollout = simulateRollout(STORY_A, STORY_B, storyPlan(changes))
  const hazards = rollout.hazards.map(({ hazard }) => hazard)
  const { head, events } = rollout
  const played = { rolloutId: 'one', head, events, intervals: rollout.intervals(), hazards }
  return laneList(played, 100_000)
}

test('a server that restarts in the gap is told from one that restarts after it', () => {
  const restarts = [
    { at: 361, server: 2 },
    { at: 480, server: 2 },
  ]
  const server = lanesOf({ restarts }).find(({ id }) => id === 'server 2')
  expect(server?.stretches.map(({ tone, text }) => [tone, text]).slice(0, 3)).toEqual([
    ['before', 'code 41, manifest 41'],
    ['fatal', 'code 41, empty manifest → 500'],
    ['fatal', 'code 41, manifest 42 → 500'],
  ])
})
test('stretches of a lane follow each other without a gap', () => {
  const gaps = lanesOf({ cdn: true }).flatMap(({ stretches }) =>
    stretches.slice(1).filter(({ from }, index) => from !== stretches[index]?.to),
  )
  expect(gaps).toEqual([])
})
