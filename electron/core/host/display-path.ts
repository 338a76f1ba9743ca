import { homedir } from 'node:os'
import { basename, dirname, relative, sep } from 'node:path'

/** A path for people's eyes: `~` for the home folder, and a sign where a byte is not UTF-8. It is never sent back. */
export function displayPath(path: string): string {
  const home = homedir()
  const shown = path === home ? '~' : path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path
  return shown.toWellFormed()
}

/** The last part of a path for people's eyes; the path itself for a root. */
export function displayName(path: string): string {
  return (basename(path) || path).toWellFormed()
}

/** True for a folder itself and everything below it. Both paths are absolute and without links. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way)
}

/** Names that say nothing about a project. */
const GENERIC = new Set(['static', 'assets', 'public', 'dist', 'src', 'staticfiles', 'node_modules'])

/** What to call a project: the nearest folder with a telling name that holds all its sources. */
export function titleOf(paths: readonly string[]): string {
  let common = paths[0] ?? ''
  // Two drives of Windows have nothing in common, and a root is its own parent.
  while (common !== dirname(common) && !paths.every((path) => isWithin(common, path))) common = dirname(common)
  while (GENERIC.has(basename(common).toLowerCase())) common = dirname(common)
  if (basename(common) !== '') return displayName(common)
  const [first = ''] = paths
  const others = paths.length - 1
  return others > 0 ? `${displayName(first)} and ${others} more` : displayName(first)
}
