import { ERROR_CODES, type ErrorData } from '../../shared/contract/errors.ts'
import type { Job } from '../../shared/model/job.ts'

/** Why a job failed, as other errors are told. */
export function errorOfJob({ title, error }: Job): ErrorData {
  const code = ERROR_CODES.find((known) => known === error?.code) ?? 'defect'
  return { code, message: error?.message ?? `${title} stopped without a reason.`, details: null }
}
