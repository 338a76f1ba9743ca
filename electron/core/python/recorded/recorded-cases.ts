import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PythonError } from '../python-error.ts'

const caseSchema = z.object({
  call: z.string(),
  input: z.array(z.unknown()),
  /** What Python 3.13.0 gave: a value, or `{raises, message}`. */
  output: z.unknown(),
  /** What older Pythons gave where it is something else, by name of their rules. */
  outputBefore: z.record(z.string(), z.unknown()).optional(),
})
export type RecordedCase = Readonly<z.infer<typeof caseSchema>>

/** The cases of one topic, recorded from the real functions of CPython, in `<topic>.json` beside this file. */
export function recordedCases(topic: string, call: string): readonly RecordedCase[] {
  const text = readFileSync(new URL(`${topic}.json`, import.meta.url), 'utf8')
  const cases = z.array(caseSchema).parse(JSON.parse(text))
  return cases.filter((recorded) => recorded.call === call)
}

/** Arguments of a recorded call; the test knows how many there are. */
type StringArguments = [string, string, string, string, string]

/** Inputs with the outcome that Python had, and inputs with the outcome of `run`: two lists to compare. */
export function compareWithPython(
  topic: string,
  call: string,
  run: (...input: StringArguments) => unknown,
  rules = 'later',
): { readonly python: readonly unknown[]; readonly ours: readonly unknown[] } {
  const cases = recordedCases(topic, call)
  if (cases.length === 0) throw new RangeError(`no recorded case calls ${call}`)
  return {
    python: cases.map(({ input, output, outputBefore }) => [input, outputBefore?.[rules] ?? output]),
    ours: cases.map(({ input }) => [input, outcome(() => run(...(input as StringArguments)))]),
  }
}

function outcome(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    if (error instanceof PythonError) return { raises: error.type, message: error.message }
    throw error
  }
}
