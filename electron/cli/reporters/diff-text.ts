import { ALARM_CODES, CAUSES, type Cause, type FileDifference } from '../../../shared/model/comparison.ts'
import type { Comparison } from '../../../shared/analysis/comparison.ts'
import {
  CAUSE_LABELS,
  describeAlarm,
  describeDownload,
  describeRuleChange,
  describeUnknowns,
  describeVerdict,
} from '../../../shared/text/describe-comparison.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { describeFindingsChange } from '../../../shared/text/describe-findings-change.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { ComparedFindings } from '../../core/compare/compare-release-findings.ts'
import { countsOf } from '../../core/reports/diff/count-findings.ts'
import type { Style } from '../style.ts'
import { printable } from '../../core/reports/printable.ts'

/** Files of one cause that are shown; the rest is counted. */
const SHOWN = 20
/** Alarms of one code that are shown. */
const ALARMS = 5
/** Steps of a chain that are shown. */
const STEPS = 6
/** The author's changes come first, and what follows from them behind. */
const ORDER: readonly Cause[] = [
  'other-bytes',
  'own-edit',
  'own-edit-and-ripple',
  'moved',
  'added',
  'removed',
  'source-only',
  'tool',
  'name-only',
  'unknown',
  'ripple',
]

/** A comparison as lines for people: the verdict first, then alarms, files by cause, and the cost. */
export function* diffText(
  { head, differences, alarms }: Comparison,
  style: Style,
  findings: ComparedFindings | null = null,
): Generator<string> {
  const { a, b, cost, ruleChanges } = head
  const hasError = alarms.some(({ severity }) => severity === 'error')
  const isSame = differences.length === 0
  yield `${hasError ? style.bad('✗') : isSame ? style.good('✓') : style.warn('•')} ${style.bold(printable(describeVerdict(head)))}\n`
  yield `  ${style.dim(`${printable(a.name)} (${plural(a.files, 'file')}) → ${printable(b.name)} (${plural(b.files, 'file')})`)}\n`
  yield `  ${describeDownload(cost.all)}\n`
  for (const change of ruleChanges) yield `  ${style.warn('!')} ${printable(describeRuleChange(change))}\n`
  for (const unknown of [describeUnknowns('A', a.unknowns), describeUnknowns('B', b.unknowns), ...head.remarks])
    if (unknown !== null) yield `  ${style.dim(printable(unknown))}\n`
  yield* alarmLines(alarms, style)
  for (const cause of ORDER)
    yield* causeLines(
      cause,
      differences.map(({ difference }) => difference),
      style,
    )
  const providers = head.verdict.providerChanged
  if (providers > 0)
    yield `\n${plural(providers, 'file')} ${providers === 1 ? 'is' : 'are'} shipped by another provider.\n`
  if (cost.pages !== null) yield* pageLines(cost.pages, style)
  if (findings !== null) yield* findingLines(findings, style)
}

function* findingLines(findings: ComparedFindings, style: Style): Generator<string> {
  yield `\n${style.bold('Findings of the references')}\n  ${describeFindingsChange(countsOf(findings))}\n`
  for (const remark of findings.remarks) yield `  ${style.dim(printable(remark))}\n`
  for (const [title, sign, list] of [
    ['new', style.bad('+'), findings.added],
    ['fixed', style.good('−'), findings.fixed],
  ] as const) {
    for (const { code, file, line, message } of list.slice(0, SHOWN))
      yield `${sign} ${title}  ${printable(line === null ? file : `${file}:${line}`)}  ${style.dim(code)}\n      ${printable(message)}\n`
    yield* rest(list.length - SHOWN, style)
  }
}

function* alarmLines(alarms: Comparison['alarms'], style: Style): Generator<string> {
  for (const code of ALARM_CODES) {
    const some = alarms.filter((alarm) => alarm.code === code)
    const [first] = some
    if (first === undefined) continue
    if (first.severity === 'note') {
      // Every edit is one of these where plain copies are kept: the number says enough.
      yield `\n${style.dim(`${plural(some.length, 'plain copy', 'plain copies')} overwritten with other bytes: visitors with old caches of plain URLs notice`)}\n`
      continue
    }
    const sign = first.severity === 'error' ? style.bad('✗') : style.warn('!')
    yield `\n${style.bold(`${code} (${formatCount(some.length)})`)}\n`
    for (const alarm of some.slice(0, ALARMS))
      yield `${sign} ${printable(alarm.name)}  ${style.dim(printable(describeAlarm(alarm)))}\n`
    yield* rest(some.length - ALARMS, style)
  }
}

function* causeLines(cause: Cause, all: readonly FileDifference[], style: Style): Generator<string> {
  const files = all.filter((file) => file.cause === cause)
  if (files.length === 0 || !CAUSES.includes(cause)) return
  yield `\n${style.bold(`${CAUSE_LABELS[cause]} (${formatCount(files.length)})`)}\n`
  for (const file of files.slice(0, SHOWN)) yield `  ${fileLine(file, style)}\n`
  yield* rest(files.length - SHOWN, style)
}

function fileLine({ name, from, similarity, chain, rootCount, blast, a, b }: FileDifference, style: Style): string {
  const parts = [printable(name)]
  if (from !== null)
    parts.push(
      style.dim(
        `from ${printable(from)}${similarity === null ? '' : ` (${Math.round(similarity * 100)} % of lines equal)`}`,
      ),
    )
  if (chain.length > 1) {
    const [, ...steps] = chain
    const shown = steps.length > STEPS ? [...steps.slice(0, STEPS - 1), '…', steps.at(-1) ?? ''] : steps
    parts.push(
      style.dim(
        `← ${shown.map(printable).join(' ← ')}${rootCount > 1 ? ` and ${plural(rootCount - 1, 'more edit')}` : ''}`,
      ),
    )
  }
  if (blast !== null && blast.files > 0)
    parts.push(style.dim(`changes ${plural(blast.files, 'more file')} (${formatBytes(blast.bytes)})`))
  if (a?.size != null && b?.size != null && a.size !== b.size)
    parts.push(style.dim(`${formatBytes(a.size)} → ${formatBytes(b.size)}`))
  return parts.join('  ')
}

function* pageLines(pages: NonNullable<Comparison['head']['cost']['pages']>, style: Style): Generator<string> {
  const costly = pages.filter(({ files }) => files > 0)
  if (costly.length === 0) return
  yield `\n${style.bold('Downloaded again, by page')}\n`
  for (const page of costly.slice(0, SHOWN))
    yield `  ${printable(page.template)}  ${style.dim(`${formatBytes(page.bytes)}, ${plural(page.files, 'file')}`)}\n`
  yield* rest(costly.length - SHOWN, style)
}

function* rest(count: number, style: Style): Generator<string> {
  if (count > 0) yield `  ${style.dim(`… and ${formatCount(count)} more`)}\n`
}
