import type { NameTable, ReleaseSide, SideNames } from '../../model/rollout.ts'
import { type Pace, runAtOnce, runAtPace } from '../pace.ts'
import { AskedNames } from './asked-names.ts'
import { type ClassifiedNames, classifyNames, type NameClass } from './classify-names.ts'
import { djangoOf } from './django-of.ts'
import { findOwnUses, findUses, type OwnUses, type RolloutRelease, type Uses } from './find-uses.ts'
import { nameSides } from './name-sides.ts'

/** What all rollouts of two releases share, whatever the plan. */
export type RolloutNames = {
  readonly sides: SideNames
  /** Series of Django. */
  readonly django: Readonly<Record<ReleaseSide, string>>
  readonly classes: readonly NameClass[]
  /** The releases were taken with STATIC_URLs of their own, so that URLs written by hand are those of a release. */
  readonly hasOwnUrls: boolean
  /** What pages of a release need under a table; found when it is first asked for. */
  readonly usesOf: (page: ReleaseSide, table: NameTable) => Uses
  /** Which of these names visitors ask for. */
  readonly asked: AskedNames
}

/** Classifies the names of two releases, once for any number of plans. */
export function prepareNames(a: RolloutRelease, b: RolloutRelease): RolloutNames {
  const names = runAtOnce(classifyNames(a, b))
  const own = { a: runAtOnce(findOwnUses(a, names)), b: runAtOnce(findOwnUses(b, names)) }
  return namesOf({ a, b }, names, own, new Map())
}

/**
 * The same with rests, for large releases; what pages need is found too, so that playing a plan is quick.
 * @throws what the rests throw when the work is given up
 */
export async function prepareNamesAtPace(a: RolloutRelease, b: RolloutRelease, pace: Pace): Promise<RolloutNames> {
  const names = await runAtPace(classifyNames(a, b), pace)
  const own = { a: await runAtPace(findOwnUses(a, names), pace), b: await runAtPace(findOwnUses(b, names), pace) }
  const known = new Map<string, Uses>()
  for (const page of SIDES)
    for (const table of SIDES) known.set(`${page} ${table}`, await runAtPace(findUses(own[page], table, names), pace))
  return namesOf({ a, b }, names, own, known)
}

const SIDES: readonly ReleaseSide[] = ['a', 'b']

/** @param known what was found already, by page and table */
function namesOf(
  { a, b }: Readonly<Record<ReleaseSide, RolloutRelease>>,
  names: ClassifiedNames,
  own: Readonly<Record<ReleaseSide, OwnUses>>,
  known: Map<string, Uses>,
): RolloutNames {
  return {
    sides: nameSides(a.release.name, b.release.name),
    django: { a: djangoOf(a), b: djangoOf(b) },
    classes: names.classes,
    hasOwnUrls: staticUrlOf(a) !== staticUrlOf(b),
    asked: new AskedNames(),
    usesOf: (page, table) => {
      // Without a manifest no file is known that would name others.
      if (table === 'empty' || table === 'unreadable') return own[page]
      const key = `${page} ${table}`
      const found = known.get(key) ?? runAtOnce(findUses(own[page], table, names))
      known.set(key, found)
      return found
    },
  }
}

function staticUrlOf({ release }: RolloutRelease): string {
  return release.settings?.staticUrl ?? '/static/'
}
