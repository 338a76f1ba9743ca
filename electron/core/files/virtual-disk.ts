import { dirName, splitPath } from '../python/posix-path.ts'
import { osError } from '../python/python-error.ts'
import type { FileContent } from './file-content.ts'
import { NodeLookup } from './node-lookup.ts'
import { checkName } from './path-limits.ts'
import type { EntryKind, RealDisk } from './real-disk.ts'
import type { FolderNode, Nanoseconds, Node } from './virtual-nodes.ts'
import { type TreeEntry, treeOf } from './virtual-tree.ts'

/** A folder that was found by `VirtualDisk.folder`; nothing but the disk looks inside. */
export type DiskFolder = FolderNode

/** One entry as `os.scandir` gives it; `isFolder` follows links (`entry.is_dir()`). */
export type ScannedEntry = { readonly name: string; readonly isFolder: () => boolean }

/**
 * A disk that can be written without writing: what a run does lies in memory over the real disk (copy on write).
 * Calls behave as Linux and Python's `os` do, with the same errors, so that Django's code can be followed line by line.
 * Paths are absolute Python strings.
 */
export class VirtualDisk {
  readonly real: RealDisk
  /** Time that files get when they are written. */
  readonly now: Nanoseconds
  readonly #lookup: NodeLookup

  constructor(real: RealDisk, now: Nanoseconds) {
    this.real = real
    this.now = now
    this.#lookup = new NodeLookup(real)
  }

  /** Whether a link was met on the real disk so far, by any disk over it; without one every path is where it says. */
  get hasLinks(): boolean {
    return this.real.hasLinks
  }

  /** Rises when a folder or link goes away: a `DiskFolder` from before must be asked for again. */
  get generation(): number {
    return this.#lookup.generation
  }

  /** The folder at a path, links followed, to be asked many times; null if there is none. */
  folder(path: string): DiskFolder | null {
    const folder = this.#lookup.folderAt(path)
    return typeof folder === 'string' ? null : folder
  }

  /** What lies in a folder under a name (no slash in it), links not followed; null for nothing. */
  kindIn(folder: DiskFolder, name: string): EntryKind | null {
    return this.#lookup.entry(folder, name)?.kind ?? null
  }

  /** The content of a file in a folder; null for everything else. */
  contentIn(folder: DiskFolder, name: string): FileContent | null {
    const node = this.#lookup.entry(folder, name)
    return node?.kind === 'file' ? node.content : null
  }

