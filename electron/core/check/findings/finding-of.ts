import type { CheckCode, CheckedReference, CheckFinding } from '../../../../shared/model/check.ts'
import type { Severity } from '../../../../shared/model/finding.ts'
import { providerOf } from '../../collect/describe-file.ts'
import type { Preview } from '../../collect/preview-result.ts'
import type { UnacceptedFinding } from '../check-result.ts'

/** Makes findings of one check: provider and verdicts are the same for all. */
export type FindingMaker = {
  readonly atReference: (
    code: CheckCode,
    severity: Severity,
    reference: CheckedReference,
    message: string,
    more?: Partial<Pick<CheckFinding, 'in' | 'pages' | 'target'>>,
  ) => UnacceptedFinding
  readonly atFile: (
    code: CheckCode,
    severity: Severity,
    file: string,
    message: string,
    more?: Partial<UnacceptedFinding>,
  ) => UnacceptedFinding
}

/** @param preview says who ships which file */
export function findingMaker(preview: Preview): FindingMaker {
  const index = new Map(preview.files.map(({ name, provider }) => [name, provider]))
  const providerOfFile = (file: string): UnacceptedFinding['provider'] => {
    const provider = index.get(file)
    return provider === undefined ? null : providerOf(preview, provider)
  }
  return {
    atReference: (code, severity, reference, message, more = {}) => ({
      code,
      severity,
      in: 'static',
      file: reference.file,
      line: reference.line,
      column: reference.column,
      target: reference.resolved ?? reference.text,
      message,
      provider: (more.in ?? 'static') === 'static' ? providerOfFile(reference.file) : null,
      django: reference.django.verdict,
      browser: { request: reference.request, served: reference.served },
      pages: [],
      confidence: null,
      reference,
      ...more,
    }),
    atFile: (code, severity, file, message, more = {}) => ({
      code,
      severity,
      in: file === '' ? 'project' : 'static',
      file,
      line: null,
      column: null,
      target: null,
      message,
      provider: providerOfFile(file),
      django: null,
      browser: null,
      pages: [],
      confidence: null,
      reference: null,
      ...more,
    }),
  }
}

/** A text as it is shown in a sentence. */
export function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
