import { diffDocument } from '../../../../shared/analysis/diff-document.ts'
import type { Comparison } from '../../../../shared/analysis/comparison.ts'
import type { CheckFinding } from '../../../../shared/model/check.ts'
import type { ComparedFindings } from '../../compare/compare-release-findings.ts'

/**
 * The document `staticscope/diff@1`: one line for each file, keys in a fixed order, no times.
 * @param findings added as the member `findings`; null: it is left out
 */
export function* diffJson(comparison: Comparison, findings: ComparedFindings | null = null): Generator<string> {
  const { files, alarms, ...document } = diffDocument(comparison)
  const { schema, a, b, verdict, ruleChanges, remarks, cost } = document
  yield `{\n"schema": ${JSON.stringify(schema)},\n`
  for (const [key, value] of Object.entries({ a, b, verdict, ruleChanges, remarks }))
    yield `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`
  yield '"files": ['
  yield* lines(files)
  yield '],\n"alarms": ['
  yield* lines(alarms)
  yield `],\n"cost": ${JSON.stringify(cost)}`
  if (findings !== null) yield* findingsMember(findings)
  yield '\n}\n'
}

function* findingsMember({ isKnown, added, fixed, remaining, remarks }: ComparedFindings): Generator<string> {
  if (!isKnown) {
    yield `,\n"findings": ${JSON.stringify({ new: null, fixed: null, remaining: null, remarks })}`
    return
  }
  yield ',\n"findings": {\n"new": ['
  yield* lines(added.map(findingJson))
  yield '],\n"fixed": ['
  yield* lines(fixed.map(findingJson))
  yield '],\n"remaining": ['
  yield* lines(remaining.map(findingJson))
  yield `],\n"remarks": ${JSON.stringify(remarks)}\n}`
}

/** What a release can tell of a finding. */
function findingJson({
  code,
  severity,
  in: place,
  file,
  line,
  column,
  target,
  message,
  provider,
  pages,
}: CheckFinding) {
  return { code, severity, in: place, file, line, column, target, message, provider: provider?.label ?? null, pages }
}

function* lines(values: readonly unknown[]): Generator<string> {
  for (const [at, value] of values.entries()) yield `${at === 0 ? '' : ','}\n${JSON.stringify(value)}`
  if (values.length > 0) yield '\n'
}
