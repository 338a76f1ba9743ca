import type { VerifiedProject } from '../../core/verify/verify-project.ts'

/** What a document of `verify --json` calls itself; it changes when the meaning of a member does. */
export const VERIFY_SCHEMA = 'staticscope/verify@1'

/** The document of `verify --json`: no times, one line per difference. */
export function* verifyJson({ verification, differences }: VerifiedProject): Generator<string> {
  const { startedAt: _, differences: count, ...rest } = verification
  yield `{\n  "schema": ${JSON.stringify(VERIFY_SCHEMA)},\n`
  for (const [name, value] of Object.entries(rest)) yield `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`
  yield `  "differences": [${differences.map((one) => `\n    ${JSON.stringify(one)}`).join(',')}${count === 0 ? '' : '\n  '}]\n}\n`
}
