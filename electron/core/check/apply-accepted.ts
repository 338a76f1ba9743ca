import { hash } from 'node:crypto'
import type { AcceptedFinding, CheckCode } from '../../../shared/model/check.ts'
import { matchGlob } from '../preview/match-glob.ts'
import type { TimeSlices } from '../preview/time-slices.ts'
import type { AcceptedOutcome, FoundFinding, UnacceptedFinding } from './check-result.ts'

/**
 * Lays the team's accepted findings over those of a check. An entry holds for each finding of its code whose place its
 * pattern matches, until the day on which it expires.
 * @param today `YYYY-MM-DD`
 * @throws InspectorError cancelled
 */
export async function applyAccepted(
  findings: readonly UnacceptedFinding[],
  all: readonly AcceptedFinding[],
  today: string,
  slices: TimeSlices,
): Promise<{ readonly findings: readonly FoundFinding[]; readonly outcome: AcceptedOutcome }> {
  const expired = all.filter(({ expires }) => expires !== null && expires <= today)
  const holding = new Map<CheckCode, AcceptedFinding[]>()
  for (const entry of all)
    if (!expired.includes(entry)) holding.set(entry.code, [...(holding.get(entry.code) ?? []), entry])
  const over = Map.groupBy(expired, ({ code }) => code)
  const used = new Set<AcceptedFinding>()
  const found: FoundFinding[] = []
  for (const { reference, ...finding } of findings) {
    if (slices.isOver) await slices.rest()
    const accepted = holding.get(finding.code)?.find(({ place }) => matchesPlace(place, finding)) ?? null
    if (accepted !== null) used.add(accepted)
    const back = accepted === null ? over.get(finding.code)?.find(({ place }) => matchesPlace(place, finding)) : null
    found.push({ reference, finding: { ...finding, id: idOf(finding), accepted, expired: back ?? null } })
  }
  const stale = all.filter((entry) => !expired.includes(entry) && !used.has(entry))
  return { findings: found, outcome: { all, expired, stale } }
}

type Place = Pick<UnacceptedFinding, 'file' | 'line'>

/** A pattern is of the file alone, or of file and line. */
function matchesPlace(pattern: string, { file, line }: Place): boolean {
  return matchGlob(pattern, file) || (line !== null && matchGlob(pattern, `${file}:${line}`))
}

type Identity = Pick<UnacceptedFinding, 'code' | 'in' | 'file' | 'line' | 'column' | 'target' | 'message'>

/** Equal findings have equal ids, in every run and on every host. */
function idOf({ code, in: kind, file, line, column, target, message }: Identity): string {
  return hash('sha1', JSON.stringify([code, kind, file, line, column, target, message])).slice(0, 16)
}
