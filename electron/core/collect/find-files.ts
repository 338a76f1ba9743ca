import type { FileContent } from '../files/file-content.ts'
import type { VirtualDisk } from '../files/virtual-disk.ts'
import { globMatcher } from '../python/fnmatch.ts'
import { joinPath, normPath } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import type { DjangoSettings } from './collect-settings.ts'
import { FileStorage, safeJoin } from './file-storage.ts'
import type { OwnFinder } from './own-finder.ts'

/** The storage of one source folder, with the prefix that its files get. */
export type SourceStorage = {
  readonly files: FileStorage
  readonly prefix: string
  readonly provider: SourceProvider
}

/** Which setting a source folder comes from: an entry of STATICFILES_DIRS (index), an app (index), or the default storage. */
export type SourceProvider =
  | { readonly kind: 'directory'; readonly index: number }
  | { readonly kind: 'app'; readonly index: number }
  | { readonly kind: 'storage' }

/** A file that a finder yields. `path` is relative to the storage; `content` is there where it cannot change in a run. */
export type FoundFile = {
  readonly path: string
  readonly storage: SourceStorage
  readonly content?: FileContent | null
}

/** Opens a found file. @throws PythonError OSError family */
export function openFound({ path, storage, content }: FoundFile): FileContent {
  return content ?? storage.files.open(path)
}

/** Hears what a walk meets besides files. */
export type WalkWatch = {
  /** Left out by a pattern; a folder's path ends in a slash. */
  readonly ignored: (path: string, storage: SourceStorage, pattern: string) => void
  /** About to be entered. */
  readonly folder: (path: string, storage: SourceStorage) => void
}

/** A finder, built from settings as Django builds it at first use. */
export type Finder = {
  readonly name: string
  readonly list: (ignorePatterns: readonly string[], watch: WalkWatch | null) => Generator<FoundFile>
  readonly find: (path: string) => readonly string[]
}

/** `get_finders()`: built one by one, so that a later finder that cannot be built fails only when it is reached. */
export function* getFinders(
  disk: VirtualDisk,
  settings: DjangoSettings,
  built: Map<string, Finder>,
): Generator<Finder> {
  for (const [index, chosen] of settings.finders.entries()) {
    // Of one dotted path Django has one finder (`get_finder` remembers it).
    const name = typeof chosen === 'string' ? chosen : `${index} ${chosen.name}`
    let finder = built.get(name)
    if (finder === undefined) {
      finder = typeof chosen === 'string' ? buildFinder(name, disk, settings) : ownFinder(chosen, disk, settings)
      built.set(name, finder)
    }
    yield finder
  }
}

const MODULE = 'django.contrib.staticfiles.finders'

/** `get_finder(import_path)`. @throws PythonError ImproperlyConfigured, ImportError */
function buildFinder(name: string, disk: VirtualDisk, settings: DjangoSettings): Finder {
  if (name === `${MODULE}.FileSystemFinder`) return fileSystemFinder(name, disk, settings)
  if (name === `${MODULE}.AppDirectoriesFinder`) return appDirectoriesFinder(name, disk, settings)
  if (name === `${MODULE}.DefaultStorageFinder`) return defaultStorageFinder(name, disk, settings)
  if (name === `${MODULE}.BaseStorageFinder`)
    throw improperlyConfigured(
      `The staticfiles storage finder <class '${name}'> doesn't have a storage class assigned.`,
    )
  throw improperlyConfigured(`Finder "<class '${name}'>" is not a subclass of "<class '${MODULE}.BaseFinder'>"`)
}

/** One storage per source folder; Django's table is keyed by root only, so of two prefixes for one root the last wins. */
function fileSystemFinder(name: string, disk: VirtualDisk, settings: DjangoSettings): Finder {
  const locations: { prefix: string; root: string }[] = []
  const storages = new Map<string, SourceStorage>()
  for (const [index, entry] of settings.staticfilesDirs.entries.entries()) {
    const prefix = entry.prefix ?? ''
    const root = entry.path
    if (locations.some((location) => location.prefix === prefix && location.root === root)) continue
    locations.push({ prefix, root })
    storages.set(root, { files: sourceStorage(disk, settings, root), prefix, provider: { kind: 'directory', index } })
  }
  return {
    name,
    *list(ignorePatterns, watch) {
      for (const { root } of locations) {
        if (settings.rules.skipsMissingFolder && !disk.isFolder(root)) continue
        const storage = storages.get(root)
        if (storage !== undefined) yield* getFiles(storage, ignorePatterns, watch)
      }
    },
    find(path) {
      const matches: string[] = []
      for (const { prefix, root } of locations) {
        let below = path
        if (prefix !== '') {
          if (!path.startsWith(`${prefix}/`)) continue
          below = path.slice(prefix.length + 1)
        }
        const found = safeJoin(normPath(root), below)
        if (disk.exists(found)) matches.push(found)
      }
      return matches
    },
  }
}

/** Apps whose `static` folder exists when the finder is built, in INSTALLED_APPS order. */
function appDirectoriesFinder(name: string, disk: VirtualDisk, settings: DjangoSettings): Finder {
  const storages: SourceStorage[] = []
  for (const [index, app] of settings.apps.entries()) {
    const files = sourceStorage(disk, settings, joinPath(app.path, 'static'))
    if (disk.isFolder(files.location)) storages.push({ files, prefix: '', provider: { kind: 'app', index } })
  }
  return {
    name,
    *list(ignorePatterns, watch) {
      for (const storage of storages) if (storage.files.exists('')) yield* getFiles(storage, ignorePatterns, watch)
    },
    find: (path) => storages.filter((storage) => storage.files.exists(path)).map((storage) => storage.files.path(path)),
  }
}

