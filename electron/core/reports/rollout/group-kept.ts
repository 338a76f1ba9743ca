import type { KeepUntil } from '../../../../shared/model/rollout.ts'

/** Files of A that must stay until the same moment for the same reason. */
export type KeptGroup = {
  /** Seconds after the start; null: no end is known. */
  readonly until: number | null
  /** Why, in sentences. */
  readonly why: string
  readonly storedNames: readonly string[]
}

/** The files that only A has, by until when they stay and why, in the order of the first of each group. */
export function groupKept(keepUntil: readonly KeepUntil[]): readonly KeptGroup[] {
  const groups = new Map<string, { until: number | null; why: string; storedNames: string[] }>()
  for (const { until, proof, reason, storedName } of keepUntil) {
    if (reason === 'used-by-b') continue
    const why = proof.join(' ')
    const key = `${until ?? ''} ${why}`
    const group = groups.get(key) ?? { until, why, storedNames: [] }
    group.storedNames.push(storedName)
    groups.set(key, group)
  }
  return [...groups.values()]
}
