import type { HazardGroup, HazardGrouping } from '../../model/hazard-group.ts'
import { CONDITIONS, type Hazard, OUTCOMES, type SideNames } from '../../model/rollout.ts'
import { describeOutcome } from '../../text/describe-rollout.ts'
import { formatClock } from '../../text/format-clock.ts'
import { describeCause } from './describe-reason.ts'
import type { FoundHazard } from './find-hazards.ts'

/** How the hazards of a rollout are called in titles. */
type Words = { readonly sides: SideNames; readonly startsAt: string }

/** Hazards by what they have in common; the groups by the worst in them, windows by time. */
export function groupHazards(found: readonly FoundHazard[], by: HazardGrouping, words: Words): HazardGroup[] {
  const groups = [...Map.groupBy(found, (one) => groupKey(one, by))].map(([key, members]) =>
    describeGroup(key, members, by, words),
  )
  return by === 'window' ? groups.sort((a, b) => a.from - b.from || order(a.to) - order(b.to)) : groups
}

/** The hazards of one group, in their order. */
export function hazardsInGroup(found: readonly FoundHazard[], by: HazardGrouping, key: string): FoundHazard[] {
  return found.filter((one) => groupKey(one, by) === key)
}

/** The group that a hazard is in. */
export function groupKey({ hazard, reason }: FoundHazard, by: HazardGrouping): string {
  switch (by) {
    case 'cause':
      return `${reason} ${hazard.page} ${hazard.table}`
    case 'outcome':
      return hazard.outcome
    case 'window':
      return `${hazard.from} ${hazard.to ?? ''}`
  }
}

function describeGroup(
  key: string,
  members: readonly FoundHazard[],
  by: HazardGrouping,
  { sides, startsAt }: Words,
): HazardGroup {
  const [first] = members
  if (first === undefined) throw new Error('a group has no hazard')
  const hazards = members.map(({ hazard }) => hazard)
  const worst = hazards.reduce((one, other) => (isWorse(other, one) ? other : one))
  const from = Math.min(...hazards.map((one) => one.from))
  const to = hazards.some((one) => one.to === null) ? null : Math.max(...hazards.map((one) => one.to ?? 0))
  const { page, table } = first.hazard
  const title = {
    cause: () => describeCause(first.reason, page, table, sides),
    outcome: () => describeOutcome(first.hazard.outcome),
    window: () =>
      to === null
        ? `From ${formatClock(startsAt, from)} on`
        : `${formatClock(startsAt, from)}–${formatClock(startsAt, to)}`,
  }[by]()
  return {
    key,
    title,
    outcome: worst.outcome,
    condition: worst.condition,
    from,
    to,
    hazards: hazards.length,
    files: Math.max(...hazards.map(({ fileCount }) => fileCount)),
    pages: hazards.some(({ pageCount }) => pageCount === null)
      ? null
      : Math.max(...hazards.map(({ pageCount }) => pageCount ?? 0)),
  }
}

function isWorse(one: Hazard, other: Hazard): boolean {
  const byOutcome = OUTCOMES.indexOf(one.outcome) - OUTCOMES.indexOf(other.outcome)
  return byOutcome < 0 || (byOutcome === 0 && CONDITIONS.indexOf(one.condition) < CONDITIONS.indexOf(other.condition))
}

function order(to: number | null): number {
  return to ?? Number.MAX_SAFE_INTEGER
}
