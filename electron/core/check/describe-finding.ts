import { readFileSync } from 'node:fs'
import { nearestNames } from '../../../shared/analysis/nearest-names.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { FindingDetail } from '../../../shared/model/check.ts'
import { textOf } from '../collect/describe-file.ts'
import { failsBySeries } from '../collect/fails-by-series.ts'
import { frameAround } from '../collect/source-frame.ts'
import type { Check, FoundFinding } from './check-result.ts'
import { ageOf, type CheckedReleases } from './finding-ages.ts'
import { fixesFor } from './fixes-for.ts'

const NEAREST = 5

/**
 * Everything about one finding.
 * @param releases those that were looked at; null: none
 * @throws InspectorError not-found
 */
export async function describeFinding(
  check: Check,
  id: string,
  releases: CheckedReleases | null,
): Promise<FindingDetail> {
  const found = check.findings.find(({ finding }) => finding.id === id)
  if (found === undefined) throw new InspectorError('not-found', 'This finding is not there any more. Check again.')
  const { finding, reference } = found
  const nearest = nearestOf(check, found)
  const text = sourceOf(check, found)
  return {
    finding,
    reference,
    frame:
      text === null || finding.line === null
        ? null
        : frameAround(text, finding.line, finding.column ?? 1, Math.max(1, reference?.text.length ?? 1)),
    series: await seriesOf(check, found),
    nearest: [...nearest],
    fixes: fixesFor(finding, reference, nearest),
    age: releases === null ? null : ageOf(finding, releases),
  }
}

/** What was found near each name, by the names that are served: many findings miss the same one. */
const nearBy = new WeakMap<Check['served'], Map<string, readonly string[]>>()

/** Existing names that are like the one that is missing, nearest first; empty for findings that miss none. */
export function nearestOf({ served }: Check, { finding: { code, target } }: FoundFinding): readonly string[] {
  if (target === null || !MISSING.has(code)) return []
  const known = nearBy.get(served) ?? new Map<string, readonly string[]>()
  nearBy.set(served, known)
  const nearest = known.get(target) ?? nearestNames(target, served.names(), NEAREST)
  known.set(target, nearest)
  return nearest
}

const MISSING: ReadonlySet<string> = new Set([
  'missing-target',
  'missing-in-browser',
  'reference-in-comment',
  'case-mismatch',
  'template-name-missing',
  'source-map-missing',
  'leaves-static-root',
])

/** The text that the finding stands in; null where it cannot be read. */
function sourceOf({ preview, templates }: Check, { finding }: FoundFinding): string | null {
  try {
    if (finding.in === 'static') return textOf(preview, finding.file)
    const path = finding.in === 'template' ? templates?.templates.get(finding.file)?.path : null
    return path == null ? null : readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

async function seriesOf({ preview }: Check, { finding }: FoundFinding): Promise<FindingDetail['series']> {
  if (finding.in !== 'static' || finding.line === null) return []
  const text = sourceText(preview, finding.file)
  if (text === null) return []
  const verdicts = failsBySeries(preview.evidence.settings, await preview.evidence.run(), finding.file, text)
  const { file: name, line, column, target, message } = finding
  return [...verdicts({ name, line, column, target, message, type: 'ValueError', step: 'reference', matched: null })]
}

function sourceText(preview: Check['preview'], name: string): string | null {
  try {
    return textOf(preview, name)
  } catch {
    return null
  }
}
