import { createHash } from 'node:crypto'
import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import type { TreeEntry } from '../files/virtual-tree.ts'
import { plannedFile } from './collect-to-folder.ts'
import type { WorkContext } from './preview-context.ts'
import type { Preview, PreviewRequest } from './preview-result.ts'
import { previewStatic } from './preview-static.ts'
import type { PlannedFile } from './write-output.ts'

/** What a collect into a STATIC_ROOT with files in it would do. Paths are Python strings, relative to it. */
export type RootPlan = {
  readonly preview: Preview
  /** Absolute path of STATIC_ROOT. */
  readonly root: string
  readonly added: readonly string[]
  readonly overwritten: readonly string[]
  readonly removed: readonly string[]
  readonly unchanged: number
  /** Everything that is to be written, folders that are new among it. */
  readonly files: readonly PlannedFile[]
  readonly folders: readonly string[]
  /** Equal for equal plans over a folder in the same state. */
  readonly digest: string
}

/**
 * Works out what `collectstatic` would change in a STATIC_ROOT as it lies there now. Nothing is written.
 * @param root absolute path of the folder
 * @throws InspectorError what a preview throws
 */
export async function planIntoRoot(request: PreviewRequest, root: string, work: WorkContext): Promise<RootPlan> {
  const preview = await previewStatic({ ...request, staticRoot: root }, work, root)
  const { disk } = await preview.evidence.run()
  const before = new Map(filesOf(new VirtualDisk(new RealDisk('sorted'), 0n).tree(root)))
  const after = [...disk.tree(root)]
  const written = new Map(filesOf(after).filter(([, entry]) => entry.written))
  const kept = new Set(filesOf(after).map(([path]) => path))
  const [added, overwritten] = [
    [...written.keys()].filter((path) => !before.has(path)),
    [...written.keys()].filter((path) => before.has(path)),
  ]
  const removed = [...before.keys()].filter((path) => !kept.has(path))
  return {
    preview,
    root,
    added,
    overwritten,
    removed,
    unchanged: kept.size - written.size,
    files: [...written.values()].map((entry) => plannedFile(entry, disk.now)),
    folders: after.filter(({ kind }) => kind === 'folder').map(({ path }) => path),
    digest: digestOf(
      added,
      [...overwritten, ...removed].map((path) => [path, before.get(path)]),
    ),
  }
}

type FileEntry = Exclude<TreeEntry, { kind: 'folder' }>

function filesOf(entries: Iterable<TreeEntry>): [string, FileEntry][] {
  return [...entries].flatMap((entry): [string, FileEntry][] => (entry.kind === 'folder' ? [] : [[entry.path, entry]]))
}

/** Files that would be lost count with their size and time, so that nothing is overwritten that was not looked at. */
function digestOf(added: readonly string[], lost: readonly (readonly [string, FileEntry | undefined])[]): string {
  const stamps = lost.map(([path, entry]) =>
    entry?.kind === 'file' ? `${path} ${entry.content.size} ${entry.mtimeNs}` : `${path} ${entry?.target ?? ''}`,
  )
  return createHash('sha256')
    .update(JSON.stringify([added, stamps]))
    .digest('hex')
}
