import { DiskError, type DiskStat, type RealDisk, type RealEntry, type RealFolder } from '../files/real-disk.ts'
import type { FileCounts } from './check-freshness.ts'

/**
 * Counts what differs below a folder between two looks at it, among the names that the first look asked for.
 * @param root real path, without links in it
 */
export function* compareFolders(root: string, before: RealDisk, now: RealDisk): Generator<void, FileCounts> {
  const counts = { added: 0, removed: 0, changed: 0 }
  for (const folder of before.folders()) {
    if (folder.path !== root && !folder.path.startsWith(`${root}/`)) continue
    const present = now.folder(folder.path)
    const known = folder.known()
    for (const [name, entry] of known) {
      yield
      const found = findOrNull(present, name)
      if (entry === null) counts.added += found === null ? 0 : 1
      else if (found === null) counts.removed += entry.kind === 'folder' ? 0 : 1
      else if (!isSameEntry(entry, found)) counts.changed++
    }
    if (folder.isListed) for (const name of namesOf(present)) if (!known.has(name)) counts.added++
  }
  return counts
}

function isSameEntry(before: RealEntry, now: RealEntry): boolean {
  if (before === now) return true
  if (before.kind !== now.kind) return false
  return before.kind !== 'file' || isSameStat(statOrNull(before), statOrNull(now))
}

/** Whether a file looks the same: size, modified time and inode. */
export function isSameStat(before: DiskStat | null, now: DiskStat | null): boolean {
  return before?.size === now?.size && before?.mtimeNs === now?.mtimeNs && before?.inode === now?.inode
}

function statOrNull(entry: RealEntry): DiskStat | null {
  return orNull(() => entry.content.stat)
}

function findOrNull(folder: RealFolder, name: string): RealEntry | null {
  return orNull(() => folder.find(name))
}

function namesOf(folder: RealFolder): readonly string[] {
  return orNull(() => folder.list().map(({ name }) => name)) ?? []
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof DiskError) return null
    throw error
  }
}
