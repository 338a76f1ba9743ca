import type { Comparison } from '../../../../shared/analysis/comparison.ts'
import { splitHash } from '../../../../shared/text/split-hash.ts'
import { CAUSES, type FileDifference } from '../../../../shared/model/comparison.ts'
import {
  CAUSE_LABELS,
  CAUSE_SENTENCES,
  describeAlarm,
  describeDownload,
  describeRuleChange,
  describeUnknowns,
  describeVerdict,
} from '../../../../shared/text/describe-comparison.ts'
import { describeFindingsChange } from '../../../../shared/text/describe-findings-change.ts'
import { plural } from '../../../../shared/text/plural.ts'
import type { ComparedFindings } from '../../compare/compare-release-findings.ts'
import { markup, pageHead } from '../html-page.ts'
import { countsOf } from './count-findings.ts'
import { REPORT_SCRIPT } from './report-script.ts'
import { REPORT_STYLE } from './report-style.ts'

/** The page stays below 5 MB for 50,000 names; beyond this many UTF-16 units the hashes are left out, then rows. */
const MOST = 4_800_000
const ALARMS = 500
const ALARMS_LISTED = 50
const FINDINGS_LISTED = 500
/** Roots that are named for a row. */
const ROOTS = 5

/**
 * One page that needs nothing else: it opens offline, has a policy that lets nothing in but its own style and script, and
 * holds the files by column as JSON, which the script lays out as far as they are seen. No text of a release is ever
 * taken for markup: values reach the page as JSON and are shown as text.
 */
export function diffHtml(comparison: Comparison, findings: ComparedFindings | null = null): string {
  const full = page(comparison, findings, { withHashes: true, rows: Infinity })
  if (Buffer.byteLength(full) <= MOST) return full
  const bare = page(comparison, findings, { withHashes: false, rows: Infinity })
  const size = Buffer.byteLength(bare)
  if (size <= MOST || comparison.differences.length <= 50_000) return bare
  // Larger comparisons keep all rows up to the size that a browser opens without trouble.
  return size <= 5 * MOST
    ? bare
    : page(comparison, findings, {
        withHashes: false,
        rows: Math.floor((comparison.differences.length * 5 * MOST) / size),
      })
}

type PageSize = { readonly withHashes: boolean; readonly rows: number }

function page(comparison: Comparison, findings: ComparedFindings | null, size: PageSize): string {
  const { a, b } = comparison.head
  const title = `${a.name} → ${b.name}`
  return `${pageHead({ title, style: REPORT_STYLE, script: REPORT_SCRIPT })}<header>
<h1>${markup(describeVerdict(comparison.head))}</h1>
<p>${markup(title)}</p>
<ul>${notes(comparison)}</ul>
${alarmList(comparison)}${findings === null ? '' : findingsList(findings)}</header>
<main>
<form role="search">
<label>Search <input id="search" type="search" placeholder="part of a name" autocomplete="off"></label>
<label>Cause <select id="cause"></select></label>
<label><input id="own" type="checkbox"> only the author’s changes</label>
<output id="shown"></output>
</form>
<div id="table" role="table" aria-label="Files that differ">
<div class="row head" role="row" id="head"></div>
<div id="scroll" tabindex="0"><div id="space"><div id="rows" role="rowgroup"></div></div></div>
</div>
<section id="detail" aria-live="polite" hidden></section>
</main>
<noscript><p>The list of files needs the script of this page. It loads nothing from anywhere.</p></noscript>
<script type="application/json" id="files">${json(columns(comparison, size))}</script>
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`
}

function notes({ head, alarms }: Comparison): string {
  const { a, b, cost, ruleChanges } = head
  const unknowns = [describeUnknowns('A', a.unknowns), describeUnknowns('B', b.unknowns)].filter(
    (text) => text !== null,
  )
  const errors = alarms.filter(({ severity }) => severity === 'error').length
  return [
    describeDownload(cost.all),
    ...(errors > 0 ? [`${plural(errors, 'alarm')} to look at first.`] : []),
    ...ruleChanges.map(describeRuleChange),
    ...unknowns,
    ...head.remarks,
  ]
    .map((text) => `<li>${markup(text)}</li>`)
    .join('')
}

