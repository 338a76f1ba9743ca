import { effectOf } from '../../../shared/analysis/effect-of.ts'
import type { CheckFinding, CheckQuery, FindingGroup } from '../../../shared/model/check.ts'
import { type CheckGrouping, EFFECTS } from '../../../shared/model/check-groupings.ts'
import type { Severity } from '../../../shared/model/finding.ts'
import { EFFECT_WORDS } from '../../../shared/text/describe-references.ts'
import type { Check } from './check-result.ts'

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, 'debug-only': 2, note: 3 }

/**
 * Findings that a query lets through, the worst first.
 * @param isNew whether a finding is newer than the releases; asked only where the query wants that
 */
export function queryFindings(
  { findings }: Check,
  query: CheckQuery,
  isNew: (finding: CheckFinding) => boolean,
): CheckFinding[] {
  const { codes, severities, accepted, onlyNew } = query
  const search = query.search.toLowerCase()
  return findings.flatMap(({ finding }) => {
    const isWanted =
      (codes.length === 0 || codes.includes(finding.code)) &&
      (severities.length === 0 || severities.includes(finding.severity)) &&
      (accepted === 'all' || (accepted === 'only') === (finding.accepted !== null)) &&
      (search === '' || textOf(finding).includes(search)) &&
      (!onlyNew || isNew(finding))
    return isWanted ? [finding] : []
  })
}

/** The groups of findings, the worst and then the largest first; effects in their own order. */
export function groupFindings(findings: readonly CheckFinding[], by: CheckGrouping): FindingGroup[] {
  const groups = new Map<string, { findings: number; severity: Severity }>()
  for (const finding of findings) {
    const key = groupKey(finding, by)
    const group = groups.get(key) ?? { findings: 0, severity: 'note' }
    groups.set(key, {
      findings: group.findings + 1,
      severity: RANK[finding.severity] < RANK[group.severity] ? finding.severity : group.severity,
    })
  }
  if (by === 'effect')
    return EFFECTS.flatMap((key) => {
      const group = groups.get(key)
      return group === undefined ? [] : [{ key, label: EFFECT_WORDS[key], ...group }]
    })
  return [...groups]
    .map(([key, group]) => ({ key, label: key, ...group }))
    .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || b.findings - a.findings || (a.key < b.key ? -1 : 1))
}

/** What a finding is grouped under; empty where it has nothing of the kind. */
export function groupKey(finding: CheckFinding, by: CheckGrouping): string {
  const { code, provider, target, file } = finding
  switch (by) {
    case 'effect':
      return effectOf(finding)
    case 'code':
      return code
    case 'provider':
      return provider === null ? '' : (provider.package ?? provider.label)
    case 'target':
      return target ?? ''
    case 'file':
      return file
  }
}

function textOf({ file, target, message, provider, code }: CheckFinding): string {
  return `${code} ${file} ${target ?? ''} ${message} ${provider?.label ?? ''} ${provider?.package ?? ''}`.toLowerCase()
}
