import { opendir, stat } from 'node:fs/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { decodeFileName } from '../python/file-names.ts'
import { joinPath } from '../python/posix-path.ts'

/** What lies in a folder. Paths are Python strings relative to it. */
export type ListedFiles = {
  /** Files, and links that lead to files (`collectstatic --link` makes them). */
  readonly files: readonly string[]
  /** Links that lead to folders or nowhere, and what is neither file nor folder. */
  readonly others: readonly string[]
}

/**
 * Lists all files of a folder and below; links to folders are not followed.
 * @param folder absolute, a Python string
 * @throws InspectorError missing-folder, unreadable, cancelled
 */
export async function listFiles(folder: string, signal: AbortSignal): Promise<ListedFiles> {
  const files: string[] = []
  const others: string[] = []
  const slices = new TimeSlices(signal)
  const pending = ['']
  for (let below = pending.pop(); below !== undefined; below = pending.pop()) {
    const path = below === '' ? folder : joinPath(folder, below)
    try {
      // The types of opendir know no buffers as names.
      for await (const entry of await opendir(nodePath(path), { encoding: 'latin1', bufferSize: 256 })) {
        const relative = joinPath(below, decodeFileName(Buffer.from(entry.name, 'latin1')))
        if (entry.isDirectory()) pending.push(relative)
        else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(joinPath(folder, relative)))))
          files.push(relative)
        else others.push(relative)
        if (slices.isOver) await slices.rest()
      }
    } catch (error) {
      throw explained(path, error)
    }
  }
  return { files: files.toSorted(), others: others.toSorted() }
}

async function isFile(path: string): Promise<boolean> {
  return stat(nodePath(path)).then(
    (found) => found.isFile(),
    () => false,
  )
}

function explained(path: string, error: unknown): unknown {
  if (error instanceof InspectorError || !(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return new InspectorError(
      'missing-folder',
      `There is no folder ${path.toWellFormed()}, or it went away meanwhile. Check the path, and try again.`,
      { cause: error },
    )
  return new InspectorError(
    'unreadable',
    `The folder ${path.toWellFormed()} cannot be read (${String(error.code)}). Check its permissions.`,
    { cause: error },
  )
}
