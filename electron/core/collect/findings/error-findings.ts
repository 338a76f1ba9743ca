import type { Finding, FindingCode } from '../../../../shared/model/finding.ts'
import type { CollectError } from '../../../../shared/model/preview.ts'
import { type CheckMessage } from '../system-checks.ts'
import { finding } from './finding-context.ts'

/** A finding for each error that ends, or would end, the command. */
export function errorFindings(errors: readonly CollectError[]): Finding[] {
  return errors.map((error) =>
    finding(errorCode(error), 'error', error.name ?? '', error.message, {
      line: error.line,
      column: error.column,
      target: error.target,
    }),
  )
}

function errorCode(error: CollectError): FindingCode {
  if (error.step === 'encoding') return 'not-utf8'
  if (error.step === 'passes') return 'passes-exceeded'
  if (error.step === 'prepare' && error.type === 'SystemCheckError') return 'settings-check'
  if (error.step === 'reference') {
    if (error.type === 'SuspiciousFileOperation') return 'outside-static-root'
    return error.matched?.includes('sourceMappingURL') === true ? 'missing-source-map' : 'missing-target'
  }
  return /^(?:FileExistsError|IsADirectoryError|NotADirectoryError)$/.test(error.type) ||
    error.message.startsWith('[Errno 39]')
    ? 'folder-in-the-way'
    : 'collect-error'
}

/** Warnings of Django's checks; errors among them end the command and come as errors. */
export function checkFindings(checks: readonly CheckMessage[]): Finding[] {
  return checks
    .filter((check) => check.level < 40)
    .map((check) => finding('settings-check', 'warning', '', `${check.id}: ${check.message}`))
}
