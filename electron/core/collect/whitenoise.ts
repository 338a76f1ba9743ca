import type { FileContent } from '../files/file-content.ts'
import { splitExt } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { isValueError } from '../python/error-classes.ts'
import type { CompressedContents } from './compress-contents.ts'
import { isCompressible } from './is-compressible.ts'
import type { FileStorage } from './file-storage.ts'
import { cleanName, type HashedNames } from './hashed-names.ts'
import type { Compression } from './storage-traits.ts'
import type { PostProcessEvent, Processed } from './post-process-run.ts'

/** A run tells what it is about to compress; the driver may compute the forms meanwhile. */
export type CompressEvent = { readonly kind: 'compress'; readonly contents: readonly FileContent[] }

/** A compressed neighbour that was written: names relative to STATIC_ROOT. */
export type CompressedFile = { readonly of: string; readonly name: string; readonly size: number }

/**
 * `CompressedManifestStaticFilesStorage.post_process`: Django's own, then with "keep only hashed" originals and
 * intermediate names are deleted, then compression.
 * @param django Django's post-processing, manifest included
 */
export function* postProcessWithCompression<T>(
  django: Generator<PostProcessEvent, T>,
  names: HashedNames,
  forms: CompressedContents,
  onCompressed: (file: CompressedFile) => void,
): Generator<PostProcessEvent | CompressEvent, T> {
  const hashedNames = new Map<string, string>()
  const newFiles = new Set<string>()
  names.onHashedName = (name) => newFiles.add(name)
  let step = django.next()
  while (step.done !== true) {
    const event = step.value
    if (event.kind === 'item') {
      if (event.processed instanceof PythonError)
        yield { ...event, processed: helpfulError(event.processed, event.name) }
      else {
        if (event.hashedName !== null && event.hashedName !== '')
          hashedNames.set(cleanName(event.name), event.hashedName)
        yield event
      }
    } else yield event
    step = django.next()
  }
  names.onHashedName = null
  const hashedFiles = new Set(hashedNames.values())
  const { compression } = names.settings.storage.traits
  if (names.settings.storage.keepOnlyHashed) {
    const deleted = new Set([...hashedNames.keys(), ...newFiles])
    for (const name of deleted) if (!hashedFiles.has(name)) unlinkIfThere(names.files, name)
    yield* compressFiles([...hashedFiles], names.files, compression, forms, onCompressed)
  } else
    yield* compressFiles(
      [...new Set([...hashedNames.keys(), ...hashedFiles])],
      names.files,
      compression,
      forms,
      onCompressed,
    )
  return step.value
}

/** `compress_files`, and the plain storage's `post_process`: brotli and gzip beside each file that is worth it. */
export function* compressFiles(
  paths: readonly string[],
  storage: FileStorage,
  { skipExtensions }: Compression,
  forms: CompressedContents,
  onCompressed: (file: CompressedFile) => void,
): Generator<PostProcessEvent | CompressEvent, void> {
  const wanted = paths.filter((path) => isCompressible(path, skipExtensions))
  // All paths are compressed before the first failure leaves: the executor finishes its futures.
  let failure: PythonError | null = null
  const contents = new Map<string, FileContent>()
  for (const path of wanted) {
    try {
      contents.set(path, storage.open(path))
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
      failure ??= error
    }
  }
  yield { kind: 'compress', contents: [...contents.values()] }
  for (const [path, content] of contents) {
    const fullPath = storage.path(path)
    const mtime = storage.disk.modifiedTime(fullPath)
    for (const form of forms.of(content)) {
      const compressedPath = fullPath + form.suffix
      storage.disk.overwrite(compressedPath, form.content, mtime)
      onCompressed({ of: path, name: path + form.suffix, size: form.content.size })
      // WhiteNoise cuts the printed name by length, which is wrong for a prefix of `.`.
      const hashedName = compressedPath.slice(fullPath.length - path.length)
      const item: Processed = { name: path, hashedName, processed: true }
      yield { kind: 'item', ...item }
    }
    yield { kind: 'tick' }
  }
  if (failure !== null) throw failure
}

/** `delete_files`: only a missing file is no error. */
function unlinkIfThere(storage: FileStorage, name: string): void {
  try {
    storage.disk.unlink(storage.path(name))
  } catch (error) {
    if (!(error instanceof PythonError) || error.type !== 'FileNotFoundError') throw error
  }
}

/** `make_helpful_exception`: names the file that holds the reference. */
export function helpfulError(error: PythonError, name: string): PythonError {
  if (!isValueError(error)) return error
  const missing = /^The file '([^\n]+)' could not be found/.exec(error.message)?.[1]
  if (missing === undefined) return error
  const extension = splitExt(name)[1].replace(/^\.+/, '').toUpperCase()
  return new PythonError(
    'MissingFileError',
    `${error.message}

The ${extension} file '${name}' references a file which could not be found:
  ${missing}

Please check the URL references in this ${extension} file, particularly any
relative paths which might be pointing to the wrong location.
`,
  )
}
