import { expect, test } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { PreviewCounts, PreviewSummary } from '../../../shared/model/preview.ts'
import { verdictWords } from './verdict-sentence.ts'

const COUNTS: PreviewCounts = {
  files: 22_814,
  bytes: 532_000_000,
  copied: 22_814,
  linked: 0,
  unmodified: 0,
  replaced: 0,
  deleted: 0,
  hashed: 0,
  postProcessed: 0,
  rewritten: 0,
  shadowed: 0,
  notCollected: 0,
  compressed: 0,
  errors: 0,
  brokenFiles: 0,
  findings: 0,
}
const summaryOf = (counts: Partial<PreviewCounts>, failsAt?: string | null): PreviewSummary => ({
  projectId: 'p',
  revision: 1,
  settings: DEFAULT_COLLECT_SETTINGS,
  django: { version: '5.2', rules: '5.2', family: 'C', newerThanKnown: false },
  storageClass: 'x.Y',
  succeeds: failsAt === undefined,
  firstError: failsAt === undefined ? null : { name: failsAt, type: 'ValueError', message: 'm' },
  summaryLine: '1 static file copied.',
  counts: { ...COUNTS, ...counts },
  orderDependent: false,
  verifiedBy: null,
  duration: 1,
})

test('one error is named by its file', () => {
  expect(verdictWords(summaryOf({ errors: 1 }, 'a.css')).sentence).toBe('collectstatic would fail at a.css')
})
test('errors behind the first are counted', () => {
  expect([2, 20].map((errors) => verdictWords(summaryOf({ errors }, 'a.css')).sentence)).toEqual([
    'collectstatic would fail at a.css, and 1 more error waits behind it',
    'collectstatic would fail at a.css, and 19 more errors wait behind it',
  ])
})
test('an error without a file stands before the first one', () => {
  expect(verdictWords(summaryOf({ errors: 1 }, null)).sentence).toBe('collectstatic would fail before the first file')
})
test('a success counts its files and findings', () => {
  expect([0, 1, 7].map((findings) => verdictWords(summaryOf({ findings })).sentence)).toEqual([
    'collectstatic would succeed: 22,814 files, no findings',
    'collectstatic would succeed: 22,814 files, with 1 finding to look at',
    'collectstatic would succeed: 22,814 files, with 7 findings to look at',
  ])
})
test('the evidence holds only what there is', () => {
  expect(verdictWords(summaryOf({ shadowed: 2, notCollected: 37, errors: 1 }, 'a.css')).evidence).toEqual([
    '22,814 files, 532 MB',
    '2 destinations claimed twice',
    '37 not collected',
    'without the errors: “1 static file copied.”',
  ])
})
