import type { Severity } from '../../../shared/model/finding.ts'
import { describeCheckCode } from '../../../shared/text/describe-check.ts'
import type { Check } from '../check/check-result.ts'

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  'debug-only': 'notice',
  note: 'notice',
}

/**
 * The findings of a check as workflow commands of GitHub Actions, which show them beside the lines of a pull request.
 * Files that nobody asks for and accepted findings are left out.
 */
export function* checkAnnotations(check: Check): Generator<string> {
  const paths = new Map(check.preview.files.map(({ name, source }) => [name, source]))
  for (const { finding } of check.findings) {
    const { code, severity, in: kind, file, line, column, message, accepted } = finding
    if (accepted !== null || code === 'unused-file') continue
    const path =
      kind === 'static' ? paths.get(file) : kind === 'template' ? check.templates?.templates.get(file)?.path : null
    const properties = [
      ...(file === '' ? [] : [`file=${property(path ?? file)}`]),
      ...(line === null ? [] : [`line=${line}`]),
      ...(column === null ? [] : [`col=${column}`]),
      `title=${property(`${describeCheckCode(code).title} (${code})`)}`,
    ]
    yield `::${COMMANDS[severity]} ${properties.join(',')}::${value(message)}\n`
  }
}

/** Escaping as in actions/toolkit, `command.ts`. */
function value(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return value(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
