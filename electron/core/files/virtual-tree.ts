import type { FileContent } from './file-content.ts'
import type { NodeLookup } from './node-lookup.ts'
import type { FolderNode, Nanoseconds } from './virtual-nodes.ts'

/** One entry of a tree, links not followed. `written` tells what a run made from what was there before. */
export type TreeEntry =
  | {
      readonly kind: 'file'
      readonly path: string
      readonly content: FileContent
      readonly mtimeNs: Nanoseconds
      readonly mode: number | null
      readonly written: boolean
    }
  | { readonly kind: 'link'; readonly path: string; readonly target: string; readonly written: boolean }
  | { readonly kind: 'folder'; readonly path: string; readonly empty: boolean }

/**
 * Everything below a folder, links not followed, in order of listing.
 * @param path of the folder, for errors
 * @param prefix what the paths of the entries begin with
 * @throws PythonError where a folder cannot be listed
 */
export function* treeOf(lookup: NodeLookup, folder: FolderNode, path: string, prefix: string): Generator<TreeEntry> {
  lookup.list(folder, path)
  for (const [name, node] of folder.entries) {
    if (node === null) continue
    const relative = prefix + name
    if (node.kind === 'file') {
      const { content, mtimeNs, mode, written } = node
      yield { kind: 'file', path: relative, content, mtimeNs, mode, written }
    } else if (node.kind === 'link') yield { ...node, path: relative }
    else if (node.kind === 'folder') {
      const below = `${path}/${name}`
      lookup.list(node, below)
      const empty = [...node.entries.values()].every((entry) => entry === null)
      yield { kind: 'folder', path: relative, empty }
      yield* treeOf(lookup, node, below, `${relative}/`)
    }
  }
}
