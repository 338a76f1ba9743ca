import { runCase } from '../../core/check/case-run-fixture.ts'
import { CHECK_CASES } from '../../core/check/cases-fixture.ts'

/** How the check does on the labelled cases. */
export type CaseCounts = {
  readonly cases: number
  /** Findings that the cases must give, and those of them that are told. */
  readonly expected: number
  readonly told: number
  /** Findings that no label asks for. */
  readonly falseAlarms: number
}

/** Runs all labelled cases of the check. */
export async function countCases(): Promise<CaseCounts> {
  const counts = { cases: 0, expected: 0, told: 0, falseAlarms: 0 }
  for (const given of Object.values(CHECK_CASES)) {
    const labels = new Set(given.findings)
    const told = await runCase(given)
    counts.cases += 1
    counts.expected += given.findings.length
    counts.told += told.filter((finding) => labels.has(finding)).length
    counts.falseAlarms += told.filter((finding) => !labels.has(finding)).length
  }
  return counts
}

/** The counts as a row. */
export function describeCases({ cases, expected, told, falseAlarms }: CaseCounts): string {
  return `labelled cases of the check: ${cases}, ${told} of ${expected} findings told (${((100 * told) / expected).toFixed(1)} %), ${falseAlarms} false alarms`
}
