import type { NameTable, ReleaseSide, SideNames } from '../../model/rollout.ts'
import { classifyNames, type NameClass } from './classify-names.ts'
import { findUses, type RolloutRelease, type Uses } from './find-uses.ts'
import { nameSides } from './name-sides.ts'

/** What all rollouts of two releases share, whatever the plan. */
export type RolloutNames = {
  readonly sides: SideNames
  readonly classes: readonly NameClass[]
  /** What pages of a release need under a table; found when it is first asked for. */
  readonly usesOf: (page: ReleaseSide, table: NameTable) => Uses
}

/** Classifies the names of two releases, once for any number of plans. */
export function prepareNames(a: RolloutRelease, b: RolloutRelease): RolloutNames {
  const names = classifyNames(a, b)
  const known = new Map<string, Uses>()
  return {
    sides: nameSides(a.release.name, b.release.name),
    classes: names.classes,
    usesOf: (page, table) => {
      // Where pages are not known, each name counts as looked up, under any table.
      const isKnown = (page === 'a' ? a : b).pages !== null
      const key = isKnown ? `${page} ${table}` : page
      const found = known.get(key) ?? findUses(page, table, { a, b }, names)
      known.set(key, found)
      return found
    },
  }
}
