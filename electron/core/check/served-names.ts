import { dirName } from '../python/posix-path.ts'
import type { Preview } from '../collect/preview-result.ts'

/** What the site serves after a run. */
export type ServedNames = {
  /** Logical name of a hashed name; null for any other path. */
  readonly ofHashed: (path: string) => string | null
  /** Whether there is a plain copy. */
  readonly hasPlain: (name: string) => boolean
  /** Logical name that differs from a path in upper and lower case alone; null if there is none. */
  readonly likeName: (path: string) => string | null
  /** Folder of a hashed name equals that of its logical name, so that references count from the same place. */
  readonly servedAs: (name: string) => string
}

/**
 * The names that a preview's run would leave behind for visitors.
 * With WHITENOISE_KEEP_ONLY_HASHED_FILES there are no plain copies.
 */
export function servedNames(preview: Preview): ServedNames {
  const hashed = new Map<string, string>()
  const plain = new Set<string>()
  const lowered = new Map<string, string>()
  const byName = new Map<string, string | null>()
  const keepsPlain = !preview.request.settings.keepOnlyHashed
  for (const { name, hashedName, action } of preview.files) {
    byName.set(name, hashedName)
    if (hashedName !== null) hashed.set(hashedName, name)
    if (keepsPlain || hashedName === null) if (action !== 'failed') plain.add(name)
    lowered.set(name.toLowerCase(), name)
  }
  return {
    ofHashed: (path) => hashed.get(path) ?? null,
    hasPlain: (name) => plain.has(name),
    likeName: (path) => {
      const like = lowered.get(path.toLowerCase())
      return like === undefined || like === path ? null : like
    },
    servedAs: (name) => {
      const hashedName = byName.get(name)
      return hashedName != null && dirName(hashedName) === dirName(name) ? hashedName : name
    },
  }
}
