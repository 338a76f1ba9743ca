import type { PythonError } from './python-error.ts'

const VALUE_ERRORS = new Set([
  'ValueError',
  'UnicodeError',
  'UnicodeDecodeError',
  'UnicodeEncodeError',
  'JSONDecodeError',
  'MissingFileError',
])

const OS_ERRORS = new Set([
  'OSError',
  'FileNotFoundError',
  'FileExistsError',
  'NotADirectoryError',
  'IsADirectoryError',
  'PermissionError',
])

/** `isinstance(error, ValueError)`: what `except ValueError` in Django's post-processing catches. */
export function isValueError(error: PythonError): boolean {
  return VALUE_ERRORS.has(error.type)
}

/** `isinstance(error, OSError)`. */
export function isOsError(error: PythonError): boolean {
  return OS_ERRORS.has(error.type)
}
