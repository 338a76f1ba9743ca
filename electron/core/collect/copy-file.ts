import type { FileAction } from '../../../shared/model/preview.ts'
import { isOsError } from '../python/error-classes.ts'
import { dirName } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import type { FileStorage } from './file-storage.ts'
import { type FoundFile, openFound } from './find-files.ts'

/** What copying needs of the command. `log(message, level)` prints when the verbosity is high enough. */
export type CopyContext = {
  readonly storage: FileStorage
  /** False for storages without `path()`: modified times are not asked for links. */
  readonly local: boolean
  readonly link: boolean
  readonly dryRun: boolean
  readonly log: (message: string, level: 1 | 2) => void
}

/** `copy_file` or `link_file` for one winner. @throws PythonError OSError family, SuspiciousFileOperation, CommandError */
export function copyFile(file: FoundFile, destination: string, context: CopyContext): FileAction {
  const { storage, link, dryRun, log } = context
  const present = preparePlace(file, destination, context)
  if (present === 'unmodified') return 'unmodified'
  const sourcePath = file.storage.files.path(file.path)
  if (dryRun) log(`Pretending to ${link ? 'link' : 'copy'} '${sourcePath}'`, 1)
  else if (link) {
    log(`Linking '${sourcePath}'`, 2)
    linkFile(sourcePath, storage.path(destination), storage)
  } else {
    log(`Copying '${sourcePath}'`, 2)
    storage.save(destination, openFound(file), present === 'free')
  }
  if (link) return 'link'
  return present === 'free' ? 'copy' : 'replace'
}

function linkFile(sourcePath: string, target: string, storage: FileStorage): void {
  const { disk } = storage
  disk.makeFolders(dirName(target))
  try {
    if (disk.lexists(target)) disk.unlink(target)
    disk.link(sourcePath, target)
  } catch (error) {
    // CommandError(e): its text is that of the OSError.
    if (error instanceof PythonError && isOsError(error)) throw new PythonError('CommandError', error.message)
    throw error
  }
}

/**
 * `delete_file`: an existing target is unmodified when it is at least as new as the source, in whole seconds; contents
 * and sizes are never compared. Otherwise it is deleted.
 */
function preparePlace(file: FoundFile, destination: string, context: CopyContext): 'free' | 'deleted' | 'unmodified' {
  const { storage, link, local, dryRun, log } = context
  if (!storage.exists(destination)) return 'free'
  const target = secondOrNull(() => storage.modifiedSecond(destination))
  const source = target === null ? null : secondOrNull(() => file.storage.files.modifiedSecond(file.path))
  if (target !== null && source !== null) {
    const canSkip = !local || link === storage.disk.isLink(storage.path(destination))
    if (target >= source && canSkip) {
      log(`Skipping '${file.path}' (not modified)`, 2)
      return 'unmodified'
    }
  }
  if (dryRun) log(`Pretending to delete '${file.path}'`, 2)
  else {
    log(`Deleting '${file.path}'`, 2)
    storage.delete(destination)
  }
  return 'deleted'
}

/** OSError from `get_modified_time` counts as modified. */
function secondOrNull(read: () => number): number | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof PythonError && isOsError(error)) return null
    throw error
  }
}
