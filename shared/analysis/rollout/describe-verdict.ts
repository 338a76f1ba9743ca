import type { RolloutPlan, Topology } from '../../model/rollout-plan.ts'
import { type Condition, type Hazard, OUTCOMES, type SideNames } from '../../model/rollout.ts'
import { formatClock } from '../../text/format-clock.ts'
import { plural } from '../../text/plural.ts'
import type { FoundHazard } from './find-hazards.ts'
import { type Count, countResults } from './name-results.ts'

/** What the verdict is made of. */
export type Weighed = {
  readonly plan: RolloutPlan
  readonly sides: SideNames
  /** All hazards of the plan. */
  readonly hazards: readonly FoundHazard[]
  /** The plan that would take most of them away, with what is left then; null where there is none. */
  readonly remedy: Remedy | null
  /** Until when files that only A has are needed; null: there are none, or it has no end. */
  readonly keepUntil: number | null
}

type Remedy = { readonly plan: RolloutPlan; readonly hazards: readonly FoundHazard[] }

/**
 * The same plan under the topology that takes most of its hazards away and asks for no other servers; null where the
 * topology already keeps the releases apart.
 */
export function remedyOf(plan: RolloutPlan): RolloutPlan | null {
  switch (plan.topology) {
    case 'single-server':
    case 'disk-per-server':
    case 'shared-manifest':
      return { ...plan, topology: 'manifest-per-release' }
    case 'files-in-image':
      return { ...plan, topology: 'manifest-in-image', serving: 'web-server' }
    case 'manifest-per-release':
    case 'folder-per-release':
    case 'manifest-in-image':
      return null
  }
}

/** The answer in one sentence: who gets what, in which set-up, what would take it away; and until when old files stay. */
export function describeVerdict(weighed: Weighed): string {
  const { plan, sides, keepUntil } = weighed
  const keep = keepUntil === null ? '' : ` Keep files of ${sides.a} until ${formatClock(plan.startsAt, keepUntil)}.`
  return `${describeWorst(weighed)}.${keep}`
}

function describeWorst({ plan, sides, hazards, remedy }: Weighed): string {
  const [worst] = kindsOf(hazards)
  if (worst === undefined) return 'No visitor gets anything wrong'
  if (worst.condition === 'rollback')
    return `No visitor gets anything wrong while this plan goes as written; a return to ${sides.a} without a new collect ${harmOf(worst)}`
  const set = `With ${SET_UPS[plan.topology]}, ${describeKind(worst, plan, sides)}`
  if (remedy === null) return set
  const left = kindsOf(remedy.hazards).find(({ key }) => key === worst.key)
  const other = `with ${SET_UPS[remedy.plan.topology]}`
  if (left === undefined) return `${set}; ${other} ${isOne(worst) ? 'it does not' : 'none do'}`
  const [before, after] = [worst.count(), left.count()]
  const isLess = amountIn(after) < amountIn(before) && (after.pages === null) === (before.pages === null)
  return isLess ? `${set}; ${other} only ${amountOf(left)}` : set
}

/** Hazards that are told as one. */
type Kind = {
  readonly key: string
  readonly outcome: Hazard['outcome']
  readonly condition: Condition
  /** A table that is not the page's own is to blame. */
  readonly isForeign: boolean
  readonly page: Hazard['page']
  readonly isOpenPage: boolean
  readonly from: number
  readonly to: number | null
  /** Counted when it is asked for: of most kinds nothing is told. */
  readonly count: () => Count
}

/** Pages where they are known, else files. */
function amountIn({ pages, files }: Count): number {
  return pages ?? files
}

/** The kinds of hazards, the one to be told first. What needs no luck counts as much as what a restart brings about. */
function kindsOf(hazards: readonly FoundHazard[]): Kind[] {
  const groups = Map.groupBy(hazards, ({ hazard }) => keyOf(hazard))
  return [...groups]
    .map(([key, found]) => kindOf(key, found))
    .sort(
      (one, other) =>
        rank(one) - rank(other) || amountIn(other.count()) - amountIn(one.count()) || one.from - other.from,
    )
}