/** The first alarms, folded; those of a file stand in its detail too. */
function alarmList({ alarms }: Comparison): string {
  if (alarms.length === 0) return ''
  const items = alarms
    .slice(0, ALARMS_LISTED)
    .map((alarm) => `<li><code>${markup(alarm.name)}</code> ${markup(describeAlarm(alarm))}</li>`)
  const rest =
    alarms.length > items.length ? `<li>and ${plural(alarms.length - items.length, 'more', 'more')}</li>` : ''
  const notes = alarms.filter(({ severity }) => severity === 'note').length
  const counted = [
    ...(alarms.length > notes ? [plural(alarms.length - notes, 'alarm')] : []),
    ...(notes > 0 ? [plural(notes, 'note')] : []),
  ].join(' and ')
  return `<details><summary>${counted}</summary><ul>${items.join('')}${rest}</ul></details>\n`
}

/** What is new and what is fixed, folded. */
function findingsList(findings: ComparedFindings): string {
  const lists = (
    [
      ['New', findings.added],
      ['Fixed', findings.fixed],
    ] as const
  ).map(([title, list]) => {
    if (list.length === 0) return ''
    const items = list
      .slice(0, FINDINGS_LISTED)
      .map(
        ({ code, file, line, message }) =>
          `<li><code>${markup(line === null ? file : `${file}:${line}`)}</code> ${code}: ${markup(message)}</li>`,
      )
    const rest = list.length > items.length ? `<li>and ${plural(list.length - items.length, 'more', 'more')}</li>` : ''
    return `<details><summary>${title}: ${plural(list.length, 'finding')}</summary><ul>${items.join('')}${rest}</ul></details>`
  })
  const remarks = findings.remarks.map((text) => `<li>${markup(text)}</li>`).join('')
  return `<p>${markup(describeFindingsChange(countsOf(findings)))}</p>${remarks === '' ? '' : `<ul>${remarks}</ul>`}${lists.join('')}\n`
}

/** The files by column. Names are front-coded: the length shared with the name before, and the rest. */
function columns({ differences, alarms }: Comparison, { withHashes, rows }: PageSize) {
  const files = differences.slice(0, rows).map(({ difference }) => difference)
  const places = new Map(files.map(({ name }, at) => [name, at]))
  let before = ''
  const shared: number[] = []
  const rest: string[] = []
  for (const { name } of files) {
    let same = 0
    while (same < name.length && same < before.length && name[same] === before[same]) same++
    shared.push(same)
    rest.push(name.slice(same))
    before = name
  }
  const place = (name: string | undefined): number => (name === undefined ? -1 : (places.get(name) ?? -1))
  return {
    causes: CAUSES.map((cause) => [CAUSE_LABELS[cause], CAUSE_SENTENCES[cause]]),
    ripple: CAUSES.indexOf('ripple'),
    left: differences.length - files.length,
    shared,
    rest,
    cause: files.map(({ cause }) => CAUSES.indexOf(cause)),
    sizeA: files.map(({ a }) => a?.size ?? -1),
    sizeB: files.map(({ b }) => b?.size ?? -1),
    from: sparse(files, ({ from }) => from),
    similarity: sparse(files, ({ similarity }) => similarity),
    next: sparse(files, ({ chain }) => (chain.length > 1 ? place(chain[1]) : null)),
    roots: sparse(files, ({ roots }) => (roots.length > 0 ? roots.slice(0, ROOTS).map(place) : null)),
    rootCount: sparse(files, ({ rootCount }) => (rootCount > 1 ? rootCount : null)),
    blast: sparse(files, ({ blast }) => (blast !== null && blast.files > 0 ? [blast.files, blast.bytes] : null)),
    hashA: withHashes ? files.map((file) => hashOf(file.from ?? file.name, file.a)) : null,
    hashB: withHashes ? files.map((file) => hashOf(file.name, file.b)) : null,
    alarms: alarms.slice(0, ALARMS).map((alarm) => [alarm.severity, alarm.name, describeAlarm(alarm)]),
  }
}

/** Values of some rows: `[[row, value], …]`. */
function sparse<T>(
  files: readonly FileDifference[],
  valueOf: (file: FileDifference) => T | null,
): (readonly [number, T])[] {
  return files.flatMap((file, at) => {
    const value = valueOf(file)
    return value === null ? [] : [[at, value] as const]
  })
}

/** The hash in a served name, or the whole served name where it has none. */
function hashOf(name: string, side: FileDifference['a']): string {
  if (side === null || side.hashedName === null) return ''
  return splitHash(name, side.hashedName).hash || side.hashedName
}

/** JSON that cannot end a script element. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
