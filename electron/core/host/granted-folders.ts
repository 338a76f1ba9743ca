import { randomUUID } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Grant } from '../../../shared/model/project.ts'
import type { PythonPath } from '../collect/preview-result.ts'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'
import { displayName, displayPath, isWithin } from './display-path.ts'

/** A subfolder as a page sees it while it looks for one to open. */
export type ListedFolder = { readonly name: string; readonly folders: number; readonly files: number }

/** Subfolders that are looked into at the same time. */
const AT_ONCE = 16

/** Folders that the user has given. Pages know their ids; the paths stay here. */
export class GrantedFolders {
  readonly #paths = new Map<string, PythonPath>()
  readonly #ids = new Map<PythonPath, string>()

  /**
   * Grants a folder. The grant is for the real folder, links followed, and equal folders get equal ids.
   * @param path absolute path
   * @throws InspectorError `missing-folder`, `unreadable`
   */
  async grant(path: PythonPath): Promise<Grant> {
    return this.#grantReal(await realFolder(path))
  }

  /** @throws InspectorError `not-found` for an id that was never given out, or by an engine that is gone */
  pathOf(id: string): PythonPath {
    const path = this.#paths.get(id)
    if (path === undefined)
      throw new InspectorError('not-found', 'This folder is not granted any more. Choose it again.')
    return path
  }

  /**
   * The subfolders of a granted folder, by name, with the number of folders and files right in each. Nothing is hidden;
   * what cannot be read counts as empty.
   * @throws InspectorError `not-found`, `missing-folder`, `unreadable`
   */
  async list(id: string): Promise<ListedFolder[]> {
    const path = this.pathOf(id)
    const names = await subfolders(path)
    const listed: ListedFolder[] = []
    for (let at = 0; at < names.length; at += AT_ONCE)
      listed.push(...(await Promise.all(names.slice(at, at + AT_ONCE).map((name) => countIn(path, name)))))
    return listed.toSorted(byName)
  }

  /**
   * Grants one direct subfolder of a granted folder.
   * @param folder a name that `list` gave
   * @throws InspectorError `refused` when it is no direct subfolder or a link that leads out of the grant; `not-found`,
   *   `missing-folder`, `unreadable`
   */
  async narrow(id: string, folder: string): Promise<Grant> {
    const path = this.pathOf(id)
    if (!(await subfolders(path)).includes(folder))
      throw new InspectorError('refused', `${displayPath(path)} has no folder of the name ${folder.toWellFormed()}.`)
    const real = await realFolder(join(path, folder))
    if (!isWithin(path, real))
      throw new InspectorError(
        'refused',
        `${folder.toWellFormed()} is a link that leads out of ${displayPath(path)}. Open the folder that it leads to instead.`,
      )
    return this.#grantReal(real)
  }

  #grantReal(path: PythonPath): Grant {
    const id = this.#ids.get(path) ?? randomUUID()
    this.#ids.set(path, id)
    this.#paths.set(id, path)
    return { id, name: displayName(path), display: displayPath(path) }
  }
}

/** Whether a folder is there, links followed. */
export async function isFolder(path: PythonPath): Promise<boolean> {
  try {
    return (await stat(nodePath(path))).isDirectory()
  } catch {
    return false
  }
}

async function realFolder(path: PythonPath): Promise<PythonPath> {
  const real = await attempt(path, async () => decodeFileName(await realpath(nodePath(path), { encoding: 'buffer' })))
  const isDirectory = await attempt(path, async () => (await stat(nodePath(real))).isDirectory())
  if (!isDirectory)
    throw new InspectorError(
      'missing-folder',
      `${displayPath(path)} is a file, not a folder. Choose the folder it is in.`,
    )
  return real
}

/** Names of subfolders; links that lead to folders are among them. */
async function subfolders(path: PythonPath): Promise<string[]> {
  const entries = await attempt(path, () => readEntries(path))
  const names = await Promise.all(
    entries.map(async (entry) => {
      const name = decodeFileName(entry.name)
      return entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(join(path, name)))) ? name : null
    }),
  )
  return names.filter((name) => name !== null)
}

async function countIn(path: PythonPath, name: string): Promise<ListedFolder> {
  try {
    const entries = await readEntries(join(path, name))
    const folders = entries.filter((entry) => entry.isDirectory()).length
    return { name, folders, files: entries.length - folders }
  } catch {
    return { name, folders: 0, files: 0 }
  }
}

function readEntries(path: PythonPath): Promise<Dirent<Buffer>[]> {
  return readdir(nodePath(path), { withFileTypes: true, encoding: 'buffer' })
}

/** Without regard to case first, then exactly. */
function byName(a: ListedFolder, b: ListedFolder): number {
  const [lowerA, lowerB] = [a.name.toLowerCase(), b.name.toLowerCase()]
  if (lowerA !== lowerB) return lowerA < lowerB ? -1 : 1
  return a.name < b.name ? -1 : 1
}

async function attempt<T>(path: PythonPath, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new InspectorError('missing-folder', `There is no folder ${displayPath(path)}.`, { cause: error })
    if (code === 'ELOOP')
      throw new InspectorError('unreadable', `${displayPath(path)} is a link that leads back to itself.`, {
        cause: error,
      })
    if (code === 'EACCES' || code === 'EPERM')
      throw new InspectorError('unreadable', `You may not read ${displayPath(path)}. Change its permissions.`, {
        cause: error,
      })
    throw error
  }
}
