import type { FileContent } from './file-content.ts'
import type { RealDisk, RealEntry, RealFolder } from './real-disk.ts'

/** Nanoseconds since 1970. */
export type Nanoseconds = bigint

export type FileNode = {
  readonly kind: 'file'
  content: FileContent
  mtimeNs: Nanoseconds
  /** Null: as the umask has it. */
  readonly mode: number | null
  written: boolean
}
export type LinkNode = { readonly kind: 'link'; readonly target: string; readonly written: boolean }
export type FolderNode = {
  readonly kind: 'folder'
  /** Where the folder lies on the real disk; null for one that exists only here. */
  readonly real: RealFolder | null
  /** Known entries; null marks a name that does not exist. Order is the order of listing. */
  readonly entries: Map<string, Node | null>
  listed: boolean
}
/** Sockets, pipes and devices: there, but nothing to read. */
type OtherNode = { readonly kind: 'other' }
/** What a virtual disk has under a name. */
export type Node = FileNode | LinkNode | FolderNode | OtherNode

/** The node of an entry of the real disk. @throws DiskError for a link that cannot be read */
export function nodeOfReal(entry: RealEntry, real: RealDisk): Node {
  if (entry.kind === 'folder')
    return { kind: 'folder', real: real.folder(entry.path), entries: new Map(), listed: false }
  if (entry.kind === 'link') {
    real.hasLinks = true
    return { kind: 'link', target: entry.readTarget(), written: false }
  }
  if (entry.kind === 'other') return { kind: 'other' }
  return new RealFile(entry)
}

/** A file of the real disk, until something is written over it. */
class RealFile {
  readonly kind = 'file'
  written = false
  readonly #entry: RealEntry
  #over: { readonly content: FileContent; mtimeNs: Nanoseconds } | null = null
  constructor(entry: RealEntry) {
    this.#entry = entry
  }
  get content(): FileContent {
    return this.#over?.content ?? this.#entry.content
  }
  set content(content: FileContent) {
    this.#over = { content, mtimeNs: this.mtimeNs }
  }
  get mtimeNs(): Nanoseconds {
    return this.#over?.mtimeNs ?? this.#entry.content.stat.mtimeNs
  }
  set mtimeNs(time: Nanoseconds) {
    this.#over = { content: this.content, mtimeNs: time }
  }
  get mode(): number {
    return this.written ? 0o644 : this.#entry.content.stat.mode
  }
}
