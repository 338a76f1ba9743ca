import type { Preview } from '../core/collect/preview-result.ts'
import { EXIT_CODES, type ExitCode } from './exit-codes.ts'

/** Levels of `--fail-on`, worst first; `never` is none of them. */
export const FAIL_LEVELS = ['error', 'warning', 'debug-only', 'note', 'never'] as const
export type FailLevel = (typeof FAIL_LEVELS)[number]

/** The exit code of a finished preview: whether something at or above the level was found. A failing command is an error. */
export function reachedLevel(preview: Preview, level: FailLevel): ExitCode {
  if (level === 'never') return EXIT_CODES.fine
  const counted = FAIL_LEVELS.slice(0, FAIL_LEVELS.indexOf(level) + 1) as readonly string[]
  const reached =
    !preview.succeeds ||
    preview.errors.length > 0 ||
    preview.findings.some((finding) => counted.includes(finding.severity))
  return reached ? EXIT_CODES.findings : EXIT_CODES.fine
}
