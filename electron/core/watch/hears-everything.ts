import { statfs } from 'node:fs/promises'
import { nodePath } from '../files/file-content.ts'

/**
 * Types of Linux file systems on which the kernel hears of every write (statfs(2)): ext2 to ext4, tmpfs, XFS, Btrfs,
 * overlay, F2FS, ZFS, bcachefs. On network and shared folders others write behind its back (inotify(7), "Limitations").
 */
const LOCAL: ReadonlySet<number> = new Set([
  0xef53, 0x01021994, 0x58465342, 0x9123683e, 0x794c7630, 0xf2f52010, 0x2fc12fc1, 0xca451a4e,
])

/** Whether a watcher of this folder hears of every change; null where that is not known, as on macOS and Windows. */
export async function hearsEverything(folder: string): Promise<boolean | null> {
  if (process.platform !== 'linux') return null
  try {
    return LOCAL.has((await statfs(nodePath(folder))).type)
  } catch {
    return null
  }
}
