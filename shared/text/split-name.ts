/** Hebrew, Arabic and their neighbours: names that read from right to left are not cut in two. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Characters of the stem that stay visible before the ending. */
const KEPT_OF_STEM = 6

/** A name in two parts: `start` may be cut at its end, `end` stays whole. */
export type SplitName = { readonly start: string; readonly end: string }

/**
 * Splits a long name so that cutting it leaves its ending readable: `jquery-ui.theme.min.css` → `jquery-ui.th` + `eme.min.css`.
 * Short names (14 UTF-16 units or fewer) and names that read from right to left come back whole in `start`.
 */
export function splitName(name: string): SplitName {
  if (name.length <= 14 || RIGHT_TO_LEFT.test(name)) return { start: name, end: '' }
  const slash = name.lastIndexOf('/')
  const dot = name.lastIndexOf('.')
  const ending = dot > slash ? Math.min(name.length - dot, 8) : 0
  let at = name.length - ending - KEPT_OF_STEM
  // Never between the two halves of one character.
  const code = name.charCodeAt(at)
  if (code >= 0xdc00 && code <= 0xdfff) at--
  return { start: name.slice(0, at), end: name.slice(at) }
}
