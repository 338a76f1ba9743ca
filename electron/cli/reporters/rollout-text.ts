import { BUCKET_ORDER, BUCKET_TITLES, BUCKET_TRAITS } from '../../../shared/analysis/rollout/describe-bucket.ts'
import { nameSides } from '../../../shared/analysis/rollout/name-sides.ts'
import type { KeepUntil, RolloutDocument, TopologyCard } from '../../../shared/model/rollout.ts'
import { BUCKETS, type RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { describeTable } from '../../../shared/text/describe-rollout.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import { plural } from '../../../shared/text/plural.ts'
import { printable } from '../../core/reports/printable.ts'
import type { Style } from '../style.ts'

const HAZARDS = 20
const CELLS = 20

/** A rollout for a terminal: the verdict, what happens, hazards with their causes, the way back, advice. */
export function* rolloutText(document: RolloutDocument, style: Style): Generator<string> {
  const { head, events, hazards, keepUntil, rollback, advice, matrix } = document
  const time = (at: number): string => formatClock(head.plan.startsAt, at)
  const sides = nameSides(head.a, head.b)
  yield `${style.bold(printable(head.sentence))}\n`
  for (const remark of head.remarks) yield `${printable(remark)}\n`
  yield '\n'
  for (const event of events) yield `${time(event.at).padEnd(9)} ${printable(event.sentence)}\n`
  for (const hazard of hazards.slice(0, HAZARDS)) {
    yield `\n${printable(hazard.sentence)}\n`
    if (hazard.message !== null) yield `  ${printable(hazard.message)}\n`
    for (const step of hazard.cause) yield `  ${printable(step)}\n`
    if (hazard.pages.length > 0) yield `  Pages: ${printable(hazard.pages.slice(0, 5).join(', '))}\n`
  }
  if (hazards.length > HAZARDS) yield `\n… and ${plural(hazards.length - HAZARDS, 'more hazard')} (--json)\n`
  yield `\n${style.bold(`At ${time(matrix.at)}`)}\n`
  for (const cell of matrix.cells.slice(0, CELLS)) {
    const words = cell.outcomes.map(({ outcome, fileCount }) => `${outcome} ${fileCount}`).join(', ')
    yield `  page of ${printable(sides[cell.page])}, ${printable(describeTable(cell.table, sides))}, ${cell.isOpenPage ? 'open' : cell.condition}, files of ${cell.storage}: ${words}\n`
  }
  const ends = keepUntil.flatMap(({ until }) => (until === null ? [] : [until]))
  if (ends.length > 0)
    yield `\n${plural(ends.length, 'file')} of ${printable(head.a)} may go at ${time(Math.max(...ends))} (rollout keep).\n`
  yield `\n${printable(rollback.sentence)}\n`
  for (const need of rollback.needs) yield `  ${printable(need)}\n`
  yield '\n'
  for (const { sentence, paste } of advice) {
    yield `${printable(sentence)}\n`
    if (paste !== null) yield `${paste.replace(/^(?=.)/gm, '    ')}\n`
  }
}

/** Until when files must stay, one a line. */
export function* keepText(files: readonly KeepUntil[], plan: RolloutPlan, style: Style): Generator<string> {
  for (const { storedName, until, proof } of files)
    yield `${(until === null ? 'stays' : formatClock(plan.startsAt, until)).padEnd(16)} ${style.bold(printable(storedName))}  ${printable(proof[0] ?? '')}\n`
}

/** The topologies, each with its words. */
export function* topologiesText(cards: readonly TopologyCard[], style: Style): Generator<string> {
  for (const { topology, title, sentence, files, manifest } of cards)
    yield `${style.bold(topology)}\n  ${title}. ${sentence}\n  Files: ${files}. Manifest: ${manifest}.\n`
  yield `\nFiles may lie in a bucket (bucket: ${BUCKETS.join(', ')}). ${BUCKET_ORDER}\n`
  for (const bucket of BUCKETS) yield `${style.bold(bucket)}\n  ${BUCKET_TITLES[bucket]}. ${BUCKET_TRAITS[bucket]}\n`
}
