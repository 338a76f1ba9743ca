import { effectOf } from '../../../shared/analysis/effect-of.ts'
import { type CheckCode, type CheckedReference, type CheckSummary, SERVED } from '../../../shared/model/check.ts'
import type { Effect } from '../../../shared/model/check-groupings.ts'
import type { Check } from './check-result.ts'
import type { CheckedPage } from './check-templates.ts'

/** The head of a check. */
export function summariseCheck(check: Check): Omit<CheckSummary, 'projectId' | 'revision'> {
  const all = [
    ...check.files.values(),
    ...(check.templates?.references.values() ?? []),
    ...check.python.values(),
    ...check.also.values(),
  ].flat()
  const open = check.findings.filter(({ finding }) => finding.accepted === null)
  const codes: Partial<Record<CheckCode, number>> = {}
  const severities = { error: 0, warning: 0, 'debug-only': 0, note: 0 }
  const effects: Partial<Record<Effect, number>> = {}
  for (const { finding } of open) {
    const effect = effectOf(finding)
    effects[effect] = (effects[effect] ?? 0) + 1
    codes[finding.code] = (codes[finding.code] ?? 0) + 1
    severities[finding.severity] += 1
  }
  return {
    files: check.read,
    unparsed: check.unreadable.size,
    references: all.length,
    served: countServed(all),
    django: {
      rewritten: all.filter(({ django }) => django.verdict === 'rewritten').length,
      left: all.filter(({ django }) => django.verdict === 'left').length,
      error: all.filter(({ django }) => django.verdict === 'error').length,
      'not-seen': all.filter(({ django }) => django.verdict === 'not-seen').length,
    },
    severities,
    codes,
    effects,
    accepted: check.findings.length - open.length,
    expired: check.accepted.expired.length,
    stale: check.accepted.stale.length,
    templates:
      check.templates === null
        ? null
        : {
            templates: check.templates.templates.size,
            pages: check.templates.pages.length,
            failing: check.templates.pages.filter((page) => missingNames(page).length > 0).length,
          },
    unused: {
      files: check.unused.length,
      bytes: check.unused.reduce((sum, { size }) => sum + size, 0),
    },
    duration: check.duration,
  }
}

/** References of a page that make rendering it fail. */
export function missingNames({ references }: CheckedPage): readonly CheckedReference[] {
  return references.filter(({ django }) => django.verdict === 'error')
}

function countServed(references: readonly CheckedReference[]): CheckSummary['served'] {
  const counts = { hashed: 0, plain: 0, missing: 0, 'wrong-case': 0, elsewhere: 0, none: 0, unknown: 0 }
  for (const served of SERVED) counts[served] = references.filter((reference) => reference.served === served).length
  return counts
}
