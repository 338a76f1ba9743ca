import { lstatSync, statSync } from 'node:fs'
import { nodePath } from '../files/file-content.ts'
import { baseName, dirName, joinPath, normPath } from '../python/posix-path.ts'
import { realPathOrNull } from './why-index.ts'

/** What lies at a path: `hidden` where nobody may look. */
export type KindOnDisk = 'file' | 'folder' | 'nothing' | 'hidden'

/**
 * Looks at a path, but only inside of folders that belong to the project: a text from the page must not become a question
 * about the rest of the disk, not even by way of a link.
 * @param path absolute
 * @param open folders that may be looked into, absolute
 */
export function kindOnDisk(path: string, open: readonly string[]): KindOnDisk {
  const wanted = normPath(path)
  const entry = open.find((folder) => isBelow(wanted, folder))
  if (entry === undefined) return 'hidden'
  if (wanted === entry) return realPathOrNull(wanted) === null ? 'nothing' : 'folder'
  const above = realPathOrNull(dirName(wanted))
  if (above === null) return 'nothing'
  const real = joinPath(above, baseName(wanted))
  if (!open.some((folder) => isBelow(real, realPathOrNull(folder) ?? folder))) return 'hidden'
  try {
    // A link is one of the project's own files; where it leads to only decides what kind it is.
    const found = lstatSync(nodePath(real))
    const shown = found.isSymbolicLink() ? statSync(nodePath(real)) : found
    return shown.isDirectory() ? 'folder' : 'file'
  } catch {
    return 'nothing'
  }
}

/** Whether a path is a folder or lies below it. Both are absolute and normalised. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
