import { normPath } from '../python/posix-path.ts'

/** The logical name that a reference makes Django look up, normalised as `_stored_name` does it; null when it was left before. */
export function lookedUpName(reference: { readonly target: string | null } | null): string | null {
  return reference === null || reference.target === null ? null : normPath(reference.target)
}
