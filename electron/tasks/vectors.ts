import { runVectorFile } from './vectors/run-vector-file.ts'

/**
 * `npm run -s vectors -- FILE…`: runs recorded outputs of real Django against the engine, prints each mismatch and, as
 * the last line, how many passed and failed. Ends with 1 on a mismatch and with 2 when a file cannot be used.
 */
async function main(words: readonly string[]): Promise<number> {
  const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? ''
  const files = words.filter((word) => !word.startsWith('--only='))
  if (files.length === 0 || files.some((file) => file.startsWith('-'))) {
    process.stderr.write('Name the files to run: npm run -s vectors -- [--only=PART_OF_AN_ID] FILE…\n')
    return 2
  }
  let passed = 0
  let failed = 0
  let unusable = 0
  for (const file of files) {
    try {
      const outcome = await runVectorFile(file, only, (text) => process.stdout.write(`${text}\n`))
      passed += outcome.passed
      failed += outcome.failed
      const note = outcome.skipped === null ? '' : `: SKIPPED, ${outcome.skipped}`
      process.stdout.write(`${file}: ${outcome.passed} passed, ${outcome.failed} failed${note}\n`)
    } catch (error) {
      unusable += 1
      process.stdout.write(`${file}: cannot be run, ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  if (unusable > 0) return 2
  return failed > 0 ? 1 : 0
}

process.exitCode = await main(process.argv.slice(2))
