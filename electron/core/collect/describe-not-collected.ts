import type { Candidates } from './find-candidates.ts'
import type { Providers } from './find-providers.ts'
import type { NotCollected } from './preview-result.ts'

/** What finders saw and left out, with who ships it. */
export function describeNotCollected(candidates: Candidates, providers: Providers): readonly NotCollected[] {
  return candidates.ignored.map(({ path, storage, pattern }) => {
    const folder = path.replace(/[^/]*\/?$/, '').replace(/\/$/, '')
    return {
      name: storage.prefix === '' ? path : `${storage.prefix}/${path}`,
      source: `${storage.files.location}/${path}`,
      provider: providers.indexOfFolder(storage, folder),
      pattern,
    }
  })
}
