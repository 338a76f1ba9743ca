import { expect, test } from 'vitest'
import type { CheckFinding } from '../model/check.ts'
import { effectOf } from './effect-of.ts'

const FINDING: CheckFinding = {
  id: 'f',
  code: 'missing-target',
  severity: 'error',
  in: 'static',
  file: 'a.css',
  line: 1,
  column: 1,
  target: 'b.png',
  message: '',
  provider: null,
  django: 'error',
  browser: { request: 'requested', served: 'missing' },
  pages: [],
  confidence: null,
  accepted: null,
  expired: null,
}

test('the effect is the worst that happens', () => {
  const effects = [
    FINDING,
    { ...FINDING, code: 'template-name-missing' as const, in: 'template' as const },
    { ...FINDING, code: 'missing-in-browser' as const, django: 'not-seen' as const },
    { ...FINDING, code: 'unhashed-reference' as const, severity: 'warning' as const, django: 'left' as const },
    { ...FINDING, code: 'case-mismatch' as const, django: 'rewritten' as const },
    { ...FINDING, code: 'unused-file' as const, severity: 'note' as const, django: null, browser: null },
    { ...FINDING, code: 'odd-name' as const, severity: 'note' as const, django: null, browser: null },
  ].map(effectOf)
  expect(effects).toEqual(['fails-collect', 'fails-pages', 'not-found', 'stale', 'elsewhere', 'unused', 'other'])
})
