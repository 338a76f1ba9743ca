import {
  ALARM_CODES,
  CAUSES,
  STATUSES,
  type Alarm,
  type Cause,
  type FileDifference,
  type Verdict,
} from '../model/comparison.ts'
import { compareText } from './file-pair.ts'

const EDITS: ReadonlySet<Cause> = new Set(['own-edit', 'own-edit-and-ripple', 'source-only'])
/** So many root edits are named in a verdict. */
const ROOTS = 10

/** Counts what the verdict tells. */
export function countVerdict(
  differences: readonly FileDifference[],
  unchanged: number,
  files: Verdict['files'],
  alarms: readonly Alarm[],
): Verdict {
  const statuses = zeros(STATUSES)
  const causes = zeros(CAUSES)
  const alarmCounts = zeros(ALARM_CODES)
  statuses.unchanged = unchanged
  causes.unchanged = unchanged
  let edits = 0
  let changedNames = 0
  let providerChanged = 0
  for (const difference of differences) {
    const { status, cause } = difference
    statuses[status]++
    causes[cause]++
    if (EDITS.has(cause) || (cause === 'other-bytes' && difference.a?.sourceHash !== difference.b?.sourceHash)) edits++
    if (status === 'changed' && cause !== 'source-only') changedNames++
    if (difference.providerChanged) providerChanged++
  }
  for (const { code } of alarms) alarmCounts[code]++
  const roots = differences
    .flatMap(({ name, blast }) => (blast === null || blast.files === 0 ? [] : [{ name, ...blast }]))
    .toSorted((a, b) => b.files - a.files || compareText(a.name, b.name))
    .slice(0, ROOTS)
  return { files, statuses, causes, edits, changedNames, providerChanged, alarms: alarmCounts, roots }
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>
}
