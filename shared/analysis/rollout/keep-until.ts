import type { ReleaseFile } from '../../model/release.ts'
import type { RolloutPlan } from '../../model/rollout-plan.ts'
import { type KeepUntil, SHOWN, type SideNames } from '../../model/rollout.ts'
import { formatClock, formatSpan } from '../../text/format-clock.ts'
import { storedName } from './classify-names.ts'
import type { RolloutRelease, Uses } from './find-uses.ts'
import { isInImage, switchEnd } from './plan-acts.ts'
import type { PlayedSpans } from './play-spans.ts'
import type { RolloutNames } from './prepare-names.ts'

/** Until when the files of A are needed under a plan, by the way in which they are come to. */
export type KeepBounds = {
  /** When the last page with A's table asks; null: there is none. */
  readonly byTable: number | null
  /** When the last page of A asks whose names are computed or written by hand; null: there is none. */
  readonly byPage: number | null
  /** When the rollback window ends; null where the plan goes back itself. */
  readonly rollback: number | null
  /** Whether A comes back with its own table. */
  readonly hasOwnManifest: boolean
}

/** When files of A are asked for the last time under a plan. */
export function keepBounds(plan: RolloutPlan, played: PlayedSpans): KeepBounds {
  return {
    byTable: played.lastUse((_, table) => table === 'a'),
    byPage: played.lastUse((page) => page === 'a'),
    rollback: plan.rollback === null ? switchEnd(plan) + plan.rollbackWindow : null,
    hasOwnManifest: !['shared-manifest', 'single-server', 'disk-per-server'].includes(plan.topology),
  }
}

/** Until when files that only A has must stay; null: there are none, they go with their image, or there is no end. */
export function keepEnd(plan: RolloutPlan, played: PlayedSpans, { classes }: RolloutNames): number | null {
  const own = classes.filter(({ inA, isSameName }) => inA && !isSameName)
  if (own.length === 0 || isInImage(plan)) return null
  const { byTable, byPage, rollback, hasOwnManifest } = keepBounds(plan, played)
  const isByPage = own.some(({ isHashed }) => !isHashed.a)
  const end = Math.max(byTable ?? 0, isByPage ? (byPage ?? 0) : 0, hasOwnManifest || isByPage ? (rollback ?? 0) : 0)
  return end === Infinity ? null : end
}

/** Until when each stored file of A must stay, the latest first; those without an end before all. */
export function keepUntil(plan: RolloutPlan, played: PlayedSpans, a: RolloutRelease, b: RolloutRelease): KeepUntil[] {
  const bounds = keepBounds(plan, played)
  const stored = new Set(b.files.map(storedName))
  const names = new Set(b.files.map(({ name }) => name))
  const sides = played.sides
  const ofB: End = { until: null, reason: 'used-by-b', proof: [`${sides.b} has it under the same stored name.`] }
  const users = pagesByName(played.usesOf('a', 'a'))
  return a.files
    .map((file): KeepUntil => {
      const pages = users.get(file.name) ?? []
      // Without a strict lookup, code of A computes the names of files that B does not have from their plain copies.
      const isComputed = !plan.strict && !names.has(file.name) && file.references.length === 0
      const end = stored.has(storedName(file))
        ? ofB
        : endOf(plan, bounds, isComputed || file.hashedName === null, sides)
      return { name: file.name, storedName: storedName(file), size: sizeOf(file), pages, ...end }
    })
    .sort((one, other) => order(other.until) - order(one.until))
}

/** The files of A that may go at a moment. */
export function deletableAt(files: readonly KeepUntil[], at: number): KeepUntil[] {
  return files.filter(({ until }) => until !== null && until <= at)
}

type End = Pick<KeepUntil, 'until' | 'reason' | 'proof'>

function endOf(plan: RolloutPlan, bounds: KeepBounds, isByPage: boolean, { a }: SideNames): End {
  if (isInImage(plan))
    return {
      until: null,
      reason: 'processes',
      proof: [`It is part of the image of ${a} and goes with its last process.`],
    }
  const rollback = bounds.hasOwnManifest || isByPage ? bounds.rollback : null
  const asked = Math.max(bounds.byTable ?? 0, isByPage ? (bounds.byPage ?? 0) : 0)
  const time = (at: number): string => formatClock(plan.startsAt, at)
  if (asked === Infinity)
    return {
      until: null,
      reason: 'in-use',
      proof: ['Processes still serve pages that need it at the end of the plan.'],
    }
  const { lifetimes, openPage } = plan
  const last = asked - lifetimes.html - openPage
  const page = `The last page that names it is made at ${time(Math.max(0, last))}; caches keep it ${formatSpan(lifetimes.html)} and browsers have it open ${formatSpan(openPage)}: until ${time(asked)}.`
  const back = rollback === null ? null : `Until ${time(rollback)} ${a} can be rolled back to, and then needs it.`
  if (back !== null && rollback !== null && rollback > asked)
    return { until: rollback, reason: 'rollback', proof: [back, page] }
  return { until: asked, reason: 'open-page', proof: back === null ? [page] : [page, back] }
}

/** The first pages that come to each name; of a name that all pages come to, no more are shown. */
function pagesByName({ names: all, pages }: Uses): Map<string, string[]> {
  const users = new Map<number, string[]>()
  for (const { template, names } of pages ?? [])
    for (const list of names.values())
      for (const name of list) {
        const own = users.get(name) ?? []
        users.set(name, own)
        if (own.length < SHOWN && own.at(-1) !== template) own.push(template)
      }
  return new Map([...users].map(([number, own]) => [all[number] ?? '', own]))
}

function order(until: number | null): number {
  return until ?? Number.MAX_SAFE_INTEGER
}

function sizeOf(file: ReleaseFile): number | null {
  return file.output?.size ?? null
}
