import type { CheckFinding } from '../../../shared/model/check.ts'
import type { Severity } from '../../../shared/model/finding.ts'
import { describeCheckCode } from '../../../shared/text/describe-check.ts'
import type { Check } from '../check/check-result.ts'

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  'debug-only': 'note',
  note: 'note',
}

/**
 * The findings of a check as SARIF 2.1.0 (OASIS), for tools that show them beside the code. Files that nobody asks for are
 * left out: they are no fault at a place. Accepted findings are there as suppressed.
 */
export function* checkSarif(check: Check): Generator<string> {
  const findings = check.findings.map(({ finding }) => finding).filter(({ code }) => code !== 'unused-file')
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
  const paths = new Map(check.preview.files.map(({ name, source }) => [name, source]))
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
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code), uriOf(finding))),
      },
    ],
  }
  yield `${JSON.stringify(log, null, 2)}\n`

  function uriOf({ in: kind, file }: CheckFinding): string {
    const path =
      kind === 'static' ? paths.get(file) : kind === 'template' ? check.templates?.templates.get(file)?.path : null
    return path == null ? encodePath(file) : `file://${path.startsWith('/') ? '' : '/'}${encodePath(path)}`
  }
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

function encodePath(path: string): string {
  return path.toWellFormed().split(/[\\/]/).map(encodeURIComponent).join('/')
}
