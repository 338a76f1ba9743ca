import { brotliCompressSync, crc32 } from 'node:zlib'
import { deflateRaw } from 'pako'
import { isCompressible } from './is-compressible.ts'

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

/** Compressed bytes over original bytes; above it WhiteNoise writes nothing. */
const HIGHEST_RATIO = 0.95

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

/** Bytes behind the compressed ones: checksum and length. */
const TRAILER = 8

function gzipped(bytes: Uint8Array): Uint8Array {
  const trailer = Buffer.allocUnsafe(TRAILER)
  trailer.writeUInt32LE(crc32(bytes), 0)
  trailer.writeUInt32LE(bytes.byteLength % 2 ** 32, 4)
  return Buffer.concat([GZIP_HEADER, deflateRaw(bytes, { level: 9 }), trailer])
}

/** Levels of zlib's deflate. */
export type GzipLevel = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** Bytes of a content under gzip, without a name in its head (RFC 1952), as zlib writes it; the same on every machine. */
export function gzipSize(bytes: Uint8Array, level: GzipLevel): number {
  return GZIP_HEADER.byteLength + deflateRaw(bytes, { level }).byteLength + TRAILER
}
