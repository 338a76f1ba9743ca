import { readFileSync } from 'node:fs'
import type { Provider } from '../../../shared/model/preview.ts'
import { nodePath } from '../files/file-content.ts'
import { DiskError, type RealDisk, type RealEntry, type RealFolder } from '../files/real-disk.ts'
import type { Candidates } from './find-candidates.ts'
import type { FoundFile, SourceStorage } from './find-files.ts'
import type { SourceFolder } from './preview-result.ts'

/** Name and version of the package that a folder belongs to. */
type Package = { readonly name: string; readonly version: string | null }

/** A package.json larger than this is none that a package manager wrote. */
const LARGEST_PACKAGE_JSON = 1 << 20

/**
 * Tells who ships a file: the STATICFILES_DIRS entry or app that it comes from, and the package whose `package.json`
 * (npm) or `*.dist-info` (Python) stands above it. Remembers per folder, so that asking for each file is cheap.
 * Whoever asks for files anew gets the same indexes: all candidates are looked at once, in their order.
 */
export class Providers {
  readonly all: Provider[] = []
  readonly #real: RealDisk
  readonly #sources: { readonly directories: readonly SourceFolder[]; readonly apps: readonly SourceFolder[] }
  readonly #packages = new Map<string, Package | null>()
  readonly #indexes = new Map<SourceStorage, Map<string, number>>()
  /** Files come folder by folder: the folder of the one before, with a slash at its end. */
  #last: { readonly storage: SourceStorage; readonly folder: string; readonly index: number } | null = null

  constructor(sources: readonly SourceFolder[], real: RealDisk) {
    this.#real = real
    this.#sources = {
      directories: sources.filter((source) => source.kind === 'directory'),
      apps: sources.filter((source) => source.kind === 'app'),
    }
  }

  /** Looks at all candidates, in their order. Gives way after each winner. */
  *look(candidates: Candidates): Generator<void> {
    for (const [name, winner] of candidates.winners) {
      yield
      this.indexOf(winner)
      for (const loser of candidates.shadowed.get(name) ?? []) this.indexOf(loser)
    }
  }

  /** Index into `all` for a found file. */
  indexOf(file: FoundFile): number {
    const { storage, path } = file
    const slash = path.lastIndexOf('/')
    const last = this.#last
    const isLast = last?.storage === storage && last.folder.length === slash + 1 && path.startsWith(last.folder)
    if (last !== null && isLast) return last.index
    const index = this.indexOfFolder(storage, slash === -1 ? '' : path.slice(0, slash))
    this.#last = { storage, folder: path.slice(0, slash + 1), index }
    return index
  }

  /** Index into `all` for a folder of a storage. */
  indexOfFolder(storage: SourceStorage, folder: string): number {
    const { provider, files } = storage
    const indexes = this.#indexes.get(storage) ?? new Map<string, number>()
    const known = indexes.get(folder)
    if (known !== undefined) return known
    this.#indexes.set(storage, indexes)
    const path = folder === '' ? files.location : `${files.location}/${folder}`
    const shipped = this.#packageAbove(path, outermost(files.location, provider.kind === 'app'))
    const index = this.#add({
      kind: provider.kind,
      label: this.#label(storage),
      package: shipped?.name ?? null,
      version: shipped?.version ?? null,
    })
    indexes.set(folder, index)
    return index
  }

  #add(provider: Provider): number {
    const index = this.all.findIndex(
      (other) =>
        other.kind === provider.kind &&
        other.label === provider.label &&
        other.package === provider.package &&
        other.version === provider.version,
    )
    return index === -1 ? this.all.push(provider) - 1 : index
  }

  #label(storage: SourceStorage): string {
    const { provider, files } = storage
    if (provider.kind === 'storage') return files.location
    const source = this.#sources[provider.kind === 'app' ? 'apps' : 'directories'][provider.index]
    if (source === undefined) return files.location
    if (source.kind === 'app') return source.label
    // Two folders called `static` are told apart by the folder above.
    return source.path.split('/').slice(-2).join('/')
  }

  #packageAbove(folder: string, top: string): Package | null {
    const known = this.#packages.get(folder)
    if (known !== undefined) return known
    let found = this.#packageIn(folder)
    if (found === null && folder !== top && folder.startsWith(top))
      found = this.#packageAbove(folder.slice(0, folder.lastIndexOf('/')), top)
    this.#packages.set(folder, found)
    return found
  }

  #packageIn(folder: string): Package | null {
    const found = npmPackageIn(this.#real.folder(folder))
    if (found !== null) return found
    return folder.endsWith('/site-packages') ? null : this.#distributionOf(folder)
  }

  /** A folder directly below site-packages: the distribution that recorded it. */
  #distributionOf(folder: string): Package | null {
    const above = folder.slice(0, folder.lastIndexOf('/'))
    if (!above.endsWith('/site-packages')) return null
    const name = folder.slice(above.length + 1)
    for (const entry of this.#real.folder(above).list()) {
      if (!entry.name.endsWith('.dist-info')) continue
      const record = readTextOrNull(`${above}/${entry.name}/RECORD`)
      if (record === null || !(record.startsWith(`${name}/`) || record.includes(`\n${name}/`))) continue
      const metadata = readTextOrNull(`${above}/${entry.name}/METADATA`) ?? ''
      const distribution = /^Name: (.+)$/m.exec(metadata)?.[1]
      if (distribution !== undefined)
        return { name: distribution.trim(), version: /^Version: (.+)$/m.exec(metadata)?.[1]?.trim() ?? null }
    }
    return null
  }
}

/** What a folder's `package.json` says. A folder that was looked at again because of a change is another object. */
const npmPackages = new WeakMap<RealFolder, Package | null>()

function npmPackageIn(folder: RealFolder): Package | null {
  const known = npmPackages.get(folder)
  if (known !== undefined) return known
  let entry: RealEntry | undefined
  try {
    entry = folder.list().find(({ name }) => name === 'package.json')
  } catch (error) {
    if (error instanceof DiskError) return null
    throw error
  }
  const found = entry === undefined ? null : readPackageJson(entry.path)
  // What a link leads to changes without a change of the folder.
  if (entry === undefined || entry.kind === 'file') npmPackages.set(folder, found)
  return found
}

/**
 * How far up a package is looked for: an app's own folder; for a folder inside node_modules or site-packages the
 * package's; else the source folder itself. What stands higher describes the project and not who ships a file.
 */
function outermost(location: string, isApp: boolean): string {
  const inside = /^(.*\/(?:node_modules\/(?:@[^/]+\/)?|site-packages\/)[^/]+)/.exec(location)?.[1]
  if (inside !== undefined) return inside
  return isApp ? location.slice(0, location.lastIndexOf('/')) : location
}

function readPackageJson(path: string): Package | null {
  const text = readTextOrNull(path)
  if (text === null || text.length > LARGEST_PACKAGE_JSON) return null
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || !('name' in parsed) || typeof parsed.name !== 'string')
      return null
    const version = 'version' in parsed && typeof parsed.version === 'string' ? parsed.version : null
    return { name: parsed.name, version }
  } catch {
    return null
  }
}

function readTextOrNull(path: string): string | null {
  try {
    return readFileSync(nodePath(path), 'utf8')
  } catch {
    return null
  }
}
