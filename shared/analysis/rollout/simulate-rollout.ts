import type { HazardGroup, HazardGrouping } from '../../model/hazard-group.ts'
import type { RolloutPlan } from '../../model/rollout-plan.ts'
import { SERVERS_SHOWN, type TimeLine } from '../../model/rollout-lanes.ts'
import {
  type Advice,
  CONDITIONS,
  type Hazard,
  type KeepUntil,
  type MatrixCell,
  OUTCOMES,
  type RollbackCheck,
  type RolloutEvent,
  type RolloutHead,
} from '../../model/rollout.ts'
import { advise } from './advise.ts'
import { checkRollback } from './check-rollback.ts'
import { bucketRemarks } from './describe-bucket.ts'
import { describeVerdict, remedyOf } from './describe-verdict.ts'
import { explainError, type Explanation } from './explain-error.ts'
import { compareHazards, findHazards, type FoundHazard } from './find-hazards.ts'
import type { RolloutRelease } from './find-uses.ts'
import { groupHazards } from './group-hazards.ts'
import { keepBounds, keepEnd, keepUntil } from './keep-until.ts'
import { laneList } from './lane-list.ts'
import { returnRemarks } from './lost-on-return.ts'
import { matrixAt, worstOf } from './matrix-at.ts'
import { type Played, playPlan } from './play-plan.ts'
import { prepareNames, type RolloutNames } from './prepare-names.ts'
import { type PlayedSpans, playSpans } from './play-spans.ts'

/** A rollout that was played: what happens, who gets what, and what follows. */
export type Rollout = {
  readonly head: RolloutHead
  readonly events: readonly RolloutEvent[]
  readonly hazards: readonly FoundHazard[]
  /** @param server the first server whose lanes are wanted, counted from 1 */
  readonly timeLine: (server: number) => TimeLine
  readonly hazardGroups: (by: HazardGrouping) => HazardGroup[]
  /** The hazards that are there at a moment: certain ones first, then the worst, then the largest. */
  readonly hazardsAt: (at: number) => Hazard[]
  readonly matrixAt: (at: number) => MatrixCell[]
  readonly keep: () => readonly KeepUntil[]
  readonly rollbackAt: (at: number) => RollbackCheck
  readonly advice: () => Advice[]
  readonly explain: (text: string, at: number | null) => Explanation[]
}

/**
 * Plays a plan on two releases. Pure: equal inputs give equal rollouts. Names are judged by class, so that the work grows
 * with the number of kinds of names and not with that of names.
 * @param names those of the two releases, where several plans are played on them
 * @param playOther plays another plan on them, to which the verdict compares this one
 */
export function simulateRollout(
  a: RolloutRelease,
  b: RolloutRelease,
  plan: RolloutPlan,
  names: RolloutNames = prepareNames(a, b),
  playOther: (plan: RolloutPlan) => readonly FoundHazard[] = (other) =>
    findHazards(other, playSpans(other, playPlan(other, names.sides), names)),
): Rollout {
  const played = playPlan(plan, names.sides)
  const spans = playSpans(plan, played, names)
  const hazards = findHazards(plan, spans)
  let kept: readonly KeepUntil[] | null = null
  let head: RolloutHead | null = null
  return {
    // Only when it is asked for: the verdict plays another plan.
    get head() {
      return (head ??= headOf(a, b, plan, hazards, spans, names, playOther))
    },
    events: played.events,
    hazards,
    timeLine: (server) => timeLineOf(plan, played.events, spans, hazards, server),
    hazardGroups: (by) => groupHazards(hazards, by, { sides: names.sides, startsAt: plan.startsAt }),
    hazardsAt: (at) =>
      hazards
        .map(({ hazard }) => hazard)
        .filter(({ from, to }) => from <= at && at < (to ?? Infinity))
        .sort((one, other) => compareHazards(one, other) || amountOf(other) - amountOf(one)),
    matrixAt: (at) => matrixAt(spans, at),
    keep: () => (kept ??= keepUntil(plan, spans, a, b)),
    rollbackAt: (at) => checkRollback(plan, spans, hazards, at),
    advice: () =>
      advise(
        plan,
        hazards.map(({ hazard }) => hazard),
        keepBounds(plan, spans),
        names.django.b,
        names.sides,
      ),
    explain: (text, at) => explainError(hazards, text, at),
  }
}

