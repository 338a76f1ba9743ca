import type { ImageType } from '../../../../shared/model/content-facts.ts'

/** What first bytes say: words for people, and for pictures the media type. */
export type ContentType = { readonly words: string; readonly image: ImageType | null; readonly isFont: boolean }

type Signature = {
  /** Latin-1; a full stop stands for any byte. */
  readonly bytes: string
  readonly offset?: number
  readonly words: string
  readonly image?: ImageType
  readonly isFont?: boolean
}

/** Signatures as in the WHATWG MIME Sniffing Standard, and of a few more formats that static files have. */
const SIGNATURES: readonly Signature[] = [
  { bytes: '\x89PNG\r\n\x1a\n', words: 'PNG image', image: 'image/png' },
  { bytes: '\xff\xd8\xff', words: 'JPEG image', image: 'image/jpeg' },
  { bytes: 'GIF87a', words: 'GIF image', image: 'image/gif' },
  { bytes: 'GIF89a', words: 'GIF image', image: 'image/gif' },
  { bytes: 'RIFF....WEBP', words: 'WebP image', image: 'image/webp' },
  { bytes: 'ftypavif', offset: 4, words: 'AVIF image', image: 'image/avif' },
  { bytes: 'ftypavis', offset: 4, words: 'AVIF image', image: 'image/avif' },
  { bytes: '\0\0\x01\0', words: 'Icon', image: 'image/x-icon' },
  { bytes: 'BM', words: 'BMP image', image: 'image/bmp' },
  { bytes: '\0\x01\0\0', words: 'TrueType font', isFont: true },
  { bytes: 'true', words: 'TrueType font', isFont: true },
  { bytes: 'OTTO', words: 'OpenType font', isFont: true },
  { bytes: 'ttcf', words: 'font collection', isFont: true },
  { bytes: 'wOFF', words: 'WOFF font', isFont: true },
  { bytes: 'wOF2', words: 'WOFF2 font', isFont: true },
  { bytes: 'LP', offset: 34, words: 'EOT font' },
  { bytes: '\0asm', words: 'WebAssembly module' },
  { bytes: '%PDF-', words: 'PDF document' },
  { bytes: 'PK\x03\x04', words: 'zip archive' },
  { bytes: '\x1f\x8b\x08', words: 'gzip archive' },
  { bytes: '\x28\xb5\x2f\xfd', words: 'Zstandard archive' },
  { bytes: 'RIFF....WAVE', words: 'WAVE sound' },
  { bytes: 'ID3', words: 'MP3 sound' },
  { bytes: 'OggS', words: 'Ogg sound or film' },
  { bytes: 'fLaC', words: 'FLAC sound' },
  { bytes: '\x1aE\xdf\xa3', words: 'WebM or Matroska film' },
  { bytes: 'ftyp', offset: 4, words: 'MP4 film' },
  { bytes: 'SQLite format 3\0', words: 'SQLite database' },
]

/** So many bytes are looked at to find the root element of an SVG. */
const HEAD = 4096

/**
 * What a content is, by its first bytes and not by its name. Bytes that are no UTF-8 and have no known beginning are
 * "unknown data".
 */
export function contentType(bytes: Uint8Array): ContentType {
  const found = SIGNATURES.find((signature) => startsWith(bytes, signature))
  // "BM" and "\0\0\x01\0" are short: a text must not become a picture by its first letters.
  if (found !== undefined && !(found.bytes.length <= 3 && found.image === 'image/bmp' && isText(bytes)))
    return { words: found.words, image: found.image ?? null, isFont: found.isFont === true }
  if (bytes.byteLength === 0) return { words: 'empty', image: null, isFont: false }
  if (!isText(bytes)) return { words: 'unknown data', image: null, isFont: false }
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD))
  const withoutProlog = head
    .replace(/^\uFEFF/, '')
    .replace(/<\?[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/gi, '')
  if (/^\s*<svg[\s>]/i.test(withoutProlog)) return { words: 'SVG image', image: 'image/svg+xml', isFont: false }
  return { words: 'text', image: null, isFont: false }
}

function startsWith(bytes: Uint8Array, { bytes: signature, offset = 0 }: Signature): boolean {
  for (let at = 0; at < signature.length; at++) {
    const wanted = signature.charCodeAt(at)
    if (wanted !== 0x2e && bytes[offset + at] !== wanted) return false
  }
  return bytes.byteLength >= offset + signature.length
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}
