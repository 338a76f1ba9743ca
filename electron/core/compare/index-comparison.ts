import type { Comparison } from '../../../shared/analysis/comparison.ts'
import type { Alarm } from '../../../shared/model/comparison.ts'
import { LOOK_EVERY, type Pace } from '../../../shared/analysis/pace.ts'

/** Places in the differences of a comparison, so that one file is described without a look at all others. */
export type ComparisonIndex = {
  /** The difference of a name. */
  readonly places: ReadonlyMap<string, number>
  /** The differences that ripple because of a root edit, by its name, in their order. */
  readonly rippling: ReadonlyMap<string, readonly number[]>
  /** The differences that refer to a name in B, each once, in their order. */
  readonly users: ReadonlyMap<string, readonly number[]>
  /** The alarms of a name. */
  readonly alarms: ReadonlyMap<string, readonly Alarm[]>
}

/** Makes the index of a comparison. */
export async function indexComparison(
  { differences, alarms }: Pick<Comparison, 'differences' | 'alarms'>,
  pace: Pace,
): Promise<ComparisonIndex> {
  const places = new Map<string, number>()
  const rippling = new Map<string, number[]>()
  const users = new Map<string, number[]>()
  for (const [at, { difference, b }] of differences.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    places.set(difference.name, at)
    for (const root of difference.roots) add(rippling, root, at)
    for (const { target } of b?.references ?? []) add(users, target, at)
  }
  const alarmsOf = new Map<string, Alarm[]>()
  for (const [at, alarm] of alarms.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    add(alarmsOf, alarm.name, alarm)
  }
  return { places, rippling, users, alarms: alarmsOf }
}

/** Adds to the list of a name what does not stand at its end already. */
function add<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const known = lists.get(name)
  if (known === undefined) lists.set(name, [value])
  else if (known.at(-1) !== value) known.push(value)
}