/** The default file storage, MEDIA_ROOT here. */
function defaultStorageFinder(name: string, disk: VirtualDisk, settings: DjangoSettings): Finder {
  if (settings.mediaRoot === '')
    throw improperlyConfigured(
      `The storage backend of the staticfiles finder <class '${name}'> doesn't have a valid location.`,
    )
  const storage: SourceStorage = {
    files: sourceStorage(disk, settings, settings.mediaRoot),
    prefix: '',
    provider: { kind: 'storage' },
  }
  return {
    name,
    list: (ignorePatterns, watch) => getFiles(storage, ignorePatterns, watch),
    find: (path) => (storage.files.exists(path) ? [storage.files.path(path)] : []),
  }
}

/** A finder of a project's own, by what it walks. */
function ownFinder({ name, walks }: OwnFinder, disk: VirtualDisk, settings: DjangoSettings): Finder {
  const storages = walks.map((walk) => ({
    walk,
    storage: {
      files: sourceStorage(disk, settings, walk.location),
      prefix: walk.prefix,
      provider: providerOf(walk.location, settings),
    },
  }))
  return {
    name,
    *list(ignorePatterns, watch) {
      for (const { walk, storage } of storages) {
        const patterns = [...(walk.heedsCommand ? ignorePatterns : []), ...walk.ignore]
        if (walk.files !== null) yield* listedFiles(walk.files, storage, patterns, watch)
        else if (disk.isFolder(storage.files.location)) yield* getFiles(storage, patterns, watch)
      }
    },
    find: (path) => {
      return storages.flatMap(({ storage: { files, prefix } }) => {
        if (prefix !== '' && !path.startsWith(`${prefix}/`)) return []
        const below = prefix === '' ? path : path.slice(prefix.length + 1)
        return files.exists(below) ? [files.path(below)] : []
      })
    },
  }
}

/** What a finder's own code listed, as far as it is still there. */
function* listedFiles(
  paths: readonly string[],
  storage: SourceStorage,
  ignorePatterns: readonly string[],
  watch: WalkWatch | null,
): Generator<FoundFile> {
  const patterns = ignorePatterns.map((pattern) => ({ pattern, matches: globMatcher(pattern) }))
  for (const path of paths) {
    const ignoring = patterns.find(({ matches }) => matches(path) || path.split('/').some((part) => matches(part)))
    if (ignoring !== undefined) watch?.ignored(path, storage, ignoring.pattern)
    else if (storage.files.exists(path)) yield { path, storage }
  }
}

/** The setting that a folder belongs to, for telling who ships its files. */
function providerOf(location: string, { apps, staticfilesDirs }: DjangoSettings): SourceProvider {
  const app = apps.findIndex(({ path }) => location.startsWith(`${path}/`))
  if (app !== -1) return { kind: 'app', index: app }
  const directory = staticfilesDirs.entries.findIndex(({ path }) => path === location)
  return directory === -1 ? { kind: 'storage' } : { kind: 'directory', index: directory }
}

function sourceStorage(disk: VirtualDisk, settings: DjangoSettings, location: string): FileStorage {
  return new FileStorage(disk, settings.rules, location, settings.mediaUrl, () => '')
}

/**
 * `utils.get_files`: per folder all files first, then each subfolder. A file is left out by its basename or its full path,
 * a folder only by its basename (#28566). A stack instead of Django's recursion: the order is the same.
 * @throws PythonError OSError family
 */
export function* getFiles(
  storage: SourceStorage,
  ignorePatterns: readonly string[],
  watch: WalkWatch | null,
): Generator<FoundFile> {
  const patterns = ignorePatterns.map((pattern) => ({ pattern, matches: globMatcher(pattern) }))
  const ignoredBy = (name: string): string | null => patterns.find(({ matches }) => matches(name))?.pattern ?? null
  const pending = ['']
  for (let location = pending.pop(); location !== undefined; location = pending.pop()) {
    if (location !== '') watch?.folder(location, storage)
    const { folders, files } = storage.files.list(location)
    const prefix = location === '' ? '' : `${location}/`
    for (const file of files) {
      const path = prefix + file
      const pattern = ignoredBy(file) ?? (location === '' ? null : ignoredBy(path))
      if (pattern === null) yield { path, storage }
      else watch?.ignored(path, storage, pattern)
    }
    for (const folder of folders.toReversed()) {
      const pattern = ignoredBy(folder)
      if (pattern === null) pending.push(prefix + folder)
      else watch?.ignored(`${prefix}${folder}/`, storage, pattern)
    }
  }
}

/** Destination path of a found file (`prefixed_path`). */
export function destinationOf(file: FoundFile): string {
  return file.storage.prefix === '' ? file.path : joinPath(file.storage.prefix, file.path)
}

/** The ignore patterns of a run: `-i` and the app's own, each through os.path.normpath, without repeats. */
export function effectiveIgnorePatterns(ignore: readonly string[], appPatterns: readonly string[]): readonly string[] {
  return [...new Set([...ignore, ...appPatterns].map((pattern) => normPath(pattern)))]
}

function improperlyConfigured(message: string): PythonError {
  return new PythonError('ImproperlyConfigured', message)
}
