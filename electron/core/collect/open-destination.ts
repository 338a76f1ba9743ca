import type { VirtualDisk } from '../files/virtual-disk.ts'
import { joinPath } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { RecordedStorage } from '../uploads/recorded-storage.ts'
import { type DjangoSettings, hashesNames, storageBaseUrl } from './collect-settings.ts'
import type { RunContext } from './collectstatic-run.ts'
import { FileStorage } from './file-storage.ts'
import { HashedNames } from './hashed-names.ts'
import { loadManifest, manifestFolder } from './manifest.ts'
import { checkSettings } from './system-checks.ts'

/** The destination storage as Django builds it: settings are checked, a manifest is loaded. */
export type DestinationStorage = {
  readonly files: FileStorage
  /** Null for storages that do not hash. */
  readonly names: HashedNames | null
  readonly manifestFiles: FileStorage
  /** False where there is no `path()`. */
  readonly local: boolean
}

/**
 * Opens the storage that is collected to.
 * @returns the AttributeError of a manifest that is no JSON object: Django meets it, but not where it opens the storage
 * @throws PythonError as building the storage does
 */
export function openStorage(
  disk: VirtualDisk,
  settings: DjangoSettings,
  context: RunContext,
): DestinationStorage | PythonError {
  checkSettings(settings)
  const files = storageAt(settings.staticRoot, disk, settings, context)
  const { kind, traits } = settings.storage
  const folder = manifestFolder(settings.storage)
  const manifestFiles = folder === null ? files : storageAt(joinPath(files.location, folder), disk, settings, context)
  const names = hashesNames(kind) ? new HashedNames(files, settings) : null
  try {
    if (names !== null) loadManifest(manifestFiles, traits.manifestName, settings.rules)
  } catch (error) {
    if (error instanceof PythonError && error.type === 'AttributeError') return error
    throw error
  }
  return { files, names, manifestFiles, local: kind !== 's3-manifest' && !context.recording }
}

function storageAt(location: string, disk: VirtualDisk, settings: DjangoSettings, context: RunContext): FileStorage {
  const url = storageBaseUrl(settings)
  const { fileMode } = settings.storage.traits
  return context.recording
    ? new RecordedStorage(context.recording, disk, settings.rules, location, url, context.randomSuffix, fileMode)
    : new FileStorage(disk, settings.rules, location, url, context.randomSuffix, fileMode)
}
