import { readdirSync, statSync } from 'node:fs'
import { nodePath } from '../files/file-content.ts'

/** Folders that are looked at; a larger STATIC_ROOT is not walked to its end for a warning. */
const MOST_FOLDERS = 2000

/** The first link to a folder that lies in a folder (absolute path), at any depth; null if there is none. */
export function linkBelow(root: string): string | null {
  const pending = [root]
  for (let seen = 0; seen < MOST_FOLDERS; seen++) {
    const folder = pending.pop()
    if (folder === undefined) return null
    for (const entry of entriesOf(folder)) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) pending.push(path)
      else if (entry.isSymbolicLink() && isFolder(path)) return path
    }
  }
  return null
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder)
  } catch {
    return []
  }
}

function readEntries(folder: string) {
  return readdirSync(nodePath(folder), { withFileTypes: true, encoding: 'utf8' })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
