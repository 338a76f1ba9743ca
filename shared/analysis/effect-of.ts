import type { CheckCode, CheckFinding } from '../model/check.ts'
import type { Effect } from '../model/check-groupings.ts'

const PAGE_CODES: ReadonlySet<CheckCode> = new Set(['template-name-missing', 'template-name-hashed'])
const LOST_CODES: ReadonlySet<CheckCode> = new Set([
  'missing-in-browser',
  'hash-before-rewrite',
  'double-hash',
  'folder-lost',
  'corrupted-data-uri',
])
const STALE_CODES: ReadonlySet<CheckCode> = new Set([
  'unhashed-reference',
  'module-loaded-twice',
  'hardcoded-static-url',
  'mtime-skip',
  'stale-target',
])
const TOOL_CODES: ReadonlySet<CheckCode> = new Set([
  'source-map-missing',
  'source-map-sources-missing',
  'source-map-comment-removed',
])

/** What a finding does to the people who run or visit the site: the worst of it. */
export function effectOf({ code, severity, django, browser }: CheckFinding): Effect {
  if (PAGE_CODES.has(code)) return 'fails-pages'
  if (code === 'unused-file') return 'unused'
  if (code === 'template-name-dynamic' || code === 'template-missing') return 'unknown'
  if (code === 'case-mismatch' || browser?.served === 'wrong-case') return 'elsewhere'
  if (django === 'error') return 'fails-collect'
  if (LOST_CODES.has(code)) return 'not-found'
  if (STALE_CODES.has(code)) return 'stale'
  if (severity === 'error') return 'fails-collect'
  if (TOOL_CODES.has(code) || severity === 'debug-only') return 'tools'
  return 'other'
}
