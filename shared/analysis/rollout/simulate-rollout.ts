import type { RolloutPlan } from '../../model/rollout-plan.ts'
import {
  type Advice,
  type KeepUntil,
  type MatrixCell,
  type RollbackCheck,
  type RolloutEvent,
  type RolloutHead,
  type RolloutInterval,
} from '../../model/rollout.ts'
import { advise } from './advise.ts'
import { checkRollback } from './check-rollback.ts'
import { describeVerdict, remedyOf } from './describe-verdict.ts'
import { explainError, type Explanation } from './explain-error.ts'
import { findHazards, type FoundHazard } from './find-hazards.ts'
import type { RolloutRelease } from './find-uses.ts'
import { keepBounds, keepEnd, keepUntil } from './keep-until.ts'
import { matrixAt, worstOf } from './matrix-at.ts'
import { type Played, playPlan } from './play-plan.ts'
import { prepareNames, type RolloutNames } from './prepare-names.ts'
import { type PlayedSpans, playSpans, type Span } from './play-spans.ts'

/** A rollout that was played: what happens, who gets what, and what follows. */
export type Rollout = {
  readonly head: RolloutHead
  readonly events: readonly RolloutEvent[]
  readonly hazards: readonly FoundHazard[]
  readonly intervals: () => RolloutInterval[]
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
  return {
    head: headOf(a, b, plan, hazards, spans, names, playOther),
    events: played.events,
    hazards,
    intervals: () => spans.spans.map(intervalOf),
    matrixAt: (at) => matrixAt(spans, at),
    keep: () => (kept ??= keepUntil(plan, spans, a, b)),
    rollbackAt: (at) => checkRollback(plan, spans, hazards, at),
    advice: () =>
      advise(
        plan,
        hazards.map(({ hazard }) => hazard),
        keepBounds(plan, spans),
        djangoOf(b),
        names.sides,
      ),
    explain: (text, at) => explainError(hazards, text, at),
  }
}

/** The moment that is worth looking at first: the beginning of the worst hazard, else the end of the plan's events. */
export function worstMoment({ hazards, events }: Pick<Rollout, 'hazards'> & Pick<Played, 'events'>): number {
  return hazards[0]?.hazard.from ?? events.at(-1)?.at ?? 0
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
      keepUntil: keepEnd(plan, spans, names),
    }),
    worst: worstOf(hazards.filter(isOfPlan).map(({ hazard }) => hazard.outcome)),
    lastUseOfA: last === Infinity ? null : last,
    hazardCount: hazards.length,
    arePagesKnown: a.pages !== null && b.pages !== null,
    remarks: remarksOf(a, b, plan),
  }
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
  if (plan.bucket === 'azure')
    remarks.push('Azure’s storage raises its own error for a missing manifest, which Django does not catch.')
  return remarks
}

function intervalOf({ from, to, world, cells }: Span): RolloutInterval {
  const pages = new Map(
    cells
      .filter(({ asker }) => asker.condition === 'always')
      .map(({ asker: { page, table } }) => [`${page} ${table}`, { page, table }]),
  )
  return {
    from,
    to: to === Infinity ? null : to,
    storages: [...world.storages.values()],
    manifests: [...world.manifests].map(([place, { holds }]) => ({ place, holds })),
    servers: world.servers.map(({ server, code, table, storage }) => ({ server, code, table, storage })),
    pages: [...pages.values()],
  }
}

function djangoOf({ release }: RolloutRelease): string {
  return release.card?.django ?? release.settings?.django ?? '5.2'
}
