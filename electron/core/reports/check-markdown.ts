import type { CheckCode, CheckFinding } from '../../../shared/model/check.ts'
import { describeCheckCode } from '../../../shared/text/describe-check.ts'
import { referencesVerdict } from '../../../shared/text/describe-references.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { Check } from '../check/check-result.ts'
import { summariseCheck } from '../check/summarise-check.ts'

/** Rows of one code; a comment of a pull request has an end. */
const SHOWN = 20
/** What hosts of code take as one comment, with room to spare. */
const LONGEST = 60_000

/** The findings of a check for a pull request or a ticket: the verdict, then each code with its places. */
export function* checkMarkdown(check: Check): Generator<string> {
  let length = 0
  for (const piece of pieces(check)) {
    length += piece.length
    if (length > LONGEST) {
      yield '\n… and more: see `staticscope check`.\n'
      return
    }
    yield piece
  }
}

function* pieces(check: Check): Generator<string> {
  const summary = summariseCheck(check)
  yield `## ${escape(`${referencesVerdict(summary).sentence}.`)}\n\n`
  yield `${plural(summary.references, 'reference')} in ${plural(summary.files, 'file')}; ${plural(summary.accepted, 'finding')} accepted.\n`
  const open = check.findings.map(({ finding }) => finding).filter(({ accepted }) => accepted === null)
  for (const [code, findings] of Map.groupBy(open, (finding) => finding.code)) yield* codePieces(code, findings)
}

function* codePieces(code: CheckCode, findings: readonly CheckFinding[]): Generator<string> {
  const { title, advice } = describeCheckCode(code)
  yield `\n### ${title} (\`${code}\`, ${findings[0]?.severity ?? 'note'}, ${formatCount(findings.length)})\n\n${escape(advice)}\n\n`
  for (const { file, line, column, message } of findings.slice(0, SHOWN)) {
    const place = `${file}${line === null ? '' : `:${line}${column === null ? '' : `:${column}`}`}`
    yield `- ${file === '' ? '' : `${codeText(place)} — `}${escape(message)}\n`
  }
  if (findings.length > SHOWN) yield `- … and ${formatCount(findings.length - SHOWN)} more\n`
}

/** Text as code, whatever backticks it has; line ends would end the list. */
function codeText(text: string): string {
  const ticks = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1)
  return `${ticks}${text.replace(/\s/g, ' ')}${ticks}`
}

function escape(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>&#|@]/g, (sign) => `\\${sign}`)
}
