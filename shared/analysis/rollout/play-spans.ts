import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { Condition, NameTable, Outcome, ReleaseSide, SideNames } from '../../model/rollout.ts'
import type { Asked, AskedNames } from './asked-names.ts'
import { CachedAbsences } from './cached-absences.ts'
import type { NameClass } from './classify-names.ts'
import { type Asker, AskerFinder, type View } from './find-askers.ts'
import type { Use, Uses } from './find-uses.ts'
import {
  endsPage,
  type Judgement,
  judgeRequest,
  type Lookup,
  lookUpAll,
  type Lookups,
  type Reason,
} from './judge-request.ts'
import { switchEnd } from './plan-acts.ts'
import type { Played } from './play-plan.ts'
import type { NameSet } from './name-sets.ts'
import type { World } from './world.ts'
import type { RolloutNames } from './prepare-names.ts'
import { atRest, SentContents } from './sent-contents.ts'

/** What becomes of the names of one use. */
export type Result = {
  readonly use: number
  /** Those of its names that this is of; null: all that are asked for. */
  readonly names: NameSet | null
  readonly outcome: Outcome
  readonly condition: Condition
  /** Seconds after the start; for cached answers. */
  readonly until: number | null
  readonly reason: Reason
  /** Uses whose pages are not sent at the time within the span that this is of; null: those of the whole span. */
  readonly failing: ReadonlySet<number> | null
}

/** One kind of page at one storage. Names of uses without a result are fine. */
export type Cell = { readonly asker: Asker; readonly view: View; readonly results: readonly Result[] }

/** A stretch of time in which nothing changes for anybody. `to` is Infinity for the last. */
export type Span = {
  readonly from: number
  readonly to: number
  readonly world: World
  readonly cells: readonly Cell[]
}

export type PlayedSpans = {
  readonly sides: SideNames
  /** Series of Django of the releases. */
  readonly django: RolloutNames['django']
  readonly spans: readonly Span[]
  readonly usesOf: (page: ReleaseSide, table: NameTable) => Uses
  /** Which names of these visitors ask for. */
  readonly asked: AskedNames
  /** Last second, not counted in, at which pages of a kind ask; null if there are none. */
  readonly lastUse: (isMeant: (page: ReleaseSide, table: NameTable) => boolean) => number | null
}

/** Parts time so that within each span every request has one answer, and judges all requests. */
export function playSpans(plan: RolloutPlan, played: Played, names: RolloutNames): PlayedSpans {
  const { classes, sides, django, usesOf, asked } = names
  const finder = new AskerFinder(plan, sides)
  const judge = new Judge(plan, names)
  const times = boundaries(plan, played.worlds, classes)
  let next = 0
  const spans = times.map((from, index): Span => {
    while ((played.worlds[next]?.at ?? Infinity) <= from) next++
    const world = played.worlds[next - 1]
    if (world === undefined) throw new Error('a plan has no world at its start')
    const to = times[index + 1] ?? Infinity
    const cells = finder.find(world, from, to).flatMap((asker) => {
      const uses = usesOf(asker.page, asker.table)
      return asker.views.map((view) => ({ asker, view, results: judge.cell(asker, view, uses, from) }))
    })
    judge.remember(world, to)
    return { from, to, world, cells }
  })
  return { sides, django, spans, usesOf, asked, lastUse: (isMeant) => finder.lastUse(isMeant) }
}

function boundaries(plan: RolloutPlan, worlds: readonly World[], classes: readonly NameClass[]): number[] {
  const { lifetimes, openPage, cdn } = plan
  const spans = [0, lifetimes.plain, lifetimes.html + openPage]
  if (cdn) spans.push(lifetimes.missing)
  if (classes.some((one) => one.isSameName && !one.isSameOutput)) spans.push(lifetimes.hashed)
  const times = new Set(worlds.flatMap(({ at }) => spans.map((span) => at + span)))
  const end = switchEnd(plan)
  times.add(end + plan.rollbackWindow)
  // A 404 that a clean-up or a closed page leaves at the edge.
  return [...times].sort((one, other) => one - other)
}

const OUTSIDE: Judgement = { outcome: 'missing', isMoment: false, reason: 'not-there' }

/** A use of a page at a storage, from a moment on. */
type UseAtView = {
  readonly asker: Asker
  readonly view: View
  readonly use: Use
  readonly index: number
  readonly nameClass: NameClass
  readonly from: number
  /** What is asked for by pages that are sent. */
  readonly asked: Asked
  readonly failing: Result['failing']
}

class Judge {
  readonly #plan: RolloutPlan
  readonly #classes: readonly NameClass[]
  readonly #asked: AskedNames
  readonly #absences: CachedAbsences
  readonly #sent: SentContents

  /** URLs that are written by hand lead out of the folders of the releases. */
  readonly #isOutside: boolean

  constructor(plan: RolloutPlan, { classes, hasOwnUrls, asked }: RolloutNames) {
    this.#plan = plan
    this.#classes = classes
    this.#asked = asked
    this.#isOutside = plan.topology === 'folder-per-release' && !hasOwnUrls
    this.#absences = new CachedAbsences(plan)
    this.#sent = new SentContents(plan)
  }

