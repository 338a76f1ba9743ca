import { realpathSync } from 'node:fs'
import { nodePath } from '../files/file-content.ts'
import type { NotCollected, Preview, PreviewFile, Shadowed } from '../collect/preview-result.ts'
import { decodeFileName } from '../python/file-names.ts'
import { absPath, joinPath } from '../python/posix-path.ts'

/** A folder that a finder looks into, or would if it were there. */
export type FinderFolder = {
  readonly path: string
  /** The same without links; null if it is not there. */
  readonly real: string | null
  readonly prefix: string
  /** The app whose `static` folder it is; null for an entry of STATICFILES_DIRS. */
  readonly app: { readonly label: string; readonly path: string } | null
}

/** A preview by everything that a person may ask for. */
export type WhyIndex = {
  readonly byName: ReadonlyMap<string, PreviewFile>
  readonly byHashedName: ReadonlyMap<string, PreviewFile>
  readonly bySource: ReadonlyMap<string, PreviewFile>
  readonly shadowedBySource: ReadonlyMap<string, { readonly file: PreviewFile; readonly shadowed: Shadowed }>
  /** By name and by source; names of folders without their last slash. */
  readonly ignoredByName: ReadonlyMap<string, readonly NotCollected[]>
  readonly ignoredBySource: ReadonlyMap<string, NotCollected>
  readonly compressed: ReadonlyMap<string, { readonly of: string; readonly size: number }>
  readonly byLowerName: ReadonlyMap<string, readonly string[]>
  readonly folders: ReadonlyMap<string, { readonly files: number; readonly bytes: number }>
  readonly finderFolders: readonly FinderFolder[]
}

const known = new WeakMap<Preview, WhyIndex>()

/** The index of a preview, made once and kept as long as the preview is. */
export function whyIndexOf(preview: Preview): WhyIndex {
  const made = known.get(preview) ?? makeIndex(preview)
  known.set(preview, made)
  return made
}

/** Begins with what an answer will need and takes long: the run behind a preview that was remembered. Never throws. */
export function prepareAnswers(preview: Preview): void {
  whyIndexOf(preview)
  preview.evidence.run().catch(() => undefined)
}

function makeIndex(preview: Preview): WhyIndex {
  const byName = new Map<string, PreviewFile>()
  const byHashedName = new Map<string, PreviewFile>()
  const bySource = new Map<string, PreviewFile>()
  const shadowedBySource = new Map<string, { file: PreviewFile; shadowed: Shadowed }>()
  const compressed = new Map<string, { of: string; size: number }>()
  const byLowerName = new Map<string, string[]>()
  const folders = new Map<string, { files: number; bytes: number }>()
  for (const file of preview.files) {
    byName.set(file.name, file)
    bySource.set(file.source, file)
    if (file.hashedName !== null) byHashedName.set(file.hashedName, file)
    for (const shadowed of file.shadowed) shadowedBySource.set(shadowed.source, { file, shadowed })
    for (const { name, size } of file.compressed) compressed.set(name, { of: file.name, size })
    addTo(byLowerName, file.name.toLowerCase(), file.name)
    countInFolders(folders, file)
  }
  const ignoredByName = new Map<string, NotCollected[]>()
  for (const ignored of preview.notCollected) addTo(ignoredByName, withoutSlash(ignored.name), ignored)
  return {
    byName,
    byHashedName,
    bySource,
    shadowedBySource,
    ignoredByName,
    ignoredBySource: new Map(preview.notCollected.map((ignored) => [withoutSlash(ignored.source), ignored])),
    compressed,
    byLowerName,
    folders,
    finderFolders: finderFoldersOf(preview),
  }
}

/** A path without the slash that marks a folder. */
export function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path
}

function countInFolders(folders: Map<string, { files: number; bytes: number }>, { name, size }: PreviewFile): void {
  for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
    const folder = name.slice(0, slash)
    const counted = folders.get(folder)
    if (counted === undefined) folders.set(folder, { files: 1, bytes: size })
    else {
      counted.files++
      counted.bytes += size
    }
  }
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function finderFoldersOf({ request }: Preview): FinderFolder[] {
  return request.sources.map((source) => {
    const isApp = source.kind === 'app'
    const path = absPath('/', isApp ? joinPath(source.path, 'static') : source.path)
    return {
      path,
      real: realPathOrNull(path),
      prefix: isApp ? '' : source.prefix,
      app: isApp ? { label: source.label, path: source.path } : null,
    }
  })
}

/** The path without links; null if nothing is there. */
export function realPathOrNull(path: string): string | null {
  try {
    return decodeFileName(realpathSync(nodePath(path), { encoding: 'buffer' }))
  } catch {
    return null
  }
}
