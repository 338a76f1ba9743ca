import type { CheckFinding } from '../../../shared/model/check.ts'
import { SERVED_WORDS } from '../../../shared/text/describe-references.ts'
import { effectOf } from '../../../shared/analysis/effect-of.ts'
import { csvLine } from './csv-line.ts'

const COLUMNS = [
  'severity',
  'code',
  'effect',
  'in',
  'file',
  'line',
  'column',
  'asks for',
  'message',
  'package',
  'django',
  'browser',
  'pages',
  'accepted',
] as const

/** Findings as comma-separated values, in the order in which they are given. */
export function* checkCsv(findings: readonly CheckFinding[]): Generator<string> {
  // Spreadsheets take a text without this mark for Latin-1.
  yield '\ufeff'
  yield csvLine(COLUMNS)
  for (const finding of findings) {
    const { severity, code, file, line, column, target, message, provider, django, browser, pages, accepted } = finding
    yield csvLine([
      severity,
      code,
      effectOf(finding),
      finding.in,
      file,
      line,
      column,
      target,
      message,
      provider === null ? null : (provider.package ?? provider.label),
      django,
      browser === null ? null : browser.request === 'never' ? 'no request' : SERVED_WORDS[browser.served],
      pages.join(' '),
      accepted === null ? null : accepted.reason,
    ])
  }
}
