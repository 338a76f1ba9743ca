/** `Compressor.SKIP_COMPRESS_EXTENSIONS` of WhiteNoise 6.3 to 6.12. */
const SKIPPED_EXTENSIONS: readonly string[] = [
  ...['jpg', 'jpeg', 'png', 'gif', 'webp'],
  ...['zip', 'gz', 'tgz', 'bz2', 'tbz', 'xz', 'br'],
  ...['swf', 'flv'],
  ...['woff', 'woff2'],
  ...['3gp', '3gpp', 'asf', 'avi', 'm4v', 'mov', 'mp4', 'mpeg', 'mpg', 'webm', 'wmv'],
]
const SKIPPED = skipPattern(SKIPPED_EXTENSIONS)

/** `Compressor.should_compress`: the name does not end in a skipped extension. */
export function isCompressible(name: string, skipExtensions: readonly string[] | null = null): boolean {
  return !(skipExtensions === null ? SKIPPED : skipPattern(skipExtensions)).test(name)
}

/** Python's `re.compile(r'\.(a|b)$', re.IGNORECASE)`; an empty list skips only the empty name. */
function skipPattern(extensions: readonly string[]): RegExp {
  if (extensions.length === 0) return /^\n?$/
  const alternatives = extensions.map((extension) => Array.from(extension, characterPattern).join(''))
  // `$` of Python also matches before a newline at the very end.
  return new RegExp(`\\.(?:${alternatives.join('|')})\\n?$`, 'iu')
}

/** One character by itself. In Python, an `i` without regard to case is also a dotted capital and a dotless small one. */
function characterPattern(character: string): string {
  return /^[iİı]$/iu.test(character) ? '[iİı]' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
