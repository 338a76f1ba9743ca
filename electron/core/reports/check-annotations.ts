import type { Severity } from '../../../shared/model/finding.ts'
import { describeCheckCode } from '../../../shared/text/describe-check.ts'
import type { Check } from '../check/check-result.ts'
import { placesOnDisk } from './place-on-disk.ts'

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  'debug-only': 'notice',
  note: 'notice',
}

/**
 * The findings of a check as workflow commands of GitHub Actions, which show them beside the lines of a pull request.
 * Files that nobody asks for and accepted findings are left out.
 * @param home the folder of the checkout
 */
export function* checkAnnotations(check: Check, home: string | null = null): Generator<string> {
  const placeOf = placesOnDisk(check, home)
  for (const { finding } of check.findings) {
    const { code, severity, file, line, column, message, accepted } = finding
    if (accepted !== null || code === 'unused-file') continue
    const properties = [
      ...(file === '' ? [] : [`file=${property(placeOf(finding))}`]),
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
