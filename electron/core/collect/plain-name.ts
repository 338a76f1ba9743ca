/** Letters, digits and marks that are not quoted in a URL, or quoted and unquoted again (`_url`). */
const PLAIN = new Uint8Array(128)
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@,+$-')
  PLAIN[letter.charCodeAt(0)] = 1

const SLASH = 47
const DOT = 46

/**
 * Whether a name is one that no rule of names and paths touches and whose URL reads as it does: plain characters, no part
 * that is empty or starts with a dot, and no dot or slash at the end. Nearly all names are, those of npm scopes
 * (`@scope/…`) among them; they take the short way. A loop, because every name is asked about several times in a run.
 */
export function isPlainName(name: string): boolean {
  let before = SLASH
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code === SLASH || code === DOT) {
      if (before === SLASH || before === DOT) return false
    } else if (PLAIN[code] !== 1) return false
    before = code
  }
  return before !== SLASH && before !== DOT
}
