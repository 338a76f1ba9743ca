import { describeDifference, differences } from './differences.ts'
import type { Json } from './ordered-json.ts'

/** How a vector file went. One case with one version counts as one. */
export type VectorOutcome = {
  readonly passed: number
  readonly failed: number
  /** Why the file could not be run at all, such as a package that could not be fetched; else null. */
  readonly skipped: string | null
}

/** The differences as text, or null if there are none. What the engine throws is a mismatch as well. */
export function compare(expected: Json, run: () => Json): string | null {
  let actual: Json
  try {
    actual = run()
  } catch (error) {
    return `    the engine threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  const found = differences(expected, actual)
  if (found.length === 0) return null
  const shown = found.slice(0, 8).map(describeDifference)
  if (found.length > shown.length) shown.push(`    and ${found.length - shown.length} more differences`)
  return shown.join('\n')
}
