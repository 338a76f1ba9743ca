import { findingKey, type FindingKey } from '../../../shared/analysis/compare-findings.ts'
import type { CheckFinding, FindingAge, Since } from '../../../shared/model/check.ts'
import { isOfReleases, type ReleaseFindings } from './check-release.ts'

/** A release as its findings are asked for. */
export type CheckedRelease = {
  readonly name: string
  readonly keys: ReadonlySet<FindingKey>
  readonly knowsPages: boolean
}

/** Releases of one project that were checked, the newest first, and those that cannot be. */
export type CheckedReleases = { readonly releases: readonly CheckedRelease[]; readonly remarks: readonly string[] }

/** What is kept of a checked release; a text says why it cannot tell its findings. */
export function keysOfRelease(name: string, found: ReleaseFindings): CheckedRelease | string {
  if ('unknown' in found) return found.unknown
  return { name, knowsPages: found.knowsPages, keys: new Set(found.findings.map((finding) => findingKey(finding))) }
}

/** Since when a finding is there, as far as releases can tell. */
export function ageOf(finding: CheckFinding, { releases }: CheckedReleases): FindingAge {
  const isOfPages = finding.in === 'template'
  if (!isOfReleases(finding) || releases.length === 0) return { kind: 'unknown' }
  const key = findingKey(finding)
  let oldest: string | null = null
  for (const { name, keys, knowsPages } of releases) {
    if (isOfPages && !knowsPages) return oldest === null ? { kind: 'unknown' } : { kind: 'since', release: oldest }
    if (!keys.has(key)) break
    oldest = name
  }
  return oldest === null ? { kind: 'new' } : { kind: 'since', release: oldest }
}

/** The findings of a check beside those of the newest of the releases. */
export function summariseSince(findings: readonly CheckFinding[], checked: CheckedReleases): Since {
  const open = findings.filter(({ accepted }) => accepted === null)
  const now = new Set(findings.map((finding) => findingKey(finding)))
  const [newest] = checked.releases
  return {
    releases: checked.releases.map(({ name }) => name),
    added: open.filter((finding) => ageOf(finding, checked).kind === 'new').length,
    fixed: [...(newest?.keys ?? [])].filter((key) => !now.has(key)).length,
    remarks: [...checked.remarks],
  }
}
