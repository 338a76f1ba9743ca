import { type NameTable, type ReleaseSide, type SideNames, tableSchema } from '../../model/rollout.ts'
import { type Pace, runAtOnce, runAtPace } from '../pace.ts'
import { AskedNames } from './asked-names.ts'
import { type ClassifiedNames, classifyNames, type NameClass } from './classify-names.ts'
import { djangoOf } from './django-of.ts'
import { findUses, type RolloutRelease, type Uses } from './find-uses.ts'
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
  return namesOf({ a, b }, runAtOnce(classifyNames(a, b)), new Map())
}

/**
 * The same with rests, for large releases; what pages need is found too, so that playing a plan is quick.
 * @throws what the rests throw when the work is given up
 */
export async function prepareNamesAtPace(a: RolloutRelease, b: RolloutRelease, pace: Pace): Promise<RolloutNames> {
  const releases = { a, b }
  const names = await runAtPace(classifyNames(a, b), pace)
  const known = new Map<string, Uses>()
  for (const page of ['a', 'b'] as const)
    for (const table of tableSchema.options) {
      const key = keyOf(page, table, releases)
      if (!known.has(key)) known.set(key, await runAtPace(findUses(page, table, releases, names), pace))
    }
  return namesOf(releases, names, known)
}

type Releases = Readonly<Record<ReleaseSide, RolloutRelease>>

function namesOf(releases: Releases, names: ClassifiedNames, known: Map<string, Uses>): RolloutNames {
  return {
    sides: nameSides(releases.a.release.name, releases.b.release.name),
    django: { a: djangoOf(releases.a), b: djangoOf(releases.b) },
    classes: names.classes,
    hasOwnUrls: staticUrlOf(releases.a) !== staticUrlOf(releases.b),
    asked: new AskedNames(),
    usesOf: (page, table) => {
      const key = keyOf(page, table, releases)
      const found = known.get(key) ?? runAtOnce(findUses(page, table, releases, names))
      known.set(key, found)
      return found
    },
  }
}

/** Where pages are not known, each name counts as looked up, under any table. */
function keyOf(page: ReleaseSide, table: NameTable, releases: Releases): string {
  return releases[page].pages === null ? page : `${page} ${table}`
}

function staticUrlOf({ release }: RolloutRelease): string {
  return release.settings?.staticUrl ?? '/static/'
}
