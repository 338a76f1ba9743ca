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
  try {
    checkSettings(settings)
    const files = new FileStorage(disk, settings.rules, settings.staticRoot, storageBaseUrl(settings), () => '')
    if (!hashesNames(settings.storage.kind)) return found(files.url(name))
    const folder = manifestFolder(settings.storage)
    const manifestFiles =
      folder === null
        ? files
        : new FileStorage(disk, settings.rules, joinPath(files.location, folder), files.baseUrl, () => '')
    const { lookUp } = loadManifest(manifestFiles, settings.storage.traits.manifestName, settings.rules)
    const names = new HashedNames(files, settings)
    return found(names.urlOf(name, false, (clean) => names.storedNameOf(clean, lookUp)))
  } catch (error) {
    if (error instanceof PythonError) return { error }
    throw error
  }
}

function found(url: string): LookedUp {
  return { url, tag: conditionalEscape(url) }
}
