import { expect, test } from 'vitest'
import { rolloutPlanSchema } from '../../../shared/model/rollout-plan.ts'
import { draftOf, readDraft } from './plan-draft.ts'

const PLAN = rolloutPlanSchema.parse({
  topology: 'shared-manifest',
  servers: 3,
  restarts: [{ at: '8m', server: 2, firstUse: 30 }],
  cleanUp: { at: '1d' },
  rollback: { at: '30m', collect: true },
})

test('a plan that is not touched is the same plan', () => {
  expect(readDraft(draftOf(PLAN), PLAN)).toEqual({ plan: PLAN })
})
test('each field that cannot be read says so', () => {
  const draft = draftOf(PLAN)
  const texts = { ...draft.texts, servers: 'two', openPage: 'soon', startsAt: '25:00', 'lifetimes.missing': '' }
  expect(readDraft({ ...draft, texts: { ...texts, restarts: '2 at noon' } }, PLAN)).toEqual({
    errors: {
      servers: 'Write a whole number from 1 to 1000',
      openPage: 'Write seconds, or a number with s, m, h or d, such as 5m',
      startsAt: 'Write a time of day such as 10:00',
      'lifetimes.missing': 'Write seconds, or a number with s, m, h or d, such as 5m',
      restarts: 'Write the server and its time, such as 2@8m; with +30s for its first page half a minute later',
    },
  })
})
test('a restart of a server that is not there is refused', () => {
  const draft = draftOf(PLAN)
  expect(readDraft({ ...draft, texts: { ...draft.texts, servers: '1' } }, PLAN)).toEqual({
    errors: { restarts: 'There are only 1 servers' },
  })
})