function keyOf({ outcome, condition, page, table, isOpenPage }: Hazard): string {
  const isCertain = condition === 'always' || condition === 'restart'
  return `${outcome} ${isCertain ? '' : condition} ${page} ${page === table ? 'own' : 'foreign'} ${isOpenPage}`
}

function kindOf(key: string, found: readonly FoundHazard[]): Kind {
  const [first] = found
  if (first === undefined) throw new Error('a group has no hazard')
  const { outcome, page, table, isOpenPage } = first.hazard
  const isSure = found.some(({ hazard }) => hazard.condition === 'always')
  let count: Count | null = null
  const ends = found.map(({ hazard }) => hazard.to)
  return {
    key,
    outcome,
    condition: isSure ? 'always' : first.hazard.condition,
    isForeign: page !== table,
    page,
    isOpenPage,
    from: Math.min(...found.map(({ hazard }) => hazard.from)),
    to: ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
    count: () => (count ??= countResults(found.map(({ uses }) => uses))),
  }
}

const CERTAINTY: Readonly<Record<Condition, number>> = { always: 0, restart: 0, moment: 1, rollback: 2 }

function rank({ outcome, condition }: Kind): number {
  return CERTAINTY[condition] * OUTCOMES.length + OUTCOMES.indexOf(outcome)
}

function describeKind(kind: Kind, plan: RolloutPlan, sides: SideNames): string {
  const { outcome, condition, isForeign, page, isOpenPage, from, to } = kind
  const { files } = kind.count()
  const time = (at: number): string => formatClock(plan.startsAt, at)
  const window = to === null ? `from ${time(from)} on` : `from ${time(from)} to ${time(to)}`
  if (condition === 'moment') {
    const between = to === null ? `from ${time(from)} on` : `between ${time(from)} and ${time(to)}`
    return `${plural(files, 'file')} ${files === 1 ? 'answers' : 'answer'} 404 for moments ${between}`
  }
  const own = sides[page]
  const pages = `${isOpenPage ? 'open pages' : 'pages'} of ${own}`
  switch (outcome) {
    case 'error-500':
      if (!isForeign) return `${amountOf(kind)} of ${own} ${isOne(kind) ? 'answers' : 'answer'} 500 ${window}`
      if (condition === 'restart')
        return `workers of ${own} that restart after ${time(from)} answer 500 on ${amountOf(kind)}`
      return `${page === 'a' ? 'restarted workers' : 'workers'} of ${own} answer 500 on ${amountOf(kind)} ${window}`
    case 'missing':
      return `${pages} miss ${plural(files, 'file')} (404) ${window}`
    case 'missing-cached':
      return `a cache answers 404 for ${plural(files, 'file')} of ${pages} ${window}`
    case 'other-version':
      return `${pages} get ${plural(files, 'file')} of ${sides[page === 'a' ? 'b' : 'a']} ${window}`
    case 'stale':
      return `caches give ${pages} ${plural(files, 'old file')} ${window}`
    case 'unhashed':
    case 'harmless':
    case 'ok':
      return `${pages} get what they were made for`
  }
}

/** What a return to the old release breaks. */
function harmOf(kind: Kind): string {
  if (kind.outcome === 'error-500') return `answers 500 on ${amountOf(kind)}`
  return `breaks ${amountOf(kind)}`
}

function amountOf({ count }: Kind): string {
  const { files, pages } = count()
  return pages === null ? `pages that ask for ${plural(files, 'file')}` : plural(pages, 'page')
}

function isOne({ count, isForeign }: Kind): boolean {
  return !isForeign && count().pages === 1
}

const SET_UPS: Readonly<Record<Topology, string>> = {
  'single-server': 'one STATIC_ROOT',
  'disk-per-server': 'a disk per server',
  'shared-manifest': 'one shared manifest',
  'manifest-per-release': 'a manifest per release',
  'folder-per-release': 'a folder per release',
  'files-in-image': 'files inside the image',
  'manifest-in-image': 'shared files and the manifest in the image',
}