  cell(asker: Asker, view: View, all: Uses, from: number): Result[] {
    const lookups = all.uses.map((use) => lookUpAll(use, this.#classOf(use), asker.table, asker, this.#plan))
    const times = this.#timesOf(asker, all, lookups)
    return all.uses.flatMap((use, index) =>
      (['now', 'before', 'later'] as const).flatMap((time) => {
        const lookup = lookups[index]?.[time] ?? null
        if (lookup === null) return []
        return this.#results(lookup, { asker, view, use, index, nameClass: this.#classOf(use), from, ...times[time] })
      }),
    )
  }

  #classOf({ nameClass }: Use): NameClass {
    const found = this.#classes[nameClass]
    if (found === undefined) throw new Error(`there is no class ${nameClass}`)
    return found
  }

  /** Keeps what was sent in the span that ends now in caches, and its 404 answers at the edge. */
  remember(world: World, to: number): void {
    this.#sent.remember(world, to)
    this.#absences.remember(to)
  }

  /** None for what is fine. What a moment may have left in a cache stands beside what is got without it. */
  #results(lookup: Lookup, at: UseAtView): Result[] {
    const { asker, view, use, index, nameClass, from, asked, failing } = at
    const { page, table, condition } = asker
    const judged =
      this.#isOutside && use.how === 'plain'
        ? OUTSIDE
        : judgeRequest(lookup, nameClass, page, table, view.storage, view.listed)
    const made = (outcome: Outcome, by: Condition, reason: Reason): Result => ({
      use: index,
      names: null,
      outcome,
      condition: by,
      until: null,
      reason,
      failing,
    })
    const byMoment = judged.isMoment && condition === 'always' ? 'moment' : condition
    const results: Result[] = []
    if (judged.outcome !== 'ok') results.push(made(judged.outcome, byMoment, judged.reason))
    if (judged.isMoment) {
      // What is got before and after the moment.
      const { outcome, reason } = judgeRequest(lookup, nameClass, page, table, atRest(view.storage), view.listed)
      if (outcome !== 'ok') results.push(made(outcome, condition, reason))
    }
    const url = this.#addressOf(lookup, at)
    const isAbsent = judged.outcome === 'missing'
    const isCached = isAbsent ? this.#absences.areKept : url !== null && this.#absences.has(url)
    if (url === null || (!isCached && !this.#sent.isChanging(lookup, nameClass))) return results
    const names = asked.namesOf(index)
    if (names === null) return results
    if (condition !== 'rollback') {
      this.#sent.ask(url, lookup, nameClass, view.servers, names)
      if (isAbsent) this.#absences.ask(url, names, byMoment)
    }
    const cached = (outcome: Outcome, by: Condition, until: number, some: NameSet): Result => ({
      ...made(outcome, by, 'cached'),
      names: some === names ? null : some,
      until,
    })
    if (judged.outcome === 'ok')
      for (const stale of this.#sent.staleUntil(url, lookup, nameClass, page, from, names))
        results.push(cached('stale', condition, stale.value, stale.names))
    if (!isAbsent)
      for (const { names: absent, value } of this.#absences.of(url, names, from))
        results.push(
          cached('missing-cached', condition === 'always' ? value.condition : condition, value.until, absent),
        )
    return results
  }

  /** A word for what a cache tells names of other classes apart by: the path, and the query if it minds it. */
  #addressOf(lookup: Lookup, { use, nameClass, asker }: UseAtView): string | null {
    const { topology, cdn, ignoresQuery } = this.#plan
    const path = pathOf(lookup, nameClass, use.nameClass, topology === 'folder-per-release' ? asker.page : '')
    return path === null ? null : path + (cdn && ignoresQuery ? '' : use.query)
  }

  /**
   * What is asked for in a span, with names from before the collect that goes on and with later ones. Behind `--clear`,
   * which deletes all before anything is copied, no page has some of these and some of those.
   */
  #timesOf({ home, before }: Asker, all: Uses, lookups: readonly Lookups[]): Record<keyof Lookups, Time> {
    const failingUses = (isFailing: (found: Lookups) => boolean): ReadonlySet<number> =>
      new Set(lookups.flatMap((found, index) => (isFailing(found) ? [index] : [])))
    const ending = failingUses((found) => endsPage(found.now))
    const now: Time = { asked: this.#asked.of(all, ending), failing: null }
    if (before === null || home.plain !== 'arriving') return { now, before: now, later: now }
    const timeOf = (when: 'before' | 'later'): Time => {
      const failing = failingUses((found) => found.now.kind === 'error' && found[when] === null)
      return { asked: this.#asked.of(all, failing), failing }
    }
    return { now, before: timeOf('before'), later: timeOf('later') }
  }
}

type Time = Pick<Result, 'failing'> & { readonly asked: Asked }

/** A word for the path that a cache knows, which ends in a number; null where there is none. */
function pathOf(lookup: Lookup, nameClass: NameClass, index: number, prefix: string): string | null {
  switch (lookup.kind) {
    case 'hashed':
      return `${prefix} ${nameClass.isSameName ? 'same' : lookup.side} ${index}`
    case 'plain':
      return `${prefix} plain ${index}`
    case 'nowhere':
    case 'error':
      return null
  }
}
