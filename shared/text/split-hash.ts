/** The last part of a hashed name in three pieces; `hash` is empty when there is none. */
export type SplitHash = { readonly before: string; readonly hash: string; readonly after: string }

/**
 * Finds the hash in a hashed name by comparing it with the logical name: `css/site.css` and `css/site.3f9a0c12b7de.css`
 * give `site.` + `3f9a0c12b7de` + `.css`. Folders are left out. Django puts the hash before the last ending
 * (`HashedFilesMixin.hashed_name`).
 */
export function splitHash(name: string, hashedName: string): SplitHash {
  const plain = name.slice(name.lastIndexOf('/') + 1)
  const hashed = hashedName.slice(hashedName.lastIndexOf('/') + 1)
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 ? plain.slice(dot) : ''
  const stem = `${dot > 0 ? plain.slice(0, dot) : plain}.`
  const end = hashed.length - ending.length
  if (!hashed.startsWith(stem) || !hashed.endsWith(ending) || end <= stem.length) {
    return { before: hashed, hash: '', after: '' }
  }
  return { before: stem, hash: hashed.slice(stem.length, end), after: ending }
}
