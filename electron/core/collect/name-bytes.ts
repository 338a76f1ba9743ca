/** First bytes of well-known forms; `at` is where they stand. */
const FORMS: readonly { readonly at: number; readonly bytes: readonly number[]; readonly type: string }[] = [
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47], type: 'PNG image' },
  { at: 0, bytes: [0xff, 0xd8, 0xff], type: 'JPEG image' },
  { at: 0, bytes: [0x47, 0x49, 0x46, 0x38], type: 'GIF image' },
  { at: 8, bytes: [0x57, 0x45, 0x42, 0x50], type: 'WebP image' },
  { at: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69], type: 'AVIF image' },
  { at: 4, bytes: [0x66, 0x74, 0x79, 0x70], type: 'MP4 media' },
  { at: 0, bytes: [0x00, 0x00, 0x01, 0x00], type: 'Windows icon' },
  { at: 0, bytes: [0x77, 0x4f, 0x46, 0x32], type: 'WOFF2 font' },
  { at: 0, bytes: [0x77, 0x4f, 0x46, 0x46], type: 'WOFF font' },
  { at: 0, bytes: [0x00, 0x01, 0x00, 0x00], type: 'TrueType font' },
  { at: 0, bytes: [0x4f, 0x54, 0x54, 0x4f], type: 'OpenType font' },
  { at: 0, bytes: [0x00, 0x61, 0x73, 0x6d], type: 'WebAssembly module' },
  { at: 0, bytes: [0x1f, 0x8b], type: 'gzip file' },
  { at: 0, bytes: [0x50, 0x4b, 0x03, 0x04], type: 'zip archive' },
  { at: 0, bytes: [0x25, 0x50, 0x44, 0x46], type: 'PDF document' },
  { at: 0, bytes: [0x4f, 0x67, 0x67, 0x53], type: 'Ogg media' },
  { at: 0, bytes: [0x49, 0x44, 0x33], type: 'MP3 audio' },
  { at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3], type: 'WebM media' },
]

/** Bytes that are looked at for a zero, as git does. */
const LOOKED_AT = 8000

/** Whether bytes are shown as text: no zero among the first of them, and no known form. */
export function isText(bytes: Uint8Array): boolean {
  return formOf(bytes) === null && !bytes.subarray(0, LOOKED_AT).includes(0)
}

/** What bytes are, in words for people. @param name a file's name, whose ending helps with texts */
export function nameBytes(bytes: Uint8Array, name: string): string {
  const form = formOf(bytes)
  if (form !== null) return form
  if (bytes.length === 0) return 'empty file'
  if (!isText(bytes)) return 'binary file'
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]
  return ending === undefined ? 'text' : `${ending.toUpperCase()} text`
}

function formOf(bytes: Uint8Array): string | null {
  return FORMS.find(({ at, bytes: known }) => known.every((byte, index) => bytes[at + index] === byte))?.type ?? null
}
