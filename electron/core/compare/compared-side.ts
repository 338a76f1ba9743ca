import type { WholeRelease } from '../../../shared/analysis/comparison.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { ReleaseStore } from '../releases/release-store.ts'
import { readSource, type ReleaseSource } from '../take/take-release.ts'
import { MemoryContents } from './memory-contents.ts'

/** One side of a comparison, with a way to its contents. */
export type ComparedSide = WholeRelease & {
  /** The bytes of a content by its SHA-256; null where they cannot be had. */
  readonly readBytes: (hash: string) => Promise<Uint8Array | null>
  /** Where a content lies as a file of its own, whether it is sound or not; not set where there are no such files. */
  readonly pathOf?: (hash: string) => string
}

/** A release of the store. @throws InspectorError not-found, damaged-store, cancelled */
export async function sideOfStore(store: ReleaseStore, name: string, signal: AbortSignal): Promise<ComparedSide> {
  const { release } = store.get(name)
  const slices = new TimeSlices(signal)
  const files: ReleaseFile[] = []
  for (const chunk of store.filesOf(name)) {
    for (const file of chunk) files.push(file)
    if (slices.isOver) await slices.rest()
  }
  return {
    release,
    files,
    readBytes: (hash) => orNull(store.contentOf(hash)),
    pathOf: (hash) => store.pathOfContent(hash),
  }
}

/**
 * A release that is taken for this comparison alone and not kept.
 * @param name what it is called in the answer
 * @throws InspectorError as `takeRelease`
 */
export async function sideOfSource(source: ReleaseSource, name: string, work: WorkContext): Promise<ComparedSide> {
  const contents = new MemoryContents()
  const { head, files } = await readSource(source, contents, work)
  const bytes = files.reduce((sum, { output }) => sum + (output?.size ?? 0), 0)
  return {
    release: { ...head, name, note: '', labels: [], takenAt: '', counts: { files: files.length, bytes } },
    files,
    readBytes: async (hash) => contents.find(hash),
  }
}

/** A damaged content costs the texts that need it, and not the comparison. */
async function orNull(bytes: Promise<Uint8Array>): Promise<Uint8Array | null> {
  try {
    return await bytes
  } catch (error) {
    if (error instanceof InspectorError) return null
    throw error
  }
}
