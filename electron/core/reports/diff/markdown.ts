import type { Comparison } from '../../../../shared/analysis/comparison.ts'
import type { CheckFinding } from '../../../../shared/model/check.ts'
import type { FileDifference } from '../../../../shared/model/comparison.ts'
import {
  CAUSE_LABELS,
  describeAlarm,
  describeDownload,
  describeForms,
  describeRuleChange,
  describeUnknowns,
  describeVerdict,
} from '../../../../shared/text/describe-comparison.ts'
import { formatBytes, formatCount } from '../../../../shared/text/format-bytes.ts'
import { plural } from '../../../../shared/text/plural.ts'
import { describeFindingsChange } from '../../../../shared/text/describe-findings-change.ts'
import type { ComparedFindings } from '../../compare/compare-release-findings.ts'
import { printable } from '../printable.ts'
import { countsOf } from './count-findings.ts'

/** A comment of a pull request holds 65,536 signs; this leaves room for words around it. */
const MOST = 59_000
/** A name is cut to so many signs. */
const NAME = 160
const ALARMS = 20
/** New and fixed findings that are listed. */
const FINDINGS = 40

/**
 * A comparison for the comment of a pull request: the verdict, alarms, what authors changed, then what follows from it, as
 * far as there is room. Shorter than 60,000 signs whatever the size.
 * @param findings told below the alarms; null: not compared
 */
export function diffMarkdown(
  { head, differences, alarms }: Comparison,
  findings: ComparedFindings | null = null,
): string {
  const { a, b, cost } = head
  const page = new Page()
  page.add(`### ${escaped(describeVerdict(head))}\n\n`)
  page.add(
    `${code(a.name)} (${plural(a.files, 'file')}) → ${code(b.name)} (${plural(b.files, 'file')}). ${describeDownload(cost.all)}\n`,
  )
  const notes = [
    ...head.ruleChanges.map(describeRuleChange),
    ...[describeUnknowns('A', a.unknowns), describeUnknowns('B', b.unknowns)].filter((text) => text !== null),
    ...head.remarks,
  ]
  if (notes.length > 0) page.add(`\n${notes.map((note) => `- ${escaped(note)}\n`).join('')}`)
  const told = alarms.filter(({ severity }) => severity !== 'note')
  if (told.length > 0) {
    page.add(`\n**Alarms (${formatCount(told.length)})**\n\n`)
    page.list(
      told.slice(0, ALARMS).map((alarm) => `- ${code(alarm.name)}: ${escaped(describeAlarm(alarm))}\n`),
      told.length,
    )
  }
  if (findings !== null) addFindings(page, findings)
  const files = differences.map(({ difference }) => difference)
  const isOwn = ({ cause }: FileDifference): boolean => cause !== 'ripple' && cause !== 'unchanged'
  page.table('Changes', files.filter(isOwn))
  page.table(
    'Changed only by ripple',
    files.filter(({ cause }) => cause === 'ripple'),
  )
  if (cost.kinds.length > 0) {
    page.add('\n| kind | files | downloaded again | compressed |\n| --- | ---: | ---: | --- |\n')
    const rows = cost.kinds.map((download) => {
      const { kind, files: count, bytes, compressed } = download
      const forms = describeForms(download)
      const smaller = forms === null ? '' : `${formatBytes(compressed)} (${forms})`
      return `| ${kind === '' ? 'none' : code(kind)} | ${formatCount(count)} | ${formatBytes(bytes)} | ${smaller} |\n`
    })
    page.list(rows.slice(0, 20), rows.length)
  }
  return page.text
}

function addFindings(page: Page, findings: ComparedFindings): void {
  page.add(`\n**Findings.** ${escaped(describeFindingsChange(countsOf(findings)))}\n`)
  if (findings.remarks.length > 0) page.add(`\n${findings.remarks.map((text) => `- ${escaped(text)}\n`).join('')}`)
  for (const [title, list] of [
    ['New', findings.added],
    ['Fixed', findings.fixed],
  ] as const) {
    if (list.length === 0) continue
    page.add(`\n${title} (${formatCount(list.length)})\n\n`)
    page.list(list.slice(0, FINDINGS).map(findingLine), list.length)
  }
}

function findingLine({ code: kind, file, line, message }: CheckFinding): string {
  return `- ${code(line === null ? file : `${file}:${line}`)} \`${kind}\`: ${escaped(message)}\n`
}

/** A text that takes only what it has room for. */
class Page {
  text = ''

  /** Adds a piece, if there is room for it. */
  add(piece: string): boolean {
    if (this.text.length + piece.length > MOST) return false
    this.text += piece
    return true
  }

  /** Adds pieces as long as there is room, and counts the rest. @param total how many there are in all */
  list(pieces: readonly string[], total: number): void {
    let shown = 0
    for (const piece of pieces) {
      if (!this.add(piece)) break
      shown++
    }
    if (shown < total) this.text += `\n… and ${formatCount(total - shown)} more.\n`
  }

  table(title: string, files: readonly FileDifference[]): void {
    if (files.length === 0) return
    const head = `\n<details${files.length <= 20 ? ' open' : ''}><summary>${title} (${formatCount(files.length)})</summary>\n\n| file | cause | because |\n| --- | --- | --- |\n`
    if (!this.add(head)) return
    this.list(files.map(rowOf), files.length)
    this.text += '\n</details>\n'
  }
}

function rowOf({ name, cause, from, chain, rootCount, blast }: FileDifference): string {
  const root = chain.at(-1)
  const because =
    root !== undefined
      ? `${code(root)}${rootCount > 1 ? ` and ${plural(rootCount - 1, 'more edit')}` : ''}`
      : from !== null
        ? `from ${code(from)}`
        : blast !== null && blast.files > 0
          ? `changes ${plural(blast.files, 'more file')}`
          : ''
  return `| ${code(name)} | ${CAUSE_LABELS[cause]} | ${because} |\n`
}

/** A name as code, whatever is in it: backticks, pipes and line ends cannot end the cell. */
function code(name: string): string {
  const plain = printable(name)
  const cut = plain.length > NAME ? `…${plain.slice(-NAME)}` : plain
  return `<code>${escaped(cut)}</code>`
}

function escaped(text: string): string {
  const plain = printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return plain.replace(/[\\`*_~@#[\]|]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
}
