import { encodeFileName, hasRawBytes } from '../python/file-names.ts'
import { osError } from '../python/python-error.ts'

/** NAME_MAX and PATH_MAX of Linux (limits.h), the last without its closing NUL. Bytes. */
const MAX_NAME_BYTES = 255
const MAX_PATH_BYTES = 4095

/** Whether a name is longer than Linux allows. */
export function tooLong(name: string): boolean {
  return name.length > MAX_NAME_BYTES / 4 && byteLength(name) > MAX_NAME_BYTES
}

/** Whether a path is. */
export function tooLongPath(path: string): boolean {
  return path.length > MAX_PATH_BYTES / 4 && byteLength(path) > MAX_PATH_BYTES
}

function byteLength(name: string): number {
  return hasRawBytes(name) ? encodeFileName(name).byteLength : Buffer.byteLength(name)
}

/** Refuses a name or path that is too long. @throws PythonError OSError ENAMETOOLONG */
export function checkName(name: string, path: string): void {
  if (tooLong(name) || tooLongPath(path)) throw osError('ENAMETOOLONG', path)
}
