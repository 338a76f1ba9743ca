import type { CheckedReference } from '../../../shared/model/check.ts'
import { dirName } from '../python/posix-path.ts'
import { cleanName } from '../collect/hashed-names.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { TimeSlices } from '../preview/time-slices.ts'

/** What the site serves after a run. */
export type ServedNames = {
  /** What a browser gets for a path below STATIC_URL. */
  readonly find: (path: string) => Pick<CheckedReference, 'served' | 'resolved' | 'note'>
  /** Logical name of a hashed name; null for any other path. */
  readonly ofHashed: (path: string) => string | null
  /** Whether a logical name has a hashed copy. */
  readonly isHashed: (name: string) => boolean
  /** Whether WhiteNoise deletes the plain copy of a name, because it has a hashed one. */
  readonly isNotKept: (name: string) => boolean
  /** Whether there is a file of this logical name. */
  readonly has: (name: string) => boolean
  /** Logical name that differs from a path in upper and lower case alone; null if there is none. */
  readonly likeName: (path: string) => string | null
  /** Where a file's references count from: its hashed name, or its own where that lies in another folder. */
  readonly servedAs: (name: string) => string
  /** All logical names. */
  readonly names: () => Iterable<string>
}

/**
 * The names that a preview's run would leave behind for visitors.
 * With WHITENOISE_KEEP_ONLY_HASHED_FILES there are no plain copies.
 * @throws InspectorError cancelled
 */
export async function servedNames(preview: Preview, slices: TimeSlices): Promise<ServedNames> {
  const hashed = new Map<string, string>()
  const plain = new Set<string>()
  const lowered = new Map<string, string>()
  const byName = new Map<string, string | null>()
  const keepsPlain = !preview.request.settings.keepOnlyHashed
  for (const { name, hashedName, action } of preview.files) {
    if (slices.isOver) await slices.rest()
    byName.set(name, hashedName)
    if (hashedName !== null) hashed.set(cleanName(hashedName), name)
    if ((keepsPlain || hashedName === null) && action !== 'failed') plain.add(name)
    lowered.set(name.toLowerCase(), name)
  }
  const likeName = (path: string): string | null => {
    const like = lowered.get(path.toLowerCase())
    return like === undefined || like === path ? null : like
  }
  return {
    find: (path) => {
      const logical = hashed.get(path)
      if (logical !== undefined) return { served: 'hashed', resolved: logical, note: null }
      if (plain.has(path)) return { served: 'plain', resolved: path, note: null }
      const like = likeName(path)
      if (like !== null) return { served: 'wrong-case', resolved: path, note: `there is ${like}` }
      return { served: 'missing', resolved: path, note: null }
    },
    ofHashed: (path) => hashed.get(path) ?? null,
    isHashed: (name) => byName.get(name) != null,
    isNotKept: (name) => !keepsPlain && byName.get(name) != null,
    has: (name) => byName.has(name),
    likeName,
    servedAs: (name) => {
      const hashedName = byName.get(name)
      return hashedName != null && dirName(hashedName) === dirName(name) ? hashedName : name
    },
    names: () => byName.keys(),
  }
}
