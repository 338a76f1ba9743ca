import { changedReferences } from '../../../shared/analysis/changed-references.ts'
import type { Comparison, Difference } from '../../../shared/analysis/comparison.ts'
import type { RippleNeighbour } from '../../../shared/model/comparison-view.ts'
import type { ComparisonIndex } from './index-comparison.ts'

/** So many users are named. */
const USERS = 200

export type RippleNeighbours = {
  readonly targets: readonly RippleNeighbour[]
  readonly users: readonly RippleNeighbour[]
  readonly userCount: number
}

/** The files right before and right after one in the ripple: what it refers to, and who refers to it, under a new name. */
export function rippleNeighbours(
  { differences }: Pick<Comparison, 'differences'>,
  { places, users: referrers }: ComparisonIndex,
  name: string,
): RippleNeighbours {
  const neighbour = (at: number): RippleNeighbour[] => {
    const difference = differences[at]?.difference
    return difference === undefined ? [] : [{ name: difference.name, cause: difference.cause }]
  }
  const itself = differences[places.get(name) ?? -1]
  const wanted = new Set(itself === undefined ? [] : targetsOf(itself))
  wanted.delete(name)
  const targets = [...wanted].flatMap((target) => places.get(target) ?? []).toSorted((one, other) => one - other)
  const users = (referrers.get(name) ?? []).filter((at) => {
    const other = differences[at]
    return other !== undefined && other.difference.name !== name && targetsOf(other).includes(name)
  })
  return {
    targets: targets.flatMap(neighbour),
    users: users.slice(0, USERS).flatMap(neighbour),
    userCount: users.length,
  }
}

function targetsOf({ a, b }: Difference): string[] {
  return a === null || b === null ? [] : changedReferences(a, b).map(({ target }) => target)
}
