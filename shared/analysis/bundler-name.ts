/** A name that a bundler put a hash into, in pieces. */
export type BundlerName = {
  /** Everything but the hash, and the hash's length: equal for two builds of one file. */
  readonly key: string
  readonly hash: string
  /** Nobody would write this by hand; a weak one looks like a hash only beside a strong one. */
  readonly isStrong: boolean
}

/** A stem, a dot or dash or underscore, what may be a hash, and one ending or several (`.chunk.css`, `.js.map`). */
const SHAPES = [
  /^(.+?[-._])([A-Za-z0-9_-]{8})((?:\.[A-Za-z][A-Za-z0-9]*)+)$/,
  /^(.+[-._])([A-Za-z0-9]{6,64})((?:\.[A-Za-z][A-Za-z0-9]*)+)$/,
] as const

/** esbuild's `chunk-…`, which can be short: capitals and digits only. */
const CHUNK = /^(chunk-)([A-Z0-9]{3,10})((?:\.[A-Za-z][A-Za-z0-9]*)+)$/

/**
 * Reads the hash out of a name such as `app.1a2b3c.js` (webpack), `index-DKpFM4TH.js` (Vite) or `chunk-XYZ.css`
 * (esbuild). Versions (`jquery-3.7.1.js`), dates (`news-20240131.js`) and words (`form-Settings.js`) are none.
 * @param name logical name
 * @returns the pieces, or null if no part of the name can be a hash
 */
export function bundlerName(name: string): BundlerName | null {
  const cut = name.lastIndexOf('/') + 1
  const base = name.slice(cut)
  for (const shape of [CHUNK, ...SHAPES]) {
    const [, stem, hash, ending] = shape.exec(base) ?? []
    if (stem === undefined || hash === undefined || ending === undefined) continue
    const strength = shape === CHUNK ? 'strong' : strengthOf(hash)
    if (strength === null) continue
    const key = `${name.slice(0, cut)}${stem}\0${hash.length}\0${ending}`
    return { key, hash, isStrong: strength === 'strong' }
  }
  return null
}

/** How much a text looks like a hash: by the mix of digits and letters, and how often it changes between them. */
function strengthOf(text: string): 'strong' | 'weak' | null {
  const hasDigit = /\d/.test(text)
  const hasLetter = /[A-Za-z]/.test(text)
  const isMixedCase = /[a-z]/.test(text) && /[A-Z]/.test(text)
  if (!hasLetter) return looksLikeDate(text) || text.length < 8 ? null : 'weak'
  if (/^[0-9a-f]+$/.test(text)) return hasDigit ? (changes(text) >= 2 || text.length >= 16 ? 'strong' : 'weak') : null
  // Blanks of a base64 alphabet are also what people part words with.
  if (/[-_]/.test(text)) return hasDigit && isMixedCase && !looksLikeWords(text) ? 'strong' : null
  if (hasDigit && isMixedCase) return changes(text) >= 2 ? 'strong' : 'weak'
  if (hasDigit) return changes(text) >= 3 && text.length >= 8 ? 'strong' : null
  if (text.length !== 8) return null
  // Letters alone: a fifth of Vite's and esbuild's hashes. They count only where the other build's hash is a strong one.
  if (isMixedCase) return isUnspeakable(text) ? 'strong' : 'weak'
  return /^[A-Z]+$/.test(text) ? 'weak' : null
}

/** Letters that no name in camel case is made of: five without a vowel, or three scraps of one or two. */
function isUnspeakable(text: string): boolean {
  const parts = text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []
  const scraps = parts.filter((part) => part.length <= 2 && part !== part.toUpperCase())
  return scraps.length >= 3 || parts.some((part) => part.length >= 5 && !/[aeiou]/i.test(part))
}

function looksLikeDate(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits)
}

function looksLikeWords(text: string): boolean {
  return text.split(/[-_]/).every((part) => part === '' || /^(?:\d+|[A-Za-z][a-z]*\d*|v?\d+)$/.test(part))
}

/** How often a letter follows a digit or a digit a letter. */
function changes(text: string): number {
  return text.match(/(?<=\d)[A-Za-z]|(?<=[A-Za-z])\d/g)?.length ?? 0
}
