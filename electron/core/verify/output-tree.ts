import type { FileContent } from '../files/file-content.ts'
import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'

/** An output file: its content, or where a link leads. */
export type OutputFile =
  | { readonly kind: 'content'; readonly content: FileContent }
  | { readonly kind: 'link'; readonly target: string }

/** All output files below a folder by their path relative to it, folders left out. */
export function outputTree(disk: VirtualDisk, folder: string): ReadonlyMap<string, OutputFile> {
  const files = new Map<string, OutputFile>()
  for (const entry of disk.tree(folder))
    if (entry.kind === 'file') files.set(entry.path, { kind: 'content', content: entry.content })
    else if (entry.kind === 'link') files.set(entry.path, { kind: 'link', target: entry.target })
  return files
}

/** The files of a folder as they lie on the disk now. */
export function treeNow(folder: string): ReadonlyMap<string, OutputFile> {
  return outputTree(new VirtualDisk(new RealDisk('sorted'), 0n), folder)
}
