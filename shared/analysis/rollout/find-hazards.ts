import type { RolloutPlan } from '../../model/rollout-plan.ts'
import { type Condition, type Hazard, OUTCOMES, type Outcome } from '../../model/rollout.ts'
import { beginSentence } from '../../text/begin-sentence.ts'
import { describeCondition, describeOutcome, describePages } from '../../text/describe-rollout.ts'
import { formatClock } from '../../text/format-clock.ts'
import { plural } from '../../text/plural.ts'
import { describeReason, errorMessage } from './describe-reason.ts'
import type { Asker } from './find-askers.ts'
import { PASSING, type Reason } from './judge-request.ts'
import {
  keyOfUses,
  type Named,
  nameResults,
  type NamesOfUses,
  sampleResults,
  uniteUses,
  type WantedUses,
} from './name-results.ts'
import type { Cell, PlayedSpans, Result } from './play-spans.ts'

/** A hazard, why it is one, and the uses behind it, which are a way to all of its files and pages. */
export type FoundHazard = {
  readonly hazard: Hazard
  readonly reason: Reason
  readonly uses: WantedUses
  readonly named: () => Named
}

/** Outcomes that are no harm, or none to a visitor. */
const HARMLESS: ReadonlySet<Outcome> = new Set(['ok', 'harmless', 'unhashed'])
/** What ends a page instead of a file. */
export const LOOKUP_ERRORS: ReadonlySet<Reason> = new Set([
  'not-in-manifest',
  'empty-table',
  'no-plain-copy',
  'plain-copy-away',
  'plain-copy-going',
  'half-written',
  'blob-not-found',
])

type Run = {
  readonly asker: Asker
  readonly sample: Result
  readonly uses: NamesOfUses
  readonly failing: ReadonlySet<number>
  readonly from: number
  to: number
}

/** All hazards of a rollout, worst first, then by time. What goes on from span to span is one hazard. */
export function findHazards(plan: RolloutPlan, played: PlayedSpans): FoundHazard[] {
  const runs: Run[] = []
  let open = new Map<string, Run>()
  for (const { from, to, cells } of played.spans) {
    const now = new Map<string, Run>()
    for (const group of groupCells(cells)) {
      const key = `${group.key} ${keyOfUses(group.uses)} ${[...group.failing].join()}`
      const before = open.get(key)
      const run = before ?? { ...group, from, to }
      run.to = to
      if (before === undefined) runs.push(run)
      now.set(key, run)
    }
    open = now
  }
  return runs
    .flatMap((run, index) => describeRun(run, index, plan, played))
    .sort((one, other) => compareHazards(one.hazard, other.hazard) || one.hazard.from - other.hazard.from)
}

/** Uses that end a page of a cell with an error, at all times of a span. */
export function failingUses(cells: readonly Pick<Cell, 'results'>[]): Set<number> {
  return new Set(
    cells.flatMap(({ results }) =>
      results.filter(({ reason }) => LOOKUP_ERRORS.has(reason) && !PASSING.has(reason)).map(({ use }) => use),
    ),
  )
}

/** A page whose look-up failed was never sent, so that nobody has it open. */
export function neverWas({ isOpenPage }: Asker, { reason }: Pick<Result, 'reason'>): boolean {
  return isOpenPage && LOOKUP_ERRORS.has(reason)
}

/** The uses of results, with their names. */
export function usesBehind(results: readonly Result[]): NamesOfUses {
  return uniteUses(results.map(({ use, names }) => [use, names] as const))
}

type Group = Omit<Run, 'from' | 'to'> & { readonly key: string }

/** Results of one kind of page that are alike, whichever storage they come from. */
function groupCells(cells: readonly Cell[]): Group[] {
  const byAsker = new Map<Asker, Cell[]>()
  for (const cell of cells) {
    const list = byAsker.get(cell.asker)
    if (list === undefined) byAsker.set(cell.asker, [cell])
    else list.push(cell)
  }
  const groups = new Map<string, Omit<Group, 'uses'> & { readonly results: Result[] }>()
  for (const [asker, own] of byAsker) {
    const failing = failingUses(own)
    for (const { results } of own)
      for (const result of results) {
        if (HARMLESS.has(result.outcome) || neverWas(asker, result)) continue
        const { outcome, condition, until, reason } = result
        const who = `${asker.page} ${asker.table} ${asker.isOpenPage} ${asker.condition === 'rollback'}`
        const when = result.failing === null ? '' : [...result.failing].join()
        const key = `${outcome} ${condition} ${until} ${reason} ${who} ${when}`
        const known = groups.get(key)
        if (known === undefined) groups.set(key, { key, asker, sample: result, failing, results: [result] })
        else known.results.push(result)
      }
  }
  return [...groups.values()].map(({ results, ...group }) => ({ ...group, uses: usesBehind(results) }))
}

function describeRun(run: Run, index: number, plan: RolloutPlan, played: PlayedSpans): FoundHazard[] {
  const { asker, sample } = run
  const uses: WantedUses = {
    all: played.usesOf(asker.page, asker.table),
    wanted: run.uses,
    failing: LOOKUP_ERRORS.has(sample.reason) ? null : (sample.failing ?? run.failing),
  }
  const shown = sampleResults(uses)
  const { fileCount, pageCount } = shown
  const [first] = shown.files
  if (first === undefined) return []
  const time = (at: number): string => formatClock(plan.startsAt, at)
  const reason = describeReason(sample.reason, first, asker.page, asker.table, played.sides)
  const end = run.to === Infinity ? 'with no end' : `until ${time(run.to)}`
  const where = describePages(asker.page, asker.table, asker.isOpenPage, played.sides)
  const files = plural(fileCount, 'file')
  const count = pageCount === null ? files : `${files} on ${plural(pageCount, 'page')}`
  const hazard: Hazard = {
    id: `hazard-${index + 1}`,
    outcome: sample.outcome,
    condition: sample.condition,
    from: run.from,
    to: run.to === Infinity ? null : run.to,
    page: asker.page,
    table: asker.table,
    isOpenPage: asker.isOpenPage,
    sentence: `${beginSentence(`${describeCondition(sample.condition, played.sides)}${describeOutcome(sample.outcome)}`)} for ${where}, from ${time(run.from)} ${end}: ${count}. ${reason}`,
    reason,
    cause: [
      ...asker.past,
      `${time(run.from)} ${reason}`,
      ...(sample.until === null ? [] : [`The cached answer lasts until ${time(sample.until)}.`]),
    ],
    message: errorMessage(sample.reason, first, played.django[asker.page]),
    ...shown,
  }
  return [{ hazard, reason: sample.reason, uses, named: () => nameResults(uses) }]
}

const CERTAINTY: readonly Condition[] = ['always', 'moment', 'restart', 'rollback']

/** What is certain comes before what may be, then the worst before the less bad. */
export function compareHazards(one: Hazard, other: Hazard): number {
  return rank(one) - rank(other)
}

function rank({ outcome, condition }: Hazard): number {
  return CERTAINTY.indexOf(condition) * OUTCOMES.length + OUTCOMES.indexOf(outcome)
}
