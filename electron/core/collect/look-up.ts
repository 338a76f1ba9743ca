import type { VirtualDisk } from '../files/virtual-disk.ts'
import { conditionalEscape } from '../python/html-escape.ts'
import { joinPath } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { type DjangoSettings, hashesNames, storageBaseUrl } from './collect-settings.ts'
import { FileStorage } from './file-storage.ts'
import { HashedNames } from './hashed-names.ts'
import { loadManifest, manifestFolder } from './manifest.ts'
import { checkSettings } from './system-checks.ts'

/** What a storage's `url()` gives, and what `{% static %}` prints with autoescape on. */
export type LookedUp = { readonly url: string; readonly tag: string } | { readonly error: PythonError }

/**
 * `staticfiles_storage.url(name)` in a fresh process: the storage is built (settings checked, manifest loaded), then asked.
 * @throws nothing: PythonErrors are in the result
 */
export function lookUpUrl(disk: VirtualDisk, settings: DjangoSettings, name: string): LookedUp {
  return looksUpUrls(disk, settings)(name)
}

/** The same for many names: the storage is built once. */
export function looksUpUrls(disk: VirtualDisk, settings: DjangoSettings): (name: string) => LookedUp {
  const build = attempt(() => urlsOf(disk, settings))
  return (name) => {
    if ('error' in build) return build
    const url = attempt(() => build.value(name))
    return 'error' in url ? url : found(url.value)
  }
}

/** @throws PythonError as building the storage does */
function urlsOf(disk: VirtualDisk, settings: DjangoSettings): (name: string) => string {
  checkSettings(settings)
  const files = new FileStorage(disk, settings.rules, settings.staticRoot, storageBaseUrl(settings), () => '')
  if (!hashesNames(settings.storage.kind)) return (name) => files.url(name)
  const folder = manifestFolder(settings.storage)
  const manifestFiles =
    folder === null
      ? files
      : new FileStorage(disk, settings.rules, joinPath(files.location, folder), files.baseUrl, () => '')
  const { lookUp } = loadManifest(manifestFiles, settings.storage.traits.manifestName, settings.rules)
  const names = new HashedNames(files, settings)
  return (name) => names.urlOf(name, false, (clean) => names.storedNameOf(clean, lookUp))
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly error: PythonError } {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof PythonError) return { error }
    throw error
  }
}

function found(url: string): LookedUp {
  return { url, tag: conditionalEscape(url) }
}
