import type { CheckFinding } from '../../../shared/model/check.ts'
import type { Severity } from '../../../shared/model/finding.ts'
import { describeCheckCode } from '../../../shared/text/describe-check.ts'
import type { Check } from '../check/check-result.ts'
import { placesOnDisk } from './place-on-disk.ts'

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  'debug-only': 'note',
  note: 'note',
}

/**
 * The findings of a check as SARIF 2.1.0 (OASIS), for tools that show them beside the code. Files that nobody asks for are
 * left out: they are no fault at a place. Accepted findings are there as suppressed.
 * @param home the folder that places are told from; null: absolute
 */
export function* checkSarif(check: Check, home: string | null = null): Generator<string> {
  const findings = check.findings.map(({ finding }) => finding).filter(({ code }) => code !== 'unused-file')
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
  const placeOf = placesOnDisk(check, home)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Staticscope',
            rules: codes.map((code) => {
              const { title, meaning, advice } = describeCheckCode(code)
              return {
                id: code,
                shortDescription: { text: title },
                fullDescription: { text: meaning },
                help: { text: advice },
              }
            }),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code), uriOf(placeOf(finding)))),
      },
    ],
  }
  yield `${JSON.stringify(log, null, 2)}\n`
}

function resultOf(finding: CheckFinding, ruleIndex: number, uri: string) {
  const { code, severity, file, line, column, message, id, accepted } = finding
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    partialFingerprints: { 'staticscope/v1': id },
    ...(file === ''
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri },
                ...(line === null
                  ? {}
                  : { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } }),
              },
            },
          ],
        }),
    ...(accepted === null
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: accepted.reason }] }),
  }
}

/** A relative reference, or an address of the scheme `file` (RFC 8089). */
function uriOf(path: string): string {
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/')
  if (path.startsWith('/')) return `file://${encoded}`
  return /^[A-Za-z]:/.test(path) ? `file:///${encoded}` : encoded
}
