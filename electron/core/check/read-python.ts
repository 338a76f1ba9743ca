import { execFile } from 'node:child_process'
import { relative, sep } from 'node:path'
import { z } from 'zod'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { FoundReference } from '../../../shared/model/reference.ts'
import { projectScript } from '../projects/project-script.ts'

/** What Python files ask for, by their paths below the project. */
export type PythonReferences = ReadonlyMap<string, readonly FoundReference[]>

/** Parsing the 20,000 files that are looked at takes less. */
const TIME_LIMIT_MS = 60_000
const LARGEST_ANSWER = 64 << 20

const whole = z.int().min(0)
const answerSchema = z.array(
  z.tuple([
    z.string(),
    z.array(
      z.object({
        kind: z.enum(['python-static', 'python-media']),
        line: whole.min(1),
        column: whole.min(1),
        offset: whole,
        text: z.string(),
        url: z.string().nullable(),
      }),
    ),
  ]),
)

/**
 * The static names that the Python files below some folders ask for: `static("…")`, `staticfiles_storage.url("…")`,
 * `class Media` and `forms.Media(…)`. The files are parsed by Python's own parser and not run: `-I -S` keep everything of
 * the project and its environment out of the process. Without an answer nothing is known, and the check goes on.
 * @param python an interpreter
 * @param home paths are given relative to this folder
 * @throws InspectorError cancelled
 */
export async function readPython(
  python: string,
  folders: readonly string[],
  home: string,
  signal: AbortSignal,
): Promise<PythonReferences> {
  const answer = await askPython(python, folders, signal)
  const found = new Map<string, FoundReference[]>()
  for (const [path, references] of answer)
    found.set(
      relative(home, path).split(sep).join('/'),
      references.map((reference) => ({
        ...reference,
        request: 'conditional',
        condition: reference.url === null ? 'the name is made when the code runs' : 'when the code runs',
        base: 'document',
      })),
    )
  return found
}

function askPython(
  python: string,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<z.infer<typeof answerSchema>> {
  const { promise, resolve, reject } = Promise.withResolvers<z.infer<typeof answerSchema>>()
  const child = execFile(
    python,
    ['-I', '-S', '-B', projectScript('read_references.py')],
    { signal, timeout: TIME_LIMIT_MS, maxBuffer: LARGEST_ANSWER },
    (error, output) => {
      if (signal.aborted) reject(new InspectorError('cancelled', 'Cancelled'))
      else resolve(error === null ? parseAnswer(output) : [])
    },
  )
  // A Python that does not start tells so by its end.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(`${JSON.stringify(folders)}\n`)
  return promise
}

function parseAnswer(output: string): z.infer<typeof answerSchema> {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(output))
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}
