import { isOsErrorCode, osError, type PythonError } from '../python/python-error.ts'
import { tooLong, tooLongPath } from './path-limits.ts'
import { DiskError, type RealDisk, type RealEntry } from './real-disk.ts'
import { type FolderNode, type Node, nodeOfReal } from './virtual-nodes.ts'

/** Why a path leads nowhere. */
export type ErrnoCode = 'ENOENT' | 'ENOTDIR' | 'ELOOP' | 'ENAMETOOLONG'

/** Links that one path may lead through (path_resolution(7)). */
const MAX_LINKS = 40

/** Finds the nodes of a virtual disk by their paths, as Linux does (path_resolution(7)), and remembers the folders. */
export class NodeLookup {
  readonly #real: RealDisk
  readonly #root: FolderNode
  /** Folders by path, as long as no folder or link goes away. */
  readonly #folders = new Map<string, FolderNode>()
  #generation = 0

  /** @param real where everything lies that was not written since */
  constructor(real: RealDisk) {
    this.#real = real
    this.#root = { kind: 'folder', real: real.folder('/'), entries: new Map(), listed: false }
  }

  /** Rises whenever folders are forgotten. */
  get generation(): number {
    return this.#generation
  }

  /** A folder or link went away, so no remembered folder is certain any more. */
  forgetFolders(): void {
    this.#folders.clear()
    this.#generation++
  }

  /** Whether the folder at a path is remembered. */
  knows(path: string): boolean {
    return this.#folders.has(path)
  }

  /** The node at a path, or why there is none. @throws PythonError what the real disk raises */
  resolve(path: string, follow: boolean): Node | ErrnoCode {
    if (path.includes('\0')) return 'ENOENT'
    if (tooLongPath(path)) return 'ENAMETOOLONG'
    const slash = path.lastIndexOf('/')
    const name = path.slice(slash + 1)
    if (name === '' || name === '.' || name === '..') return this.#walk(path.split('/'), follow)
    const folder = this.folderAt(path.slice(0, slash))
    if (typeof folder === 'string') return folder
    if (tooLong(name)) return 'ENAMETOOLONG'
    const node = this.entry(folder, name)
    if (node === null) return 'ENOENT'
    return node.kind === 'link' && follow ? this.#walk(path.split('/'), true) : node
  }

  /** The folder at a path, links followed, or why there is none. @throws PythonError as `resolve` */
  folderAt(path: string): FolderNode | ErrnoCode {
    const known = this.#folders.get(path)
    if (known !== undefined) return known
    const folder = this.#walk(path.split('/'), true)
    if (typeof folder === 'string') return folder
    if (folder.kind !== 'folder') return 'ENOTDIR'
    this.#folders.set(path, folder)
    return folder
  }

  #walk(parts: readonly string[], follow: boolean): Node | ErrnoCode {
    const pending = parts.toReversed()
    const stack: FolderNode[] = [this.#root]
    let links = 0
    while (pending.length > 0) {
      const name = pending.pop() ?? ''
      if (name === '' || name === '.') continue
      if (name === '..') {
        if (stack.length > 1) stack.pop()
        continue
      }
      const folder = stack.at(-1) ?? this.#root
      if (tooLong(name)) return 'ENAMETOOLONG'
      const node = this.entry(folder, name)
      if (node === null) return 'ENOENT'
      if (node.kind === 'folder') {
        stack.push(node)
        continue
      }
      const isLast = pending.every((part) => part === '')
      if (node.kind === 'link') {
        if (isLast && !follow && pending.length === 0) return node
        if (++links > MAX_LINKS) return 'ELOOP'
        if (node.target.startsWith('/')) stack.length = 1
        pending.push(...node.target.split('/').toReversed())
        continue
      }
      if (pending.length > 0) return 'ENOTDIR'
      return node
    }
    return stack.at(-1) ?? this.#root
  }

  /** An entry of a folder, read from the real disk when it is first asked for; null for nothing. @throws PythonError */
  entry(folder: FolderNode, name: string): Node | null {
    const known = folder.entries.get(name)
    if (known !== undefined) return known
    if (folder.listed || folder.real === null) return null
    let node: Node | null
    try {
      const entry = folder.real.find(name)
      node = entry === null ? null : nodeOfReal(entry, this.#real)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      throw pythonError(error, `${folder.real.path}/${name}`)
    }
    folder.entries.set(name, node)
    return node
  }

  /** Makes sure that all entries of a folder are known. @throws PythonError */
  list(folder: FolderNode, path: string): void {
    if (folder.listed || folder.real === null) return
    let entries: readonly RealEntry[]
    try {
      entries = folder.real.list()
    } catch (error) {
      throw error instanceof DiskError ? pythonError(error, path) : error
    }
    const before = new Map(folder.entries)
    folder.entries.clear()
    for (const entry of entries) {
      const known = before.get(entry.name)
      before.delete(entry.name)
      folder.entries.set(entry.name, known === undefined ? nodeOfReal(entry, this.#real) : known)
    }
    // What was made here before the folder was listed comes last.
    for (const [name, node] of before) if (node !== null) folder.entries.set(name, node)
    folder.listed = true
  }
}

/** An error of the real disk as Python raises it, naming the path that was asked for. */
function pythonError(error: DiskError, path: string): PythonError {
  return osError(isOsErrorCode(error.code) ? error.code : 'EIO', path)
}
