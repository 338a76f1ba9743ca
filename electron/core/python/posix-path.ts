import { PythonError } from './python-error.ts'

/*
 * posixpath and pathlib of CPython 3.9 to 3.13. Paths of the product are POSIX paths on every system.
 */

/** `os.path.join(a, b)`. */
export function joinPath(a: string, b: string): string {
  if (b.startsWith('/') || a === '') return b
  return a.endsWith('/') ? a + b : `${a}/${b}`
}

const NEEDS_NORMALISING = /(?:^|\/)\.{0,2}(?:\/|$)/

/** `os.path.normpath`: no empty, `.` and inner `..` parts; two leading slashes stay, three or more become one. */
export function normPath(path: string): string {
  if (!NEEDS_NORMALISING.test(path.startsWith('/') ? path.slice(1) : path) && !path.startsWith('//')) return path
  const root = rootOf(path)
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..' || (root === '' && kept.length === 0) || kept.at(-1) === '..') kept.push(part)
    else kept.pop()
  }
  return root + kept.join('/') || '.'
}

/** The leading slashes that POSIX gives a meaning: none, one or exactly two. */
function rootOf(path: string): '' | '/' | '//' {
  if (!path.startsWith('/')) return ''
  return path.startsWith('//') && !path.startsWith('///') ? '//' : '/'
}

/** `os.path.split`: `[head, tail]`; the tail is what follows the last slash. */
export function splitPath(path: string): [head: string, tail: string] {
  const cut = path.lastIndexOf('/') + 1
  return cut === 0 ? ['', path] : [headOf(path, cut), path.slice(cut)]
}

/** `os.path.dirname`. */
export function dirName(path: string): string {
  const cut = path.lastIndexOf('/') + 1
  return cut === 0 ? '' : headOf(path, cut)
}

/** `os.path.basename`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The first `cut` characters without trailing slashes, unless they are nothing but slashes. */
function headOf(path: string, cut: number): string {
  let end = cut
  while (end > 0 && path.charCodeAt(end - 1) === 0x2f) end -= 1
  return path.slice(0, end === 0 ? cut : end)
}

/** `os.path.splitext`: `[root, extension]`; dots at the start of the last part make no extension. */
export function splitExt(path: string): [root: string, extension: string] {
  const dot = path.lastIndexOf('.')
  const slash = path.lastIndexOf('/')
  for (let i = slash + 1; i < dot; i += 1) {
    if (path.charCodeAt(i) !== 0x2e) return [path.slice(0, dot), path.slice(dot)]
  }
  return [path, '']
}

/** `os.path.abspath` with the working directory given: joined and normalised, symlinks untouched. */
export function absPath(cwd: string, path: string): string {
  return normPath(joinPath(cwd, path))
}

/** `os.path.relpath(path, start)`; relative arguments count from `cwd`. Throws PythonError `ValueError` for an empty path. */
export function relPath(path: string, start: string, cwd = '/'): string {
  if (path === '') throw new PythonError('ValueError', 'no path specified')
  const from = absPath(cwd, start).split('/').filter(isNotEmpty)
  const to = absPath(cwd, path).split('/').filter(isNotEmpty)
  let shared = 0
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1
  const relative = [...from.slice(shared).map(() => '..'), ...to.slice(shared)]
  return relative.length === 0 ? '.' : relative.join('/')
}

function isNotEmpty(part: string): boolean {
  return part !== ''
}

/** `pathlib.PurePosixPath(path).parts`: the root as a part of its own, no empty and no `.` parts, `..` kept. */
export function purePathParts(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  const root = rootOf(path)
  return root === '' ? parts : [root, ...parts]
}

/**
 * `pathlib.PurePosixPath(name).suffixes` of Python 3.9 to 3.13: `['.tar', '.gz']`. A name that ends in a dot has none;
 * dots at the start do not count. Python 3.14 has another rule for a trailing dot.
 */
export function suffixesOf(fileName: string): string[] {
  const name = fileName.includes('/') || fileName === '.' ? lastPart(fileName) : fileName
  if (name.endsWith('.')) return []
  const suffixes: string[] = []
  let end = name.length
  let first = 0
  while (name.charCodeAt(first) === 0x2e) first += 1
  for (let dot = name.lastIndexOf('.'); dot >= first; dot = name.lastIndexOf('.', dot - 1)) {
    suffixes.unshift(name.slice(dot, end))
    end = dot
    if (dot === 0) break
  }
  return suffixes
}

/** `PurePosixPath(path).name`: the last part that is not the root; empty if there is none. */
function lastPart(path: string): string {
  const last = purePathParts(path).at(-1) ?? ''
  return last.startsWith('/') ? '' : last
}
