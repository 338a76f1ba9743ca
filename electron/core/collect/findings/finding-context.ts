import type { Finding, FindingCode, Severity } from '../../../../shared/model/finding.ts'
import type { VirtualDisk } from '../../files/virtual-disk.ts'
import type { DjangoSettings } from '../collect-settings.ts'
import type { Candidates } from '../find-candidates.ts'
import type { PreviewRequest } from '../preview-result.ts'
import type { CollectstaticRun } from '../collectstatic-run.ts'

/** What findings are made from: the run that the preview shows, and the disk after it. */
export type FindingContext = {
  readonly request: PreviewRequest
  readonly settings: DjangoSettings
  readonly run: CollectstaticRun
  readonly disk: VirtualDisk
  /** STATIC_ROOT, absolute and normalised. */
  readonly location: string
  readonly candidates: Candidates
}

type FindingParts = Partial<Pick<Finding, 'line' | 'column' | 'target'>>

/** A finding about a file (`name`), or about the project (`name` empty). */
export function finding(
  code: FindingCode,
  severity: Severity,
  name: string,
  message: string,
  { line = null, column = null, target = null }: FindingParts = {},
): Finding {
  return { code, severity, name, line, column, target, message }
}
