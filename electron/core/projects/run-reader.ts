import { type ReaderAnswer, readerAnswerSchema } from './reader-answer.ts'
import { pythonCommand, type PythonEnding, type PythonOrder, runProjectPython } from './run-project-python.ts'

/** How a project is to be read. */
export type ReaderOrder = PythonOrder

/** How a reading ended. `output`: the end of what the project printed meanwhile. */
export type ReaderEnding =
  | { readonly kind: 'answered'; readonly answer: ReaderAnswer; readonly output: string }
  | Exclude<PythonEnding, { kind: 'answered' }>

/** The command line as people would write it, for asking whether it may run. */
export function readerCommand({ python }: Pick<ReaderOrder, 'python'>): readonly string[] {
  return pythonCommand(python, 'read_settings.py')
}

/**
 * Runs the reader in the project's Python; nothing that the project started is left when this returns.
 * @throws InspectorError cancelled
 */
export async function runReader(order: ReaderOrder, signal: AbortSignal): Promise<ReaderEnding> {
  const ending = await runProjectPython('read_settings.py', order, {}, { signal })
  if (ending.kind !== 'answered') return ending
  const parsed = readerAnswerSchema.safeParse(ending.document)
  return parsed.success
    ? { kind: 'answered', answer: parsed.data, output: ending.output }
    : { kind: 'no-answer', exitCode: null, output: ending.output }
}
