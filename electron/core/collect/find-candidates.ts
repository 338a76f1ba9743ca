import { InspectorError } from '../../../shared/contract/errors.ts'
import type { DiskContent } from '../files/file-content.ts'
import { DiskError } from '../files/real-disk.ts'
import type { VirtualDisk } from '../files/virtual-disk.ts'
import { PythonError } from '../python/python-error.ts'
import type { DjangoSettings } from './collect-settings.ts'
import {
  destinationOf,
  effectiveIgnorePatterns,
  type Finder,
  type FoundFile,
  getFinders,
  type SourceStorage,
} from './find-files.ts'
import type { CollectstaticOptions } from './collectstatic-run.ts'

/** A path that a finder saw and left out; a folder's path ends in a slash. */
export type IgnoredPath = { readonly path: string; readonly storage: SourceStorage; readonly pattern: string }

/** A found file with its content as it lay there before the run; null for what cannot be opened, such as a broken link. */
export type Candidate = FoundFile & { readonly content: DiskContent | null }

/** Everything that the finders see, before anything is copied. */
export type Candidates = {
  /** All of them, in the order in which finders yield them. */
  readonly found: readonly Candidate[]
  /** Winners by destination path, in collection order. */
  readonly winners: ReadonlyMap<string, Candidate>
  /** Candidates that lost, by destination path, in finder order. */
  readonly shadowed: ReadonlyMap<string, readonly Candidate[]>
  readonly ignored: readonly IgnoredPath[]
  /** False when a finder could not walk all of its folders; the run reports why. */
  readonly complete: boolean
}

/**
 * Walks all finders and takes the facts of each file at once, so that the walk alone decides which state is seen.
 * What a finder cannot walk is left to the run itself, which reports it as Django does.
 * @param onWinner hears of each winner as it is found
 * @throws InspectorError bad-input for a link that leads into itself: Django would follow it until the system refuses
 */
export function* findCandidates(
  disk: VirtualDisk,
  settings: DjangoSettings,
  options: CollectstaticOptions,
  onWinner: ((name: string, winner: Candidate) => void) | null = null,
): Generator<void, Candidates> {
  const found: Candidate[] = []
  const winners = new Map<string, Candidate>()
  const shadowed = new Map<string, Candidate[]>()
  const ignored: IgnoredPath[] = []
  const patterns = effectiveIgnorePatterns(options.ignore, options.useDefaultIgnore ? settings.appIgnorePatterns : [])
  const watch = {
    ignored: (path: string, storage: SourceStorage, pattern: string) => void ignored.push({ path, storage, pattern }),
    folder: (path: string, storage: SourceStorage) => refuseLoop(disk, storage.files.path(path)),
  }
  let complete = true
  try {
    for (const finder of getFinders(disk, settings, new Map<string, Finder>()))
      for (const file of finder.list(patterns, watch)) {
        yield
        const name = destinationOf(file)
        const candidate: Candidate = { path: file.path, storage: file.storage, content: contentOf(file) }
        found.push(candidate)
        if (!winners.has(name)) {
          winners.set(name, candidate)
          onWinner?.(name, candidate)
        } else {
          const losers = shadowed.get(name)
          if (losers === undefined) shadowed.set(name, [candidate])
          else losers.push(candidate)
        }
      }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    complete = false
  }
  return { found, winners, shadowed, ignored, complete }
}

function contentOf({ path, storage }: FoundFile): DiskContent | null {
  try {
    const content = storage.files.open(path)
    return content.kind === 'disk' ? content : null
  } catch (error) {
    if (error instanceof PythonError || error instanceof DiskError) return null
    throw error
  }
}

function refuseLoop(disk: VirtualDisk, path: string): void {
  if (!disk.leadsIntoItself(path)) return
  const name = path.slice(path.lastIndexOf('/') + 1)
  throw new InspectorError(
    'bad-input',
    `${path} is a link to a folder that it lies in: collectstatic would follow it round and round until the system stops it. ` +
      `Remove the link, or leave it out with the ignore pattern ${name}.`,
  )
}
