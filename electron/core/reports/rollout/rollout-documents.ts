import { deletableAt } from '../../../../shared/analysis/rollout/keep-until.ts'
import { type Rollout, worstMoment } from '../../../../shared/analysis/rollout/simulate-rollout.ts'
import { nameSides } from '../../../../shared/analysis/rollout/name-sides.ts'
import { topologyTitle } from '../../../../shared/analysis/rollout/topologies.ts'
import { ROLLOUT_SCHEMA, type RolloutDocument } from '../../../../shared/model/rollout.ts'
import { describeCondition, describeOutcome } from '../../../../shared/text/describe-rollout.ts'
import { formatClock } from '../../../../shared/text/format-clock.ts'
import { printable } from '../diff/printable.ts'

const ROWS = 200

/** A rollout as `rollout --json` gives it. @param at seconds after the start; null: the worst moment */
export function rolloutDocument(rollout: Rollout, at: number | null): RolloutDocument {
  const moment = at ?? worstMoment(rollout)
  const keep = rollout.keep()
  return {
    schema: ROLLOUT_SCHEMA,
    head: rollout.head,
    events: [...rollout.events],
    hazards: rollout.hazards.map(({ hazard }) => hazard),
    matrix: { at: moment, cells: rollout.matrixAt(moment) },
    keepUntil: [...keep],
    deletable: deletableAt(keep, moment).map(({ storedName }) => storedName),
    rollback: rollout.rollbackAt(moment),
    advice: rollout.advice(),
  }
}

/** A rollout as a report for a pull request. */
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
  yield `\n## Keep until\n\n| File of ${cell(head.a)} | Until | Why |\n|---|---|---|\n`
  for (const file of keepUntil.filter(({ reason }) => reason !== 'used-by-b').slice(0, ROWS))
    yield `| ${cell(file.storedName)} | ${time(file.until)} | ${cell(file.proof[0] ?? '')} |\n`
  yield `\n## Rollback\n\n${cell(rollback.sentence)}\n\n${rollback.needs.map((need) => `- ${cell(need)}\n`).join('')}\n## Advice\n\n`
  for (const { sentence, paste } of advice)
    yield `- ${cell(sentence)}\n${paste === null ? '' : `\n\`\`\`python\n${paste}\`\`\`\n\n`}`
}

/** A rollout as one page that needs nothing else; it runs no script. */
export function* rolloutHtml(rollout: Rollout, at: number | null): Generator<string> {
  const { head, keepUntil, hazards, advice, rollback, events } = rolloutDocument(rollout, at)
  const time = (moment: number | null): string => (moment === null ? 'no end' : formatClock(head.plan.startsAt, moment))
  const title = `Rollout of ${head.b} after ${head.a}`
  yield `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n<title>${markup(title)}</title>\n</head>\n<body>\n<h1>${markup(head.sentence)}</h1>\n<p>${markup(`${title}. ${topologyTitle(head.plan.topology)}.`)}</p>\n`
  yield list(head.remarks)
  yield `<h2>What happens</h2>\n${list(events.map((event) => `${time(event.at)} ${event.sentence}`))}`
  yield `<h2>Hazards</h2>\n${table(
    ['Outcome', 'From', 'To', 'Files', 'Pages', 'What led to it'],
    hazards.map((hazard) => [
      `${describeCondition(hazard.condition, nameSides(head.a, head.b))}${describeOutcome(hazard.outcome)}`,
      time(hazard.from),
      time(hazard.to),
      hazard.files.join(', '),
      hazard.pages.join(', '),
      hazard.cause.join(' → '),
    ]),
  )}`
  yield `<h2>Keep until</h2>\n${table(
    ['Stored file', 'Until', 'Why'],
    keepUntil
      .filter(({ reason }) => reason !== 'used-by-b')
      .map((file) => [file.storedName, time(file.until), file.proof.join(' ')]),
  )}`
  yield `<h2>Rollback</h2>\n<p>${markup(rollback.sentence)}</p>\n${list(rollback.needs)}<h2>Advice</h2>\n`
  for (const { sentence, paste } of advice)
    yield `<p>${markup(sentence)}</p>\n${paste === null ? '' : `<pre>${markup(paste)}</pre>\n`}`
  yield '</body>\n</html>\n'
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>None.</p>\n'
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((text) => `<${tag}>${markup(text)}</${tag}>`).join('')}</tr>\n`
  return `<table border="1">\n<thead>${line('th', heads)}</thead>\n<tbody>\n${rows.map((row) => line('td', row)).join('')}</tbody>\n</table>\n`
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `<ul>\n${texts.map((text) => `<li>${markup(text)}</li>\n`).join('')}</ul>\n`
}

/** Text of a release as text of a page. */
function markup(text: string): string {
  return printable(text).replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)
}

/** Text of a release as text of a table in Markdown. */
function cell(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>|#]/g, '\\$&')
}
