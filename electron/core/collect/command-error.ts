import { PythonError } from '../python/python-error.ts'

/** What collectstatic makes of a post-processing error from 6.1 on: its message and notes, as a CommandError (#36968). */
export function asCommandError(error: PythonError): PythonError {
  const notes = error.notes.length === 0 ? '' : `\n${error.notes.join('\n')}`
  return new PythonError('CommandError', error.message + notes)
}
