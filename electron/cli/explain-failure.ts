import { InspectorError } from '../../shared/contract/errors.ts'
import { EXIT_CODES, type ExitCode } from './exit-codes.ts'

/**
 * Tells the user why a command did not do its work, and gives the exit code: one sentence for what was to be expected,
 * a stack and a hint for a fault of ours.
 */
export function explainFailure(error: unknown, print: (text: string) => void): ExitCode {
  if (!(error instanceof InspectorError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    print(`This is a fault in Staticscope. Please report it with these lines:\n${stack}\n`)
    return EXIT_CODES.defect
  }
  if (error.code === 'cancelled') {
    print('Cancelled.\n')
    return EXIT_CODES.cancelled
  }
  print(`staticscope: ${error.message}\n${error.details === null ? '' : `${error.details}\n`}`)
  if (error.code === 'defect') return EXIT_CODES.defect
  return error.code === 'would-fail' ? EXIT_CODES.findings : EXIT_CODES.badInput
}
