import type { CheckFinding } from '../../../shared/model/check.ts'
import { describeCheckCode } from '../../../shared/text/describe-check.ts'
import { referencesVerdict } from '../../../shared/text/describe-references.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { Check } from '../../core/check/check-result.ts'
import { nearestOf } from '../../core/check/describe-finding.ts'
import { summariseCheck } from '../../core/check/summarise-check.ts'
import { visibleText } from '../../core/projects/visible-text.ts'
import type { Style } from '../style.ts'

const SHOWN_PER_CODE = 5

/** A check as lines for people: the verdict first, then the findings by code, then what nobody asks for. */
export function* checkText(check: Check, style: Style): Generator<string> {
  const summary = summariseCheck(check)
  const { references, files, served, templates, accepted, unused } = summary
  const { tone, sentence } = referencesVerdict(summary)
  const sign = { bad: style.bad('✗'), warn: style.warn('!'), ok: style.good('✓') }[tone]
  yield `${sign} ${style.bold(`${sentence}.`)}\n`
  yield `  ${plural(references, 'reference')} in ${plural(files, 'file')}: ${formatCount(served.hashed)} hashed, ${formatCount(served.plain)} plain, ${formatCount(served.missing)} missing, ${formatCount(served.unknown)} known only while running\n`
  if (templates !== null)
    yield `  ${plural(templates.templates, 'template makes', 'templates make')} ${plural(templates.pages, 'page')}, ${formatCount(templates.failing)} of which would answer 500\n`
  if (accepted > 0)
    yield `  ${style.dim(`${plural(accepted, 'accepted finding is', 'accepted findings are')} not shown`)}\n`
  for (const { code, place, expires } of check.accepted.expired)
    yield `  ${style.warn('!')} ${code} at ${visibleText(place)} was accepted until ${expires ?? ''}\n`
  const open = check.findings.filter(({ finding }) => finding.accepted === null && finding.code !== 'unused-file')
  for (const [code, group] of Map.groupBy(open, ({ finding }) => finding.code)) {
    const severity = group[0]?.finding.severity ?? 'note'
    const paint = severity === 'error' ? style.bad : severity === 'warning' ? style.warn : style.dim
    const mark = severity === 'error' ? '✗' : severity === 'warning' ? '!' : '·'
    yield `\n${paint(`${mark} ${describeCheckCode(code).title}`)}  ${style.dim(`${code}, ${severity}, ${formatCount(group.length)}`)}\n`
    for (const found of group.slice(0, SHOWN_PER_CODE)) {
      const [nearest] = nearestOf(check, found)
      yield `    ${placeOf(found.finding)}\n      ${visibleText(found.finding.message)}\n`
      if (found.finding.expired !== null)
        yield `      ${style.warn(`Back: it was accepted until ${found.finding.expired.expires ?? ''}`)} ${style.dim(`(${visibleText(found.finding.expired.reason)})`)}\n`
      if (nearest !== undefined) yield `      ${style.dim(`Nearest: ${visibleText(nearest)}`)}\n`
    }
    if (group.length > SHOWN_PER_CODE)
      yield `    ${style.dim(`… and ${formatCount(group.length - SHOWN_PER_CODE)} more (all of them with --json)`)}\n`
  }
  if (unused.files > 0)
    yield `\n${style.dim(`Nothing asks for ${plural(unused.files, 'file')} (${formatBytes(unused.bytes)}); --json lists them with a confidence each.`)}\n`
}

function placeOf({ file, line, column }: CheckFinding): string {
  if (file === '') return 'The project'
  return visibleText(line === null ? file : `${file}:${line}${column === null ? '' : `:${column}`}`)
}
