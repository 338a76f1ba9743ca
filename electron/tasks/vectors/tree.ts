import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readContentBytes } from '../../core/files/file-content.ts'
import type { VirtualDisk } from '../../core/files/virtual-disk.ts'
import { encodeFileName } from '../../core/python/file-names.ts'
import { isJsonObject, parseOrderedJson, type Json, type JsonObject } from './ordered-json.ts'
import type { World } from './world.ts'

/** What lies at one path of a tree. A folder is an entry only while it is empty. `written`: a run on the disk made it. */
export type TreeEntry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mtime: number; readonly written: boolean }
  | { readonly kind: 'link'; readonly target: string; readonly toFolder: boolean; readonly written: boolean }
  | { readonly kind: 'dir'; readonly written: boolean }

/** A whole tree: path below its top, to what lies there. */
export type Tree = ReadonlyMap<string, TreeEntry>

/** Reads everything below a folder; links below it are not followed, a missing folder is an empty tree. */
export function readTree(disk: VirtualDisk, world: World, folder: string): Tree {
  const tree = new Map<string, TreeEntry>()
  for (const entry of disk.tree(folder)) {
    if (entry.kind === 'file') {
      const { mtimeNs, written } = entry
      tree.set(entry.path, {
        kind: 'file',
        bytes: readContentBytes(entry.content),
        mtime: Number(mtimeNs) / 1e9,
        written,
      })
    } else if (entry.kind === 'link') {
      const toFolder = disk.isFolder(`${folder}/${entry.path}`)
      tree.set(entry.path, { kind: 'link', target: world.hide(entry.target), toFolder, written: entry.written })
    } else if (entry.empty) tree.set(entry.path, { kind: 'dir', written: false })
  }
  return tree
}

/** A tree in the form of the vector files: name to MD5, `{link}` or `{dir: true}`. */
export function treeJson(tree: Tree): Json {
  const json = ([name, entry]: readonly [string, TreeEntry]): [string, Json] => {
    if (entry.kind === 'file') return [name, md5(entry.bytes)]
    return [name, entry.kind === 'link' ? new Map([['link', entry.target]]) : new Map([['dir', true]])]
  }
  return new Map([...tree].map(json))
}

/** `staticfiles.json` of a STATIC_ROOT in the form of the vector files; null if there is none that can be read. */
export function manifestJson(tree: Tree): JsonObject | null {
  const file = tree.get('staticfiles.json')
  if (file === undefined || file.kind === 'dir') return null
  if (file.kind === 'link') return null
  let parsed: Json
  try {
    parsed = parseOrderedJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes))
  } catch {
    return null
  }
  if (!isJsonObject(parsed)) return null
  const manifest = new Map<string, Json>()
  for (const key of ['paths', 'version', 'hash']) {
    const value = parsed.get(key)
    if (value !== undefined) manifest.set(key, value)
  }
  return manifest.set('md5', md5(file.bytes))
}

/** Number of files and SHA-256 over the lines `path<TAB>md5<LF>`, sorted by path. */
export function digestTree(tree: Tree): Json {
  const files = [...tree].flatMap(([name, entry]) => (entry.kind === 'file' ? [[name, entry.bytes] as const] : []))
  const lines = files
    .toSorted(([a], [b]) => Buffer.compare(encodeFileName(a), encodeFileName(b)))
    .map(([name, bytes]) => Buffer.concat([encodeFileName(name), Buffer.from(`\t${md5(bytes)}\n`)]))
  return new Map<string, Json>([
    ['files', files.length],
    ['sha256', createHash('sha256').update(Buffer.concat(lines)).digest('hex')],
  ])
}

/** Brings a folder of the real disk from `before` to `after`: what was touched is written, with its time; nothing else is. */
export function writeTreeBack(world: World, folder: string, before: Tree, after: Tree): void {
  const path = (name: string): Buffer => encodeFileName(`${world.root}/${folder}/${name}`)
  const touched = (name: string, now: TreeEntry): boolean => now.written || before.get(name)?.kind !== now.kind
  for (const [name, entry] of before) {
    const now = after.get(name)
    if (now === undefined || touched(name, now)) {
      if (entry.kind !== 'dir' || now !== undefined) rmSync(path(name), { recursive: true, force: true })
    }
  }
  for (const [name, entry] of after) {
    if (!touched(name, entry)) continue
    makeFolder(encodeFileName(dirname(`${world.root}/${folder}/${name}`)))
    if (entry.kind === 'dir') makeFolder(path(name))
    else if (entry.kind === 'link') symlinkSync(encodeFileName(world.reveal(entry.target)), path(name))
    else {
      writeFileSync(path(name), entry.bytes)
      utimesSync(path(name), entry.mtime, entry.mtime)
    }
  }
}

/** MD5 in hex. */
export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

function makeFolder(path: Buffer): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) mkdirSync(path, { recursive: true })
}
