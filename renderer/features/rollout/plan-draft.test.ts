import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUCKETS, rolloutPlanSchema, TOPOLOGIES } from '../../../shared/model/rollout-plan.ts'
import { draftOf, readDraft } from './plan-draft.ts'

const PLAN = rolloutPlanSchema.parse({
  topology: 'shared-manifest',
  servers: 3,
  restarts: [{ at: '8m', server: 2, firstUse: 30 }],
  cleanUp: { at: '1d' },
  rollback: { at: '30m', collect: true },
})

const span = fc.integer({ min: 0, max: 10 * 365 * 86_400 })
const flag = fc.boolean()
/** Any plan; each key that a plan file may have is in it. */
const plans = fc.integer({ min: 1, max: 1000 }).chain((servers) =>
  fc.record({
    topology: fc.constantFrom(...TOPOLOGIES),
    bucket: fc.option(fc.constantFrom(...BUCKETS)),
    cdn: flag,
    ignoresQuery: flag,
    sticky: flag,
    serving: fc.constantFrom('web-server' as const, 'whitenoise' as const),
    strict: flag,
    keepOnlyHashed: flag,
    startsAt: fc.constantFrom('00:00', '10:00', '23:59'),
    servers: fc.constant(servers),
    collect: fc.record({
      at: span,
      takes: span,
      gap: span,
      plain: fc.option(span),
      writing: span,
      clear: flag,
      manifest: fc.constantFrom('last' as const, 'first' as const),
      where: fc.constantFrom('each' as const, 'all' as const),
    }),
    switch: fc.record({ at: span, wave: fc.integer({ min: 1, max: 1000 }), every: span }),
    recycling: flag,
    restarts: fc.array(fc.record({ at: span, server: fc.integer({ min: 1, max: servers }), firstUse: span }), {
      maxLength: 3,
    }),
    lifetimes: fc.record({ html: span, hashed: span, plain: span, missing: span }),
    openPage: span,
    rollbackWindow: span,
    rollback: fc.option(fc.record({ at: span, collect: flag })),
    cleanUp: fc.option(fc.record({ at: span })),
  }),
)

describe('the form holds all that a plan file may say', () => {
  test('and gives it back as it was', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(readDraft(draftOf(rolloutPlanSchema.parse(plan)))).toEqual({ plan })
      }),
    )
  })
  test('and no key of the schema is left out of this law', () => {
    const [plan] = fc.sample(plans, 1)
    const parsed = rolloutPlanSchema.parse({ topology: 'shared-manifest' })
    expect(Object.keys(plan ?? {}).toSorted()).toEqual(Object.keys(parsed).toSorted())
    expect(Object.keys(plan?.collect ?? {}).toSorted()).toEqual(Object.keys(parsed.collect).toSorted())
  })
})
test('plain copies that take half of the collect are an empty field', () => {
  expect(draftOf(PLAN).texts['collect.plain']).toBe('')
})
test('each field that cannot be read says so', () => {
  const draft = draftOf(PLAN)
  const texts = { ...draft.texts, servers: 'two', openPage: 'soon', startsAt: '25:00', 'lifetimes.missing': '' }
  expect(readDraft({ ...draft, texts: { ...texts, 'collect.plain': 'most', restarts: '2 at noon' } })).toEqual({
    errors: {
      servers: 'Write a whole number from 1 to 1000',
      openPage: 'Write seconds, or a number with s, m, h or d, such as 5m',
      startsAt: 'Write a time of day such as 10:00',
      'collect.plain': 'Write seconds, or a number with s, m, h or d, such as 5m',
      'lifetimes.missing': 'Write seconds, or a number with s, m, h or d, such as 5m',
      restarts: 'Write the server and its time, such as 2@8m; with +30s for its first page half a minute later',
    },
  })
})
test('a restart of a server that is not there is refused', () => {
  const draft = draftOf(PLAN)
  expect(readDraft({ ...draft, texts: { ...draft.texts, servers: '1' } })).toEqual({
    errors: { restarts: 'There are only 1 servers' },
  })
})
