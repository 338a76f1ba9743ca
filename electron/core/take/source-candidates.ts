import type { ManifestCandidate } from '../../../shared/model/release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { extractArchive } from './extract-archive.ts'
import { findManifests } from './find-manifests.ts'
import { insideOf } from './inside-of.ts'
import { listFiles } from './list-files.ts'
import type { ReleaseSource } from './take-release.ts'

/**
 * The manifests that a collected folder or an archive of one holds, the newest first; each is a release of its own.
 * @throws InspectorError missing-folder, unreadable, hostile-archive, disk-full, cancelled
 */
export async function sourceCandidates(
  source: Extract<ReleaseSource, { kind: 'static-root' | 'archive' }>,
  work: Pick<WorkContext, 'signal' | 'report'>,
): Promise<readonly ManifestCandidate[]> {
  if (source.kind === 'static-root') return candidatesIn(source.folder, work.signal)
  const aside = await extractArchive(source.file, work)
  try {
    return await candidatesIn(insideOf(aside.folder, source.folder), work.signal)
  } finally {
    await aside.discard()
  }
}

async function candidatesIn(folder: string, signal: AbortSignal): Promise<readonly ManifestCandidate[]> {
  const { files } = await listFiles(folder, signal)
  return findManifests(folder, files)
}
