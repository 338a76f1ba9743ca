/** Longest stretch that the unified layout can show as removed, in UTF-16 units: it is not drawn bit by bit as the rest is. */
const LONGEST_REMOVED = 150_000

/** Whether the unified layout can show a difference. @param changes four offsets each; see `TextDifference` */
export function canUnify(changes: Int32Array): boolean {
  for (let at = 0; at < changes.length; at += 4)
    if ((changes[at + 1] ?? 0) - (changes[at] ?? 0) > LONGEST_REMOVED) return false
  return true
}
