import type { ReadingFailure } from '../model/reading-failure.ts'

/** Codes of expected failures, the same on every host. */
export const ERROR_CODES = [
  'bad-input',
  'not-available',
  'not-found',
  'refused',
  'consent-needed',
  'cancelled',
  'unreadable',
  'missing-folder',
  'output-not-empty',
  'output-in-source',
  'would-fail',
  'disk-full',
  'changed-while-reading',
  'engine-gone',
  'newer-database',
  'name-taken',
  'damaged-store',
  'damaged-manifest',
  'hostile-archive',
  'defect',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** How an error crosses a boundary: data, never an Error object. */
export type ErrorData = { readonly code: ErrorCode; readonly message: string; readonly details: string | null }

/** An expected failure: a sentence for the user that names the thing and says what to do. Hosts show it without a stack. */
export class InspectorError extends Error {
  readonly code: ErrorCode
  readonly details: string | null
  /** Set where a Django project could not be read. */
  readonly reading: ReadingFailure | null
  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: string; cause?: unknown; reading?: ReadingFailure } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'InspectorError'
    this.code = code
    this.details = options.details ?? null
    this.reading = options.reading ?? null
  }
}

/** Any thrown value as data. What is not an InspectorError is a defect; its stack goes to `details`. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof InspectorError) return { code: error.code, message: error.message, details: error.details }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'defect',
    message: `This is a fault in Staticscope: ${message}`,
    details: error instanceof Error ? (error.stack ?? null) : null,
  }
}
