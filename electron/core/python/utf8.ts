import { isUtf8 } from 'node:buffer'
import { PythonError } from './python-error.ts'

/** True if the bytes are UTF-8 by the rule that Python and Node share: no surrogates, no overlong forms, at most U+10FFFF. */
export function isValidUtf8(bytes: Uint8Array): boolean {
  return isUtf8(bytes)
}

/**
 * `bytes.decode('utf-8')`: strict, and a byte order mark stays in the text.
 * Throws PythonError `UnicodeDecodeError` with Python's message.
 */
export function decodeStrict(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return asBuffer(bytes).toString('utf8')
  const fault = firstFault(bytes, 0)
  if (fault === null) throw new RangeError('bytes that are not UTF-8 have no fault')
  const { start, end, reason } = fault
  const where =
    end === start + 1
      ? `byte 0x${(bytes[start] ?? 0).toString(16).padStart(2, '0')} in position ${start}`
      : `bytes in position ${start}-${end - 1}`
  throw new PythonError('UnicodeDecodeError', `'utf-8' codec can't decode ${where}: ${reason}`)
}

/** The same bytes as a Buffer, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Bytes `start` up to and without `end` that Python's decoder gives up on together. */
export type Utf8Fault = {
  readonly start: number
  readonly end: number
  readonly reason: 'invalid start byte' | 'invalid continuation byte' | 'unexpected end of data'
}

/** The first fault at or after `from`, which must be the start of a character; null if the rest is UTF-8. Source: `utf8_decode` in CPython's Objects/stringlib/codecs.h. */
export function firstFault(bytes: Uint8Array, from: number): Utf8Fault | null {
  let at = from
  while (at < bytes.length) {
    const first = bytes[at] ?? 0
    if (first < 0x80) {
      at += 1
      continue
    }
    const length = sequenceLength(first)
    if (length === 0) return { start: at, end: at + 1, reason: 'invalid start byte' }
    for (let i = 1; i < length; i += 1) {
      const next = bytes[at + i]
      if (next === undefined) return { start: at, end: bytes.length, reason: 'unexpected end of data' }
      if (!continues(first, next, i)) return { start: at, end: at + i, reason: 'invalid continuation byte' }
    }
    at += length
  }
  return null
}

/** Bytes of a character by its first byte; 0 for bytes that start none. */
function sequenceLength(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

/** Whether `next` may stand at offset `index` of a character that begins with `first` (Unicode, table 3-7). */
function continues(first: number, next: number, index: number): boolean {
  if (next < 0x80 || next > 0xbf) return false
  if (index > 1) return true
  if (first === 0xe0) return next >= 0xa0
  if (first === 0xed) return next < 0xa0
  if (first === 0xf0) return next >= 0x90
  return first === 0xf4 ? next < 0x90 : true
}
