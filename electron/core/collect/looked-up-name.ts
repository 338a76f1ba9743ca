import { normPath } from '../python/posix-path.ts'
import { pythonStrip } from '../python/strings.ts'

/**
 * The logical name that a reference makes Django look up, normalised as `_stored_name` and stripped as `hashed_name` does
 * it (storage.py); null when it was left before.
 */
export function lookedUpName(reference: { readonly target: string | null } | null): string | null {
  return reference === null || reference.target === null ? null : pythonStrip(normPath(reference.target))
}
