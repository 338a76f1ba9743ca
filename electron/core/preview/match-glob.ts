/** Whether a text has a wildcard of `matchGlob` in it. */
export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?')
}

/**
 * Whether a whole text matches a pattern: `*` stands for any run of characters, slashes included, `?` for one.
 * Steps back to the last star only, so that no pattern makes it slow (a regular expression of many `.*` would be).
 */
export function matchGlob(pattern: string, text: string): boolean {
  let at = 0
  let patternAt = 0
  let starAt = -1
  let resumeAt = 0
  while (at < text.length) {
    const wanted = pattern[patternAt]
    if (wanted === '*') {
      starAt = patternAt++
      resumeAt = at
    } else if (wanted !== undefined && (wanted === '?' || wanted === text[at])) {
      patternAt++
      at++
    } else if (starAt >= 0) {
      patternAt = starAt + 1
      at = ++resumeAt
    } else return false
  }
  while (pattern[patternAt] === '*') patternAt++
  return patternAt === pattern.length
}
