import type { Content, ReleaseFile } from '../../../shared/model/release.ts'
import type { NewRelease, ReleaseStore } from './release-store.ts'
import { nameOnly } from '../take/draft-from-manifest.ts'

/** The head of a release that was made up, with what a test wants otherwise. */
export function madeUpRelease(name: string, changes: Partial<NewRelease> = {}): NewRelease {
  return {
    name,
    note: '',
    labels: [],
    takenAt: '2026-05-04T03:02:01.000Z',
    origin: { kind: 'folders', display: '/shop', commit: null },
    settings: null,
    storageClass: null,
    card: null,
    manifest: null,
    providers: [],
    pages: null,
    unknowns: [],
    remarks: [],
    ...changes,
  }
}

/** A file of which nothing but the name is known, with what a test wants otherwise. */
export function madeUpFile(name: string, changes: Partial<ReleaseFile> = {}): ReleaseFile {
  return { ...nameOnly(name, null), ...changes }
}

/** Takes a release of these texts by logical name: source, output and plain copy are one. */
export async function keepTexts(
  store: ReleaseStore,
  name: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const take = await store.begin(name)
  try {
    const files: ReleaseFile[] = []
    for (const [logical, text] of Object.entries(texts)) {
      const content: Content = await take.contents.put(Buffer.from(text))
      files.push(madeUpFile(logical, { source: content, output: content, plain: content }))
    }
    await take.save(madeUpRelease(name), files, new AbortController().signal)
  } finally {
    await take.end()
  }
}
