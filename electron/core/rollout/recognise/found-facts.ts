import type { Recognition } from '../../../../shared/model/rollout.ts'

/** A fact about a set-up: where it stands, and the part of a plan that follows from it. */
export type Found = {
  readonly file: string
  /** Counts from 1; null where it stands in no line. */
  readonly line: number | null
  readonly text: string
  readonly sentence: string
  readonly plan: Record<string, unknown>
}

/** Facts as a recognition; of two that contradict each other the first counts. Parts of a part are merged. */
export function gatherFacts(found: readonly Found[]): Recognition {
  const plan: Record<string, unknown> = {}
  for (const fact of found.toReversed())
    for (const [key, value] of Object.entries(fact.plan)) {
      const known = plan[key]
      plan[key] = isRecord(known) && isRecord(value) ? { ...known, ...value } : value
    }
  return {
    plan,
    facts: found.map((fact) => ({ ...fact, text: fact.text.slice(0, 200) })),
  }
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
