import type { Origin, StoredRelease } from '../../../shared/model/release.ts'
import { nameGoneFolder } from '../collect/name-gone-folder.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { foldersOf } from '../collect/run-preview.ts'
import type { ContentWriter } from '../releases/content-writer.ts'
import type { ReleaseStore } from '../releases/release-store.ts'
import { draftFromManifest, type ManifestSource } from './draft-from-manifest.ts'
import { draftFromPreview, type PreviewSource } from './draft-from-preview.ts'
import { draftFromStaticRoot, type StaticRootSource } from './draft-from-static-root.ts'
import { extractArchive } from './extract-archive.ts'
import { insideOf } from './inside-of.ts'
import type { ReleaseDraft } from './release-draft.ts'

/** An archive of a collected folder. */
export type ArchiveSource = {
  /** Absolute path of the archive. */
  readonly file: string
  /** The folder in it that was STATIC_ROOT; empty for its top. */
  readonly folder: string
  /** As for a collected folder, relative to that folder. */
  readonly manifest: string | null
  readonly origin: Origin
}

/**
 * Where a release is taken from. A commit, and an archive of a project or of source folders, are laid out aside by
 * whoever makes the request of a `preview`, because the request names folders.
 */
export type ReleaseSource =
  | ({ readonly kind: 'preview' } & PreviewSource)
  | ({ readonly kind: 'static-root' } & StaticRootSource)
  | ({ readonly kind: 'archive' } & ArchiveSource)
  | ({ readonly kind: 'manifest' } & ManifestSource)

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
    const { head, remarks, files } = await readSource(source, take.contents, work)
    work.report({ step: 'Writing the release', done: 0, total: 0 })
    const { name, note, labels } = words
    const takenAt = new Date().toISOString()
    await take.save(
      { ...head, remarks: remarks(), name, note, labels: [...new Set(labels)], takenAt },
      files,
      work.signal,
    )
    return store.get(name)
  } finally {
    await take.end()
  }
}

/** Reads a source, and puts every content of it where it is told. */
export function readSource(source: ReleaseSource, contents: ContentWriter, work: WorkContext): Promise<ReleaseDraft> {
  switch (source.kind) {
    case 'preview':
      return nameGoneFolder(foldersOf(source.request), () => draftFromPreview(source, contents, work))
    case 'static-root':
      return nameGoneFolder([source.folder], () => draftFromStaticRoot(source, contents, work))
    case 'archive':
      return draftFromArchive(source, contents, work)
    case 'manifest':
      return draftFromManifest(source)
  }
}

async function draftFromArchive(
  { file, folder, manifest, origin }: ArchiveSource,
  contents: ContentWriter,
  work: WorkContext,
): Promise<ReleaseDraft> {
  const aside = await extractArchive(file, work)
  try {
    const inside = insideOf(aside.folder, folder)
    return await draftFromStaticRoot({ folder: inside, manifest, origin }, contents, work)
  } finally {
    await aside.discard()
  }
}
