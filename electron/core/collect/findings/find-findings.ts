import type { Finding, Severity } from '../../../../shared/model/finding.ts'
import type { CollectError } from '../../../../shared/model/preview.ts'
import { compareCodePoints } from '../../python/strings.ts'
import { checkFindings, errorFindings } from './error-findings.ts'
import { PAUSE, type Pause } from '../collectstatic-run.ts'
import type { FindingContext } from './finding-context.ts'
import { nameFindings } from './name-findings.ts'
import { orderFindings } from './order-findings.ts'
import { referenceFindings } from './reference-findings.ts'
import { settingsFindings } from './settings-findings.ts'
import { stateFindings } from './state-findings.ts'

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, 'debug-only': 2, note: 3 }

/**
 * All findings of a preview: worst first, then by name and place, so that equal input gives equal lists. Gives way after
 * each kind, and in long ones after each file.
 */
export function* findFindings(
  context: FindingContext,
  errors: readonly CollectError[],
): Generator<Pause | void, readonly Finding[]> {
  /** Lists, since a call does not take as many arguments as there may be findings. */
  const findings = [settingsFindings(context), checkFindings(context.run.checks), errorFindings(errors)]
  yield PAUSE
  findings.push(yield* referenceFindings(context))
  findings.push(yield* nameFindings(context))
  findings.push(stateFindings(context))
  yield PAUSE
  findings.push(orderFindings(context))
  yield PAUSE
  return findings
    .flat()
    .toSorted(
      (a, b) =>
        RANK[a.severity] - RANK[b.severity] ||
        compareCodePoints(a.name, b.name) ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0) ||
        compareCodePoints(a.code, b.code) ||
        compareCodePoints(a.target ?? '', b.target ?? '') ||
        compareCodePoints(a.message, b.message),
    )
}
