import { type MatrixCell, OUTCOMES, type Outcome } from '../../model/rollout.ts'
import type { Asked } from './asked-names.ts'
import { describeReason } from './describe-reason.ts'
import { failingUses, LOOKUP_ERRORS, neverWas, usesBehind } from './find-hazards.ts'
import type { Uses } from './find-uses.ts'
import { type NamesOfUses, sampleResults, uniteUses } from './name-results.ts'
import type { NameSet } from './name-sets.ts'
import type { Cell, PlayedSpans, Result, Span } from './play-spans.ts'

/** The span of a moment. */
export function spanAt(spans: readonly Span[], at: number): Span {
  const found = spans.findLast(({ from }) => from <= at) ?? spans[0]
  if (found === undefined) throw new Error('a plan has no spans')
  return found
}

/** Every combination of pages, table and storage at a moment, with what becomes of its names. */
export function matrixAt(played: PlayedSpans, at: number): MatrixCell[] {
  const { cells } = spanAt(played.spans, at)
  return cells.map((cell) => describeCell(cell, cells, played))
}

function describeCell(cell: Cell, cells: readonly Cell[], played: PlayedSpans): MatrixCell {
  const { asker, view } = cell
  const uses = played.usesOf(asker.page, asker.table)
  const failing = failingUses(cells.filter((other) => other.asker === asker))
  const groups = Map.groupBy(
    cell.results.filter((result) => !neverWas(asker, result)),
    ({ outcome, condition, until, reason, failing }) =>
      JSON.stringify([outcome, condition, until, reason, failing === null ? null : [...failing]]),
  )
  const fineSample: Result = {
    use: 0,
    names: null,
    outcome: 'ok',
    condition: asker.condition,
    until: null,
    reason: 'fine',
    failing: null,
  }
  const outcomes = [
    ...[...groups.values()].flatMap((results) => {
      const [sample] = results
      return sample === undefined ? [] : [describe(sample, usesBehind(results))]
    }),
    describe(fineSample, fineUses(cell, uses, played.asked.of(uses, failing))),
  ].filter(({ fileCount }) => fileCount > 0)
  outcomes.sort((one, other) => OUTCOMES.indexOf(one.outcome) - OUTCOMES.indexOf(other.outcome))
  return {
    page: asker.page,
    table: asker.table,
    isOpenPage: asker.isOpenPage,
    condition: asker.condition,
    storage: view.storage.id,
    servers: [...asker.servers],
    worst: outcomes[0]?.outcome ?? 'ok',
    outcomes,
  }

  function describe(sample: Result, wanted: NamesOfUses): MatrixCell['outcomes'][number] {
    const shown = sampleResults({
      all: uses,
      wanted,
      failing: LOOKUP_ERRORS.has(sample.reason) ? null : (sample.failing ?? failing),
    })
    return {
      outcome: sample.outcome,
      condition: sample.condition,
      until: sample.until,
      ...shown,
      reason: describeReason(sample.reason, shown.files[0] ?? '', asker.page, asker.table, played.sides),
    }
  }
}

/** Uses without a result, and of those that have one for some of their names the others. */
function fineUses({ results }: Cell, { uses }: Uses, asked: Asked): NamesOfUses {
  const bad = usesBehind(results)
  return uniteUses(
    uses.flatMap((_, use): [number, NameSet | null][] => {
      const names = bad.get(use)
      if (names === undefined) return [[use, null]]
      const rest = names === null ? null : (asked.namesOf(use)?.rest(names) ?? null)
      return rest === null ? [] : [[use, rest]]
    }),
  )
}

/** The worst outcome that is certain at any time. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES[Math.min(...outcomes.map((outcome) => OUTCOMES.indexOf(outcome)), OUTCOMES.length - 1)] ?? 'ok'
}
