import { constants } from 'node:os'
import { pythonRepr } from './strings.ts'

/** An exception as Python raises it: `type` is the class name, `message` equals `str(error)`, `notes` are PEP 678 notes. */
export class PythonError extends Error {
  readonly type: string
  readonly notes: readonly string[]

  constructor(type: string, message: string, notes: readonly string[] = []) {
    super(message)
    this.name = 'PythonError'
    this.type = type
    this.notes = notes
  }

  /** The last line of a traceback: `ValueError: text`, or the class alone where there is no text. */
  get pythonMessage(): string {
    return this.message === '' ? this.type : `${this.type}: ${this.message}`
  }
}

/** Texts of strerror(3) in glibc, which Python prints. */
const OS_ERROR_TEXTS = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EIO: 'Input/output error',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Invalid cross-device link',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  ENFILE: 'Too many open files in system',
  EMFILE: 'Too many open files',
  EFBIG: 'File too large',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  EMLINK: 'Too many links',
  ENAMETOOLONG: 'File name too long',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  EDQUOT: 'Disk quota exceeded',
} as const

export type OsErrorCode = keyof typeof OS_ERROR_TEXTS

/** Subclasses of OSError by code (PEP 3151). */
const OS_ERROR_TYPES: { readonly [code in OsErrorCode]?: string } = {
  ENOENT: 'FileNotFoundError',
  EEXIST: 'FileExistsError',
  ENOTDIR: 'NotADirectoryError',
  EISDIR: 'IsADirectoryError',
  EACCES: 'PermissionError',
  EPERM: 'PermissionError',
}

/** True for codes that {@link osError} knows; narrows the `code` of an error from node:fs. */
export function isOsErrorCode(code: unknown): code is OsErrorCode {
  return typeof code === 'string' && Object.hasOwn(OS_ERROR_TEXTS, code)
}

/**
 * The OSError that Python raises for a failed system call.
 * The number is this platform's; paths are printed by repr(), two paths (rename, symlink) as `'a' -> 'b'`.
 * Without a path, Python prints the text alone. Source: `OSError.__str__` in CPython's Objects/exceptions.c.
 */
export function osError(code: OsErrorCode, path: string | null, path2: string | null = null): PythonError {
  const text = `[Errno ${constants.errno[code]}] ${OS_ERROR_TEXTS[code]}`
  const names = path === null ? '' : `: ${pythonRepr(path)}${path2 === null ? '' : ` -> ${pythonRepr(path2)}`}`
  return new PythonError(OS_ERROR_TYPES[code] ?? 'OSError', text + names)
}
