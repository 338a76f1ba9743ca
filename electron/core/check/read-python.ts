import { execFile } from 'node:child_process'
import { relative, sep } from 'node:path'
import { z } from 'zod'
import type { RenderedNames } from '../../../shared/analysis/pages-of.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { FoundReference } from '../../../shared/model/reference.ts'
import { projectScript } from '../projects/project-script.ts'

/** What Python files ask for, by their paths below the project. */
export type PythonReferences = ReadonlyMap<string, readonly FoundReference[]>

/** What is known of a project's Python without running it. */
export type PythonNames = {
  readonly references: PythonReferences
  /** Templates that it renders, and that the apps which are installed do. */
  readonly rendered: RenderedNames
}

/** Where Python files lie: folders of the project, and those of apps, of which only what they render counts. */
export type PythonFolders = { readonly folders: readonly string[]; readonly apps: readonly string[] }

/** Parsing the 20,000 files that are looked at takes less. */
const TIME_LIMIT_MS = 60_000
const LARGEST_ANSWER = 64 << 20

const whole = z.int().min(0)
const answerSchema = z.object({
  references: z.array(
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
  ),
  rendered: z.array(z.array(z.string())),
})
type Answer = z.infer<typeof answerSchema>
const NO_ANSWER: Answer = { references: [], rendered: [] }

/**
 * The static names that the Python files below some folders ask for: `static("…")`, `staticfiles_storage.url("…")`,
 * `class Media` and `forms.Media(…)`; and the templates that they and the apps render by names that stand there: as an
 * argument of `render`, `get_template` and the like, or as what is called `template_name`, `change_form_template` and so on.
 * The files are parsed by Python's own parser and not run: `-I -S` keep everything of the project and its environment out
 * of the process. Without an answer nothing is known, and the check goes on.
 * @param python an interpreter
 * @param home paths are given relative to this folder
 * @throws InspectorError cancelled
 */
export async function readPython(
  python: string,
  folders: PythonFolders,
  home: string,
  signal: AbortSignal,
): Promise<PythonNames> {
  const answer = await askPython(python, folders, signal)
  const found = new Map<string, FoundReference[]>()
  for (const [path, references] of answer.references)
    found.set(
      relative(home, path).split(sep).join('/'),
      references.map((reference) => ({
        ...reference,
        request: 'conditional',
        condition: reference.url === null ? 'the name is made when the code runs' : 'when the code runs',
        base: 'document',
      })),
    )
  return { references: found, rendered: answer.rendered }
}

function askPython(python: string, folders: PythonFolders, signal: AbortSignal): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const child = execFile(
    python,
    ['-I', '-S', '-B', projectScript('read_references.py')],
    { signal, timeout: TIME_LIMIT_MS, maxBuffer: LARGEST_ANSWER },
    (error, output) => {
      if (signal.aborted) reject(new InspectorError('cancelled', 'Cancelled'))
      else resolve(error === null ? parseAnswer(output) : NO_ANSWER)
    },
  )
  // A Python that does not start tells so by its end.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(`${JSON.stringify(folders)}\n`)
  return promise
}

function parseAnswer(output: string): Answer {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(output))
    return parsed.success ? parsed.data : NO_ANSWER
  } catch {
    return NO_ANSWER
  }
}
