import { expect, test } from 'vitest'
import { rolloutPlanSchema } from '../../model/rollout-plan.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { stepAt } from './story-step.ts'
import { STORY_A, STORY_B } from './story-fixture.ts'

/** A thousand servers, ten at a time, each of which collects before its switch. */
const PLAN = rolloutPlanSchema.parse({
  topology: 'disk-per-server',
  servers: 1000,
  switch: { at: 600, wave: 10, every: 60 },
  recycling: false,
})
const rollout = simulateRollout(STORY_A, STORY_B, PLAN)

test('what is done at once is told once and counted, and stays told until the next', () => {
  expect(stepAt(rollout.events, 0)).toEqual({ at: 0, sentences: ['41 is running.'] })
  const step = {
    at: 600,
    sentences: [
      'The manifest in the disk of server 41 is deleted before the new one is written.',
      'And 9 more like it.',
      'collectstatic of 42 starts in the disk of server 51.',
      'And 9 more like it.',
      'Server 1 starts with the code of 42.',
      'And 9 more like it.',
    ],
  }
  expect(stepAt(rollout.events, 600)).toEqual(step)
  expect(stepAt(rollout.events, 601)).toEqual(step)
})
test('a time line tells moments, however many servers there are, and is small', () => {
  const { steps } = rollout.timeLine(1)
  expect(steps).toEqual([...new Set(rollout.events.map(({ at }) => at))])
  expect(rollout.events.length).toBeGreaterThan(4000)
  expect(JSON.stringify(rollout.timeLine(1)).length).toBeLessThan(40_000)
})
test('of two events at one moment before a third, both are told', () => {
  const event = (at: number, sentence: string) => ({ at, sentence, kind: 'start', lane: 'plan', server: null }) as const
  const events = [event(0, 'a'), event(5, 'b'), event(5, 'c'), event(9, 'd')]
  expect([0, 4, 5, 8, 9, 99].map((at) => stepAt(events, at).sentences.join(''))).toEqual([
    'a',
    'a',
    'bc',
    'bc',
    'd',
    'd',
  ])
})
