import type { Rollout } from '../../../../shared/analysis/rollout/simulate-rollout.ts'
import { topologyTitle } from '../../../../shared/analysis/rollout/topologies.ts'
import type { Hazard, Outcome, RolloutDocument } from '../../../../shared/model/rollout.ts'
import { describeOutcome } from '../../../../shared/text/describe-rollout.ts'
import { formatClock } from '../../../../shared/text/format-clock.ts'
import { plural } from '../../../../shared/text/plural.ts'
import { markup, PAGE_LOOK, pageHead } from '../html-page.ts'
import { groupKept } from './group-kept.ts'
import { rolloutDocument } from './rollout-document.ts'

const STYLE = `${PAGE_LOOK}
body{max-width:920px;margin:0 auto;padding:24px 20px 48px}
h2{margin:28px 0 8px}
section>p,li,summary{max-width:90ch}
p,li{overflow-wrap:anywhere}
ol{margin:4px 0 8px;padding-left:20px;color:var(--ink2)}
.times{list-style:none;padding:0;margin:0;color:var(--ink)}
.times li{display:grid;grid-template-columns:72px minmax(0,1fr);padding:3px 0}
time{color:var(--ink2);font-variant-numeric:tabular-nums}
article{margin:0 0 12px;padding:10px 14px;background:var(--surface);border:1px solid var(--soft);border-radius:7px}
article p{color:var(--ink)}
h3{display:flex;flex-wrap:wrap;gap:4px 10px;margin:0 0 4px;font-size:13px}
.fatal{color:var(--fatal)}.bad{color:var(--removed)}.warn{color:var(--warn)}.moved{color:var(--moved)}.ok{color:var(--added)}
details{margin-top:4px}
summary{cursor:pointer;color:var(--ink2)}
details ul{columns:2 320px;list-style:none;padding:0}
pre{margin:6px 0 12px;padding:10px 12px;background:var(--surface);border:1px solid var(--soft);border-radius:7px;font:12px/1.5 ui-monospace,Consolas,monospace;overflow-x:auto}
`

/** Tone and sign of an outcome, as in the window. */
const MARKS: Readonly<Record<Outcome, readonly [tone: string, sign: string]>> = {
  'error-500': ['fatal', '✕'],
  missing: ['bad', '∅'],
  'missing-cached': ['bad', '∅'],
  'other-version': ['warn', '≠'],
  stale: ['warn', '↶'],
  unhashed: ['moved', '#'],
  harmless: ['ok', '='],
  ok: ['ok', '✓'],
}

/** A rollout as one page that needs nothing else; it runs no script. @param at as for `rolloutDocument` */
export function* rolloutHtml(rollout: Rollout, at: number | null): Generator<string> {
  const { head, keepUntil, hazards, advice, rollback, events } = rolloutDocument(rollout, at)
  const time = (moment: number | null): string => (moment === null ? 'no end' : formatClock(head.plan.startsAt, moment))
  const title = `Rollout of ${head.b} after ${head.a}`
  yield pageHead({ title, style: STYLE })
  yield `<header>\n<h1>${markup(head.sentence)}</h1>\n<p>${markup(`${title}. ${topologyTitle(head.plan.topology)}, servers: ${head.plan.servers}.`)}</p>\n${list(head.remarks)}</header>\n<main>\n`
  yield `<section>\n<h2>What happens</h2>\n<ul class="times">\n${events
    .map((event) => `<li><time>${markup(time(event.at))}</time><span>${markup(event.sentence)}</span></li>\n`)
    .join('')}</ul>\n</section>\n`
  yield `<section>\n<h2>Hazards, worst first (${hazards.length})</h2>\n${hazards.length === 0 ? '<p>None.</p>\n' : ''}`
  for (const hazard of hazards) yield hazardArticle(hazard, time)
  yield `</section>\n<section>\n<h2>Keep files of ${markup(head.a)}</h2>\n`
  yield* keptParts(keepUntil, time)
  yield `</section>\n<section>\n<h2>Rollback</h2>\n<p>${markup(rollback.sentence)}</p>\n${list(rollback.needs)}</section>\n<section>\n<h2>Advice</h2>\n`
  for (const { sentence, paste } of advice)
    yield `<p>${markup(sentence)}</p>\n${paste === null ? '' : `<pre tabindex="0">${markupLines(paste)}</pre>\n`}`
  yield '</section>\n</main>\n</body>\n</html>\n'
}

type Time = (moment: number | null) => string

function hazardArticle(hazard: Hazard, time: Time): string {
  const { outcome, from, to, sentence, cause, message, files, fileCount, pages, pageCount } = hazard
  const [tone, sign] = MARKS[outcome]
  const span = to === null ? `from ${time(from)} on` : `${time(from)} to ${time(to)}`
  const counted = [plural(fileCount, 'file'), ...(pageCount === null ? [] : [plural(pageCount, 'page')])].join(' and ')
  return `<article>
<h3><span class="${tone}">${sign} ${markup(describeOutcome(outcome))}</span><time>${markup(span)}</time></h3>
<p>${markup(sentence)}</p>
<ol>
${cause.map((step) => `<li>${markup(step)}</li>\n`).join('')}</ol>
${message === null ? '' : `<pre tabindex="0">${markupLines(message)}</pre>\n`}<details><summary>${counted}</summary>
${names('Files', files, fileCount)}${names('Pages', pages, pageCount ?? pages.length)}</details>
</article>
`
}

function* keptParts(keepUntil: RolloutDocument['keepUntil'], time: Time): Generator<string> {
  const kept = groupKept(keepUntil)
  if (kept.length === 0) yield '<p>None has to stay.</p>\n'
  for (const { until, why, storedNames } of kept)
    yield `<article>\n<h3>${until === null ? 'No end is known' : `Until ${markup(time(until))}`}: ${plural(storedNames.length, 'file')}</h3>\n<p>${markup(why)}</p>\n<details><summary>Their names</summary>\n${list(storedNames)}</details>\n</article>\n`
}

function names(title: string, some: readonly string[], count: number): string {
  if (some.length === 0) return ''
  const more = count > some.length ? [`and ${count - some.length} more`] : []
  return `<p>${title}</p>\n${list([...some, ...more])}`
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `<ul>\n${texts.map((text) => `<li>${markup(text)}</li>\n`).join('')}</ul>\n`
}

/** Several lines: each escaped by itself, so that line ends stay. */
function markupLines(text: string): string {
  return text.split('\n').map(markup).join('\n')
}