/** The moment that is worth looking at first: the beginning of the worst hazard, else the end of the plan's events. */
export function worstMoment({ hazards, events }: Pick<Rollout, 'hazards'> & Pick<Played, 'events'>): number {
  const [worst] = hazards
    .map(({ hazard }) => hazard)
    .sort(
      (one, other) =>
        Number(one.condition === 'rollback') - Number(other.condition === 'rollback') ||
        OUTCOMES.indexOf(one.outcome) - OUTCOMES.indexOf(other.outcome) ||
        CONDITIONS.indexOf(one.condition) - CONDITIONS.indexOf(other.condition) ||
        one.from - other.from,
    )
  return worst?.from ?? events.at(-1)?.at ?? 0
}

function headOf(
  a: RolloutRelease,
  b: RolloutRelease,
  plan: RolloutPlan,
  hazards: readonly FoundHazard[],
  spans: PlayedSpans,
  names: RolloutNames,
  playOther: (plan: RolloutPlan) => readonly FoundHazard[],
): RolloutHead {
  const last = spans.lastUse((page) => page === 'a')
  const end = keepEnd(plan, spans, names)
  const remedy = hazards.some(isOfPlan) ? remedyOf(plan) : null
  return {
    a: a.release.name,
    b: b.release.name,
    plan,
    sentence: describeVerdict({
      plan,
      sides: names.sides,
      hazards,
      remedy: remedy === null ? null : { plan: remedy, hazards: playOther(remedy) },
      keepUntil: end,
    }),
    worst: worstOf(hazards.filter(isOfPlan).map(({ hazard }) => hazard.outcome)),
    lastUseOfA: last === Infinity ? null : last,
    keepUntil: end,
    hazardCount: hazards.length,
    arePagesKnown: a.pages !== null && b.pages !== null,
    remarks: [...remarksOf(a, b, plan), ...returnRemarks(plan, a, b, names.sides)],
  }
}

/** How large a hazard is: pages where they are known, else files. */
function amountOf({ pageCount, fileCount }: Hazard): number {
  return pageCount ?? fileCount
}

/** Whether it can happen while the plan goes as written. */
function isOfPlan({ hazard }: FoundHazard): boolean {
  return hazard.condition !== 'rollback'
}

function remarksOf(a: RolloutRelease, b: RolloutRelease, plan: RolloutPlan): string[] {
  const remarks: string[] = []
  if (a.pages === null || b.pages === null)
    remarks.push('Templates were not read: every name counts as looked up by some page.')
  if (plan.topology === 'folder-per-release' || plan.keepOnlyHashed)
    remarks.push(
      'URLs written by hand (/static/…) lead nowhere in this set-up from the first day, not only during a rollout.',
    )
  if (plan.serving === 'whitenoise')
    remarks.push(
      'WhiteNoise serves hashed files that its manifest does not name with max-age=60: those of the old release after a restart.',
    )
  if ([a, b].some(({ release }) => release.unknowns.includes('contents')))
    remarks.push('Contents are not known: equal hashed names count as equal bytes.')
  return [...remarks, ...bucketRemarks(plan)]
}

/** So long the line goes on after the last thing that happens, in seconds. */
const AFTERWARDS = 300

function timeLineOf(
  plan: RolloutPlan,
  events: readonly RolloutEvent[],
  spans: PlayedSpans,
  found: readonly FoundHazard[],
  server: number,
): TimeLine {
  const hazards = found.map(({ hazard }) => hazard)
  const last = spans.lastUse((page) => page === 'a')
  const ends = [
    ...events.map(({ at }) => at),
    ...hazards.map(({ from, to }) => to ?? from),
    last === Infinity ? 0 : (last ?? 0),
  ]
  const end = ends.reduce((one, other) => Math.max(one, other)) + AFTERWARDS
  const moments = new Set([0, ...ends, ...spans.spans.map(({ from }) => from), ...hazards.map(({ from }) => from), end])
  const first = Math.min(server, plan.servers)
  return {
    steps: [...new Set(events.map(({ at }) => at))],
    moments: [...moments].filter((moment) => moment <= end).sort((one, other) => one - other),
    worstAt: worstMoment({ hazards: found, events }),
    lanes: laneList(plan, spans, hazards, first),
    servers: { first, shown: Math.min(SERVERS_SHOWN, plan.servers - first + 1), total: plan.servers },
  }
}
