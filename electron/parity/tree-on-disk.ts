import { lstatSync } from 'node:fs'
import { readContentBytes } from '../core/files/file-content.ts'
import { encodeFileName } from '../core/python/file-names.ts'
import { openDisk } from '../tasks/vectors/open-disk.ts'
import { md5 } from '../tasks/vectors/tree.ts'

/** A whole tree as one line per entry: name, mode in octal, and MD5 or target. Links are not followed. */
export function treeOnDisk(folder: string): string[] {
  return [...openDisk().tree(folder)].map((entry) => {
    const { mode } = lstatSync(encodeFileName(`${folder}/${entry.path}`))
    const content =
      entry.kind === 'file' ? md5(readContentBytes(entry.content)) : entry.kind === 'link' ? `-> ${entry.target}` : '/'
    return `${entry.path} ${(mode & 0o7777).toString(8)} ${content}`
  })
}
