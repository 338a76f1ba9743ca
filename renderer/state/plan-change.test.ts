import { expect, test } from 'vitest'
import { rolloutPlanSchema } from '../../shared/model/rollout-plan.ts'
import { applyPlanChange, formatPlanChange, parsePlanChange, planChange, planWithChange } from './plan-change.ts'

const BASE = rolloutPlanSchema.parse({ topology: 'shared-manifest' })
const PLAN = rolloutPlanSchema.parse({
  topology: 'shared-manifest',
  servers: 5,
  collect: { clear: true },
  restarts: [{ at: '8m', server: 2 }],
  cleanUp: { at: '30m' },
})

test('a change holds only what differs, and makes the plan again', () => {
  const change = planChange(BASE, PLAN)
  expect([change, applyPlanChange(BASE, parsePlanChange(formatPlanChange(change)))]).toEqual([
    {
      servers: 5,
      collect: { clear: true },
      restarts: [{ at: 480, server: 2, firstUse: 0 }],
      cleanUp: { at: 1800 },
    },
    PLAN,
  ])
})
test('an address that holds no object changes nothing', () => {
  expect(['', '{', '[1]', '"a"', 'null'].map(parsePlanChange)).toEqual([{}, {}, {}, {}, {}])
})

test('a change that makes no plan leaves the plan as it is', () => {
  const changes = ['{"servers":-1}', '{"frob":1}', '{"collect":"later"}', '{"topology":"frob"}', '{', '']
  expect(changes.map((change) => planWithChange(BASE, change))).toEqual(changes.map(() => BASE))
  expect(planWithChange(BASE, '{"servers":3}')).toEqual({ ...BASE, servers: 3 })
})
