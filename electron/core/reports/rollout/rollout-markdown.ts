import type { Rollout } from '../../../../shared/analysis/rollout/simulate-rollout.ts'
import { topologyTitle } from '../../../../shared/analysis/rollout/topologies.ts'
import { describeOutcome } from '../../../../shared/text/describe-rollout.ts'
import { formatClock } from '../../../../shared/text/format-clock.ts'
import { plural } from '../../../../shared/text/plural.ts'
import { printable } from '../printable.ts'
import { groupKept } from './group-kept.ts'
import { rolloutDocument } from './rollout-document.ts'

/** Rows of a table, and names of a list, that are told. */
const ROWS = 200

/** A rollout as a report for a pull request. @param at as for `rolloutDocument` */
export function* rolloutMarkdown(rollout: Rollout, at: number | null): Generator<string> {
  const { head, keepUntil, hazards, advice, rollback, events } = rolloutDocument(rollout, at)
  const time = (moment: number | null): string => (moment === null ? 'no end' : formatClock(head.plan.startsAt, moment))
  yield `# Rollout of ${cell(head.b)} after ${cell(head.a)}\n\n**${cell(head.sentence)}**\n\n${topologyTitle(head.plan.topology)}, servers: ${head.plan.servers}.\n\n`
  for (const remark of head.remarks) yield `- ${cell(remark)}\n`
  yield '\n## What happens\n\n'
  for (const event of events.slice(0, ROWS)) yield `- ${time(event.at)} ${cell(event.sentence)}\n`
  yield '\n## Hazards\n\n'
  yield hazards.length === 0 ? 'None.\n' : '| Outcome | From | To | Files | Pages | What |\n|---|---|---|---|---|---|\n'
  for (const hazard of hazards.slice(0, ROWS))
    yield `| ${describeOutcome(hazard.outcome)} | ${time(hazard.from)} | ${time(hazard.to)} | ${hazard.fileCount} | ${hazard.pageCount ?? ''} | ${cell(hazard.sentence)} |\n`
  yield `\n## Keep files of ${cell(head.a)}\n\n`
  const kept = groupKept(keepUntil)
  if (kept.length === 0) yield 'None has to stay.\n'
  for (const { until, why, storedNames } of kept.slice(0, ROWS)) {
    const names = storedNames.slice(0, ROWS).map((name) => `- ${cell(name)}\n`)
    const more = storedNames.length > ROWS ? `- and ${storedNames.length - ROWS} more\n` : ''
    yield `**${until === null ? 'No end' : `Until ${time(until)}`}: ${plural(storedNames.length, 'file')}.** ${cell(why)}\n\n<details><summary>Their names</summary>\n\n${names.join('')}${more}\n</details>\n\n`
  }
  yield `\n## Rollback\n\n${cell(rollback.sentence)}\n\n${rollback.needs.map((need) => `- ${cell(need)}\n`).join('')}\n## Advice\n\n`
  for (const { sentence, paste } of advice)
    yield `- ${cell(sentence)}\n${paste === null ? '' : `\n\`\`\`python\n${paste}\`\`\`\n\n`}`
}

/** Text of a release as text of a table in Markdown. */
function cell(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>|#]/g, '\\$&')
}
