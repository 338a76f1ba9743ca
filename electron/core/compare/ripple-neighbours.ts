import { changedReferences } from '../../../shared/analysis/changed-references.ts'
import type { Comparison, Difference } from '../../../shared/analysis/comparison.ts'
import type { RippleNeighbour } from '../../../shared/model/comparison-view.ts'

/** So many users are named. */
const USERS = 200

export type RippleNeighbours = {
  readonly targets: readonly RippleNeighbour[]
  readonly users: readonly RippleNeighbour[]
  readonly userCount: number
}

/** The files right before and right after one in the ripple: what it refers to, and who refers to it, under a new name. */
export function rippleNeighbours({ differences }: Pick<Comparison, 'differences'>, name: string): RippleNeighbours {
  const itself = differences.find(({ difference }) => difference.name === name)
  const wanted = new Set(itself === undefined ? [] : targetsOf(itself))
  wanted.delete(name)
  const targets: RippleNeighbour[] = []
  const users: RippleNeighbour[] = []
  for (const other of differences) {
    const { name: otherName, cause } = other.difference
    if (wanted.has(otherName)) targets.push({ name: otherName, cause })
    // Most files refer to something else: that is looked at before both sides are.
    const refers = otherName !== name && other.b?.references.some(({ target }) => target === name) === true
    if (refers && targetsOf(other).includes(name)) users.push({ name: otherName, cause })
  }
  return { targets, users: users.slice(0, USERS), userCount: users.length }
}

function targetsOf({ a, b }: Difference): string[] {
  return a === null || b === null ? [] : changedReferences(a, b).map(({ target }) => target)
}
