import { expect, test } from 'vitest'
import type { CheckSummary } from '../model/check.ts'
import { referencesFacts, referencesVerdict } from './describe-references.ts'

const CLEAN: CheckSummary = {
  projectId: 'p',
  revision: 1,
  files: 2,
  unparsed: 0,
  references: 3,
  served: { hashed: 3, plain: 0, missing: 0, 'wrong-case': 0, elsewhere: 0, none: 0, unknown: 0 },
  django: { rewritten: 3, left: 0, error: 0, 'not-seen': 0 },
  severities: { error: 0, warning: 0, 'debug-only': 0, note: 0 },
  codes: {},
  effects: {},
  accepted: 0,
  expired: 0,
  stale: 0,
  templates: { templates: 1, pages: 1, failing: 0 },
  unused: { files: 0, bytes: 0 },
  duration: 1,
}

test('a clean check says so', () => {
  expect(referencesVerdict(CLEAN)).toEqual({ tone: 'ok', sentence: 'Every reference gets the file that it asks for' })
})
test('a check that could not read all says no more than it read', () => {
  expect(referencesVerdict({ ...CLEAN, unparsed: 1 }).sentence).toBe(
    'Every reference that could be read gets the file that it asks for',
  )
})
test('the verdict counts what each effect has, the worst first', () => {
  const effects = { 'fails-collect': 1, 'not-found': 2, stale: 14 }
  expect(referencesVerdict({ ...CLEAN, effects, templates: { templates: 9, pages: 4, failing: 2 } })).toEqual({
    tone: 'bad',
    sentence:
      '1 place stops collectstatic, 2 pages would answer 500, 2 references are broken for visitors, 14 are served without a hash',
  })
})
test('no error hides behind a kind verdict', () => {
  const severities = { ...CLEAN.severities, error: 1 }
  expect(
    [{ elsewhere: 1 }, { 'fails-pages': 1 }].map((effects) => referencesVerdict({ ...CLEAN, effects, severities })),
  ).toEqual([
    { tone: 'bad', sentence: '1 place works only where case is ignored' },
    { tone: 'bad', sentence: '1 name of templates and Python may fail in production' },
  ])
})
test('what is merely stale is a warning', () => {
  expect(referencesVerdict({ ...CLEAN, effects: { stale: 1 } })).toEqual({
    tone: 'warn',
    sentence: '1 reference is served without a hash',
  })
})
test('the facts tell what was read, what is accepted and what nobody asks for', () => {
  const summary = { ...CLEAN, accepted: 6, expired: 1, unused: { files: 2, bytes: 2048 }, templates: null }
  expect(referencesFacts(summary)).toEqual([
    '3 references in 2 files',
    '0 open findings',
    '6 accepted, 1 more expired',
    '2 files that nobody asks for, 2.0 KB',
    'no templates are known',
  ])
})