  /** Makes a new file in a folder; false if something of that name is there. The name must not be too long. */
  createIn(folder: DiskFolder, name: string, content: FileContent, mode: number | null): boolean {
    if (this.#lookup.entry(folder, name) !== null) return false
    // A name that was there before comes last when it is made again.
    if (folder.entries.has(name)) folder.entries.delete(name)
    folder.entries.set(name, { kind: 'file', content, mtimeNs: this.now, mode, written: true })
    return true
  }

  /** os.path.exists: follows links; false when anything is wrong. */
  exists(path: string): boolean {
    return this.#find(path, true) !== null
  }

  /** os.path.lexists. */
  lexists(path: string): boolean {
    return this.#find(path, false) !== null
  }

  /** os.path.isdir. */
  isFolder(path: string): boolean {
    return this.#find(path, true)?.kind === 'folder'
  }

  /** os.path.islink. */
  isLink(path: string): boolean {
    return this.#find(path, false)?.kind === 'link'
  }

  /** Whether a path is a link to one of the folders that it lies in, so that a walk would never end by itself. */
  leadsIntoItself(path: string): boolean {
    if (!this.isLink(path)) return false
    const target = this.#find(path, true)
    for (let above = dirName(path); ; above = dirName(above)) {
      if (this.#find(above, true) === target) return true
      if (above === '/') return false
    }
  }

  /** os.path.getmtime, in nanoseconds. @throws PythonError OSError family */
  modifiedTime(path: string): Nanoseconds {
    const node = this.#follow(path)
    if (node.kind === 'file') return node.mtimeNs
    if (node.kind === 'folder' && node.real !== null) return node.real.stat.mtimeNs
    return this.now
  }

  /** os.scandir. @throws PythonError OSError family */
  scan(path: string): readonly ScannedEntry[] {
    const node = this.#follow(path)
    if (node.kind !== 'folder') throw osError('ENOTDIR', path)
    this.#lookup.list(node, path)
    const entries: ScannedEntry[] = []
    for (const [name, entry] of node.entries)
      if (entry !== null)
        entries.push({ name, isFolder: () => this.#isFolderEntry(entry, `${path === '/' ? '' : path}/${name}`) })
    return entries
  }

  /** open(path, 'rb'). @throws PythonError OSError family */
  open(path: string): FileContent {
    const node = this.#follow(path)
    if (node.kind === 'folder') throw osError('EISDIR', path)
    if (node.kind !== 'file') throw osError('EIO', path)
    return node.content
  }

  /** Where a file that was not written here lies on the real disk; null for what exists only here. */
  realPath(path: string): string | null {
    const node = this.#find(path, true)
    return node?.kind === 'file' && node.content.kind === 'disk' ? node.content.path : null
  }

  /** Where a folder lies on the real disk, links followed; null for what exists only here. */
  realFolder(path: string): string | null {
    const node = this.#find(path, true)
    return node?.kind === 'folder' && node.real !== null ? node.real.path : null
  }

  /** os.open(path, O_CREAT | O_EXCL), write. @throws PythonError FileExistsError also for a broken link */
  create(path: string, content: FileContent, mode: number | null): void {
    const { folder, name } = this.#parent(path)
    if (this.#lookup.entry(folder, name) !== null) throw osError('EEXIST', path)
    checkName(name, path)
    this.createIn(folder, name, content, mode)
  }

  /** open(path, 'wb') and os.utime. @throws PythonError OSError family */
  overwrite(path: string, content: FileContent, mtimeNs: Nanoseconds): void {
    const existing = this.#find(path, true)
    if (existing?.kind === 'folder') throw osError('EISDIR', path)
    if (existing?.kind === 'file') {
      existing.content = content
      existing.mtimeNs = mtimeNs
      existing.written = true
      return
    }
    const { folder, name } = this.#parent(path)
    checkName(name, path)
    folder.entries.delete(name)
    folder.entries.set(name, { kind: 'file', content, mtimeNs, mode: null, written: true })
  }

  /** os.makedirs(path, exist_ok=True). @throws PythonError OSError family */
  makeFolders(path: string): void {
    if (this.#lookup.knows(path)) return
    const [head, tail] = splitPath(path)
    if (head !== '' && tail !== '' && !this.exists(head)) {
      try {
        this.makeFolders(head)
      } catch (error) {
        if (!isFileExists(error)) throw error
      }
    }
    try {
      const { folder, name } = this.#parent(path)
      if (this.#lookup.entry(folder, name) !== null) throw osError('EEXIST', path)
      checkName(name, path)
      folder.entries.delete(name)
      folder.entries.set(name, { kind: 'folder', real: null, entries: new Map(), listed: true })
    } catch (error) {
      if (!this.isFolder(path)) throw error
    }
  }

  /** os.unlink. @throws PythonError OSError family */
  unlink(path: string): void {
    const { folder, name } = this.#parent(path)
    const node = this.#lookup.entry(folder, name)
    if (node === null) throw osError('ENOENT', path)
    if (node.kind === 'folder') throw osError('EISDIR', path)
    folder.entries.set(name, null)
    if (node.kind === 'link') this.#lookup.forgetFolders()
  }

  /** os.rmdir. @throws PythonError OSError family */
  removeFolder(path: string): void {
    const { folder, name } = this.#parent(path)
    const node = this.#lookup.entry(folder, name)
    if (node === null) throw osError('ENOENT', path)
    if (node.kind !== 'folder') throw osError('ENOTDIR', path)
    this.#lookup.list(node, path)
    for (const entry of node.entries.values()) if (entry !== null) throw osError('ENOTEMPTY', path)
    folder.entries.set(name, null)
    this.#lookup.forgetFolders()
  }

  /** os.symlink(target, path). @throws PythonError OSError family */
  link(target: string, path: string): void {
    const { folder, name } = this.#parent(path)
    if (this.#lookup.entry(folder, name) !== null) throw osError('EEXIST', target, path)
    checkName(name, path)
    folder.entries.delete(name)
    folder.entries.set(name, { kind: 'link', target, written: true })
  }

  /** Everything below a folder, links not followed, in order of listing; paths are relative to it. */
  *tree(path: string): Generator<TreeEntry> {
    const node = this.#find(path, true)
    if (node?.kind === 'folder') yield* treeOf(this.#lookup, node, path, '')
  }

  #isFolderEntry(node: Node, path: string): boolean {
    if (node.kind === 'folder') return true
    if (node.kind !== 'link') return false
    const target = this.#lookup.resolve(path, true)
    // DirEntry.is_dir() hides only a missing target; a loop is an error that leaves os.scandir's caller.
    if (target === 'ELOOP') throw osError('ELOOP', path)
    return typeof target !== 'string' && target.kind === 'folder'
  }

  #follow(path: string): Node {
    const node = this.#lookup.resolve(path, true)
    if (typeof node === 'string') throw osError(node, path)
    return node
  }

  #find(path: string, follow: boolean): Node | null {
    const node = this.#lookup.resolve(path, follow)
    return typeof node === 'string' ? null : node
  }

  #parent(path: string): { folder: FolderNode; name: string } {
    const folder = this.#lookup.folderAt(path.slice(0, path.lastIndexOf('/')))
    if (typeof folder === 'string') throw osError(folder, path)
    return { folder, name: path.slice(path.lastIndexOf('/') + 1) }
  }
}

function isFileExists(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'FileExistsError'
}
