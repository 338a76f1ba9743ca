/*
 * fnmatch of CPython 3.10 to 3.13. Python 3.9 raises re.error for a range that runs backwards (`[b-a]`); later ones,
 * and this code, let it match nothing.
 */

const compiled = new Map<string, RegExp>()

/** True if `fnmatch.fnmatchcase(name, pattern)` holds for any of the patterns. */
export function matchesAny(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => translateGlob(pattern).test(name))
}

/** The pattern as a regular expression that matches whole names, as `fnmatch.translate` gives it. Kept for the next call. */
export function translateGlob(pattern: string): RegExp {
  let expression = compiled.get(pattern)
  if (expression === undefined) {
    expression = new RegExp(`^${joinPieces(piecesOf(pattern))}$`, 'su')
    compiled.set(pattern, expression)
  }
  return expression
}

/**
 * The pattern as a test of whole names. The usual shapes (`CVS`, `.*`, `*~`) need no regular expression, which matters
 * for patterns that every name of a large tree is held against.
 */
export function globMatcher(pattern: string): (name: string) => boolean {
  const star = pattern.indexOf('*')
  const rest = pattern.replace('*', '')
  if (/^[\x20-\x7e]*$/.test(rest) && !/[*?[]/.test(rest)) {
    if (star === -1) return (name) => name === rest
    if (star === rest.length) return (name) => name.startsWith(rest)
    if (star === 0) return (name) => name.endsWith(rest)
  }
  const expression = translateGlob(pattern)
  return (name) => expression.test(name)
}

const STAR = null

/** Expressions for single characters, and STAR for each run of `*`. */
function piecesOf(pattern: string): (string | typeof STAR)[] {
  const characters = Array.from(pattern)
  const pieces: (string | typeof STAR)[] = []
  let at = 0
  while (at < characters.length) {
    const character = characters[at] ?? ''
    at += 1
    if (character === '*') {
      if (pieces.length === 0 || pieces.at(-1) !== STAR) pieces.push(STAR)
    } else if (character === '?') pieces.push('.')
    else if (character !== '[') pieces.push(literal(character))
    else {
      const end = classEnd(characters, at)
      pieces.push(end === -1 ? literal('[') : characterClass(characters.slice(at, end)))
      if (end !== -1) at = end + 1
    }
  }
  return pieces
}

/**
 * Between two stars the shortest match is right and never needs another try; a captured look-ahead says so
 * and keeps patterns with many stars fast.
 */
function joinPieces(pieces: readonly (string | typeof STAR)[]): string {
  const [first = '', ...fixed] = split(pieces)
  const last = fixed.pop()
  const inner = fixed.map((text, index) => `(?=(.*?${text}))\\${index + 1}`).join('')
  return last === undefined ? first : `${first}${inner}.*${last}`
}

/** The fixed expressions around the stars. */
function split(pieces: readonly (string | typeof STAR)[]): string[] {
  const parts = ['']
  for (const piece of pieces) {
    if (piece === STAR) parts.push('')
    else parts.push((parts.pop() ?? '') + piece)
  }
  return parts
}

/** Index of the `]` that closes the class whose content starts at `start`; -1 if none does. */
function classEnd(characters: readonly string[], start: number): number {
  let at = start
  if (characters[at] === '!') at += 1
  if (characters[at] === ']') at += 1
  return characters.indexOf(']', at)
}

/** The class `[content]`. Python first joins ranges that run backwards with their neighbours, which removes them. */
function characterClass(content: readonly string[]): string {
  const negated = content[0] === '!'
  const members = negated ? content.slice(1) : content
  const text = classMembers(members)
  if (text === '') return negated ? '.' : '[]'
  return `[${negated ? '^' : ''}${text}]`
}

/** The members as ranges. A hyphen makes a range unless it is the first or last member or follows a range directly. */
function classMembers(members: readonly string[]): string {
  const chunks = rangeChunks(members)
  for (let k = chunks.length - 1; k > 0; k -= 1) {
    const left = chunks[k - 1] ?? []
    const right = chunks[k] ?? []
    if (codePoint(left.at(-1)) > codePoint(right[0])) chunks.splice(k - 1, 2, [...left.slice(0, -1), ...right.slice(1)])
  }
  return chunks.map((chunk) => chunk.map(literal).join('')).join('-')
}

/** The members cut at the hyphens that make ranges. */
function rangeChunks(members: readonly string[]): string[][] {
  const chunks: string[][] = []
  let start = 0
  for (let hyphen = members.indexOf('-', 1); hyphen !== -1; hyphen = members.indexOf('-', hyphen + 3)) {
    chunks.push(members.slice(start, hyphen))
    start = hyphen + 1
  }
  const rest = members.slice(start)
  const last = chunks.at(-1)
  if (rest.length > 0 || last === undefined) chunks.push(rest)
  else last.push('-')
  return chunks
}

function codePoint(character: string | undefined): number {
  return character?.codePointAt(0) ?? 0
}

/** The character for itself, inside and outside a class. */
function literal(character: string): string {
  return `\\u{${codePoint(character).toString(16)}}`
}
