import { diffDocument } from '../../../../shared/analysis/diff-document.ts'
import type { Comparison } from '../../../../shared/analysis/comparison.ts'

/** The document `staticscope/diff@1`: one line for each file, keys in a fixed order, no times. */
export function* diffJson(comparison: Comparison): Generator<string> {
  const { files, alarms, ...document } = diffDocument(comparison)
  const { schema, a, b, verdict, ruleChanges, remarks, cost } = document
  yield `{\n"schema": ${JSON.stringify(schema)},\n`
  for (const [key, value] of Object.entries({ a, b, verdict, ruleChanges, remarks }))
    yield `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`
  yield '"files": ['
  yield* lines(files)
  yield '],\n"alarms": ['
  yield* lines(alarms)
  yield `],\n"cost": ${JSON.stringify(cost)}\n}\n`
}

function* lines(values: readonly unknown[]): Generator<string> {
  for (const [at, value] of values.entries()) yield `${at === 0 ? '' : ','}\n${JSON.stringify(value)}`
  if (values.length > 0) yield '\n'
}
