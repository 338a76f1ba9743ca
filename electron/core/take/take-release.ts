import type { WorkContext } from '../collect/preview-context.ts'
import type { StoredRelease } from '../../../shared/model/release.ts'
import type { ReleaseStore } from '../releases/release-store.ts'
import { draftFromPreview, type PreviewSource } from './draft-from-preview.ts'
import type { ReleaseDraft } from './release-draft.ts'

/** Where a release is taken from. */
export type ReleaseSource = { readonly kind: 'preview' } & PreviewSource

/** What people say of a release themselves. */
export type ReleaseWords = { readonly name: string; readonly note: string; readonly labels: readonly string[] }

/**
 * Takes a release: reads its source, keeps every content once, and then the release as a whole. Until that last step the
 * store shows nothing of it; whatever goes wrong, the store is as it was.
 * @throws InspectorError name-taken, would-fail, hostile-archive, damaged-manifest, missing-folder, unreadable,
 *   changed-while-reading, disk-full, cancelled
 */
export async function takeRelease(
  source: ReleaseSource,
  words: ReleaseWords,
  store: ReleaseStore,
  work: WorkContext,
): Promise<StoredRelease> {
  const take = await store.begin(words.name)
  try {
    const { head, files } = await readSource(source, take.contents, work)
    work.report({ step: 'Writing the release', done: 0, total: 0 })
    const { name, note, labels } = words
    const takenAt = new Date().toISOString()
    await take.save({ ...head, name, note, labels: [...new Set(labels)], takenAt }, files, work.signal)
    return store.get(name)
  } finally {
    take.end()
  }
}

function readSource(
  source: ReleaseSource,
  contents: Parameters<typeof draftFromPreview>[1],
  work: WorkContext,
): Promise<ReleaseDraft> {
  switch (source.kind) {
    case 'preview':
      return draftFromPreview(source, contents, work)
  }
}
