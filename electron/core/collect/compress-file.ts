import { brotliCompressSync, crc32 } from 'node:zlib'
import { deflateRaw } from 'pako'

/** A compressed neighbour of a file: the suffix of its name and its bytes. */
export type CompressedBytes = { readonly suffix: '.gz' | '.br'; readonly bytes: Uint8Array }

/** Choices of WhiteNoise's `Compressor`. */
export type CompressOptions = {
  /** Brotli is used where its Python package is installed. */
  readonly brotli?: boolean
  readonly gzip?: boolean
  /** WHITENOISE_SKIP_COMPRESS_EXTENSIONS, without dots; null or absent for WhiteNoise's own list. */
  readonly skipExtensions?: readonly string[] | null
}

/** `Compressor.SKIP_COMPRESS_EXTENSIONS` of WhiteNoise 6.3 to 6.12. */
const SKIPPED_EXTENSIONS: readonly string[] = [
  ...['jpg', 'jpeg', 'png', 'gif', 'webp'],
  ...['zip', 'gz', 'tgz', 'bz2', 'tbz', 'xz', 'br'],
  ...['swf', 'flv'],
  ...['woff', 'woff2'],
  ...['3gp', '3gpp', 'asf', 'avi', 'm4v', 'mov', 'mp4', 'mpeg', 'mpg', 'webm', 'wmv'],
]
const SKIPPED = skipPattern(SKIPPED_EXTENSIONS)

/** Compressed bytes over original bytes; above it WhiteNoise writes nothing. */
const HIGHEST_RATIO = 0.95

/** `Compressor.should_compress`: the name does not end in a skipped extension. */
export function isCompressible(name: string, skipExtensions: readonly string[] | null = null): boolean {
  return !(skipExtensions === null ? SKIPPED : skipPattern(skipExtensions)).test(name)
}

/**
 * What WhiteNoise writes beside a file: brotli first, and gzip only if brotli was worth it. Empty for files that it skips.
 * The bytes equal those of Python: brotli at its default quality, and zlib's deflate at level 9, for which pako is a
 * faithful port while Node's own zlib is another one with other output.
 * @param name decides by its extension only
 */
export function compressedForms(
  bytes: Uint8Array,
  name: string,
  options: CompressOptions = {},
): readonly CompressedBytes[] {
  const { brotli = true, gzip = true, skipExtensions = null } = options
  if (bytes.byteLength === 0 || !isCompressible(name, skipExtensions)) return []
  const forms: CompressedBytes[] = []
  if (brotli) {
    const compressed = brotliCompressSync(bytes)
    if (!isWorthIt(compressed, bytes)) return []
    forms.push({ suffix: '.br', bytes: compressed })
  }
  if (gzip) {
    const compressed = gzipped(bytes)
    if (isWorthIt(compressed, bytes)) forms.push({ suffix: '.gz', bytes: compressed })
  }
  return forms
}

function isWorthIt(compressed: Uint8Array, original: Uint8Array): boolean {
  return compressed.byteLength / original.byteLength <= HIGHEST_RATIO
}

/** Deflate, no flags, no time, best compression, unknown system: what `gzip.GzipFile(filename='', compresslevel=9, mtime=0)` begins with. */
const GZIP_HEADER = Buffer.from('1f8b08000000000002ff', 'hex')

function gzipped(bytes: Uint8Array): Uint8Array {
  const trailer = Buffer.allocUnsafe(8)
  trailer.writeUInt32LE(crc32(bytes), 0)
  trailer.writeUInt32LE(bytes.byteLength % 2 ** 32, 4)
  return Buffer.concat([GZIP_HEADER, deflateRaw(bytes, { level: 9 }), trailer])
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
