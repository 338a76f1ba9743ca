import { expect, test } from 'vitest'
import type { RolloutPlanInput } from '../../model/rollout-plan.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { STORY_A, STORY_B, storyPlan } from './story-fixture.ts'

const timeLine = (changes: Partial<RolloutPlanInput>, server = 1) =>
  simulateRollout(STORY_A, STORY_B, storyPlan(changes)).timeLine(server)

test('a server that restarts in the gap is told from one that restarts after it', () => {
  const server = timeLine({}).lanes.find(({ id }) => id === 'server 2')
  expect(server?.stretches.map(({ tone, text }) => [tone, text]).slice(0, 3)).toEqual([
    ['before', '41'],
    ['fatal', '500: no manifest'],
    ['fatal', '500: manifest of 42'],
  ])
})

test('stretches of a lane follow each other without a gap', () => {
  const gaps = timeLine({ cdn: true }).lanes.flatMap(({ stretches }) =>
    stretches.slice(1).filter(({ from }, index) => from !== stretches[index]?.to),
  )
  expect(gaps).toEqual([])
})

test('of many servers some are drawn at a time, each with what lies beside it', () => {
  const { lanes, servers } = timeLine(
    { servers: 20, restarts: [], topology: 'disk-per-server', collect: { at: 530 } },
    17,
  )
  expect(servers).toEqual({ first: 17, shown: 4, total: 20 })
  expect(lanes.map(({ name }) => name).filter((name) => name.endsWith('20'))).toEqual([
    'Files of server 20',
    'Manifest of server 20',
    'Server 20',
  ])
  expect(lanes.some(({ name }) => name.endsWith('server 16'))).toBe(false)
})

test('the line ends after the last thing that happens, and begins to be looked at where it is worst', () => {
  const { moments, worstAt } = timeLine({ rollback: null })
  expect({ end: moments.at(-1), worstAt }).toEqual({ end: 12 * 60 + 86_400 + 300, worstAt: 361 })
})
