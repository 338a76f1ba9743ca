import type { Severity } from '../../../shared/model/finding.ts'
import type { TimeSlices } from '../preview/time-slices.ts'
import { compareCodePoints } from '../python/strings.ts'
import type { UnacceptedFinding } from './check-result.ts'

const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'debug-only', 'note']

/**
 * Findings worst first, then by file and place, so that equal input gives equal lists. Sorting cannot be cut into slices,
 * so that each severity is sorted by itself.
 * @throws InspectorError cancelled
 */
export async function sortFindings(
  findings: readonly UnacceptedFinding[],
  slices: TimeSlices,
): Promise<UnacceptedFinding[]> {
  const groups = Map.groupBy(findings, ({ severity }) => severity)
  const compareNames = findings.some(({ file }) => /[\uD800-\uDFFF]/.test(file)) ? compareCodePoints : compareUnits
  const sorted: UnacceptedFinding[][] = []
  for (const severity of WORST_FIRST) {
    await slices.rest()
    const group = groups.get(severity) ?? []
    sorted.push(group.toSorted((a, b) => compareNames(a.file, b.file) || comparePlaces(a, b)))
  }
  return sorted.flat()
}

/** The order of code points where no text has a surrogate, and twice as quick. */
function compareUnits(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function comparePlaces(a: UnacceptedFinding, b: UnacceptedFinding): number {
  return (
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareCodePoints(a.code, b.code) ||
    compareCodePoints(a.message, b.message)
  )
}
