import { isUtf8 } from 'node:buffer'
import { PythonError } from './python-error.ts'
import { codePointLength, escapeCodePoint } from './strings.ts'
import { asBuffer, firstFault } from './utf8.ts'

const RAW_BYTE = /[\udc80-\udcff]/u
/** A surrogate that stands for no byte, and the surrogates right behind it, which Python names together. */
const NOT_RAW_BYTE = /[\ud800-\udc7f\udd00-\udfff]\p{Cs}*/u
const SURROGATES = /\p{Cs}+/u

/** `os.fsdecode` on a UTF-8 system: bytes that are not UTF-8 become lone surrogates U+DC80..U+DCFF (PEP 383). */
export function decodeFileName(bytes: Uint8Array): string {
  const buffer = asBuffer(bytes)
  if (isUtf8(buffer)) return buffer.toString('utf8')
  let name = ''
  let from = 0
  for (let fault = firstFault(buffer, 0); fault !== null; fault = firstFault(buffer, from)) {
    name += buffer.toString('utf8', from, fault.start)
    for (const byte of buffer.subarray(fault.start, fault.end)) name += String.fromCharCode(0xdc00 + byte)
    from = fault.end
  }
  return name + buffer.toString('utf8', from)
}

/** `os.fsencode` on a UTF-8 system, the reverse of {@link decodeFileName}. Throws PythonError `UnicodeEncodeError` on other lone surrogates. */
export function encodeFileName(name: string): Buffer {
  if (name.isWellFormed()) return Buffer.from(name, 'utf8')
  if (NOT_RAW_BYTE.test(name)) throw encodeError(name, NOT_RAW_BYTE)
  const parts: Buffer[] = []
  let from = 0
  for (const match of name.matchAll(/[\udc80-\udcff]/gu)) {
    parts.push(Buffer.from(name.slice(from, match.index), 'utf8'), Buffer.of(match[0].charCodeAt(0) - 0xdc00))
    from = match.index + 1
  }
  parts.push(Buffer.from(name.slice(from), 'utf8'))
  return Buffer.concat(parts)
}

/** True if the name holds a byte that is not UTF-8, so that node:fs must be given a Buffer. */
export function hasRawBytes(name: string): boolean {
  return !name.isWellFormed() && RAW_BYTE.test(name)
}

/**
 * `str.encode('utf-8')`: strict, so every lone surrogate fails, a raw byte of a file name too.
 * Throws PythonError `UnicodeEncodeError` with Python's message.
 */
export function encodeStrict(text: string): Buffer {
  if (!text.isWellFormed()) throw encodeError(text, SURROGATES)
  return Buffer.from(text, 'utf8')
}

/** The error that names the first match of `pattern`, positions in code points. */
function encodeError(text: string, pattern: RegExp): PythonError {
  const match = pattern.exec(text)
  const start = codePointLength(text.slice(0, match?.index ?? 0))
  const run = match?.[0] ?? ''
  const where =
    run.length === 1
      ? `character '${escapeCodePoint(run.charCodeAt(0))}' in position ${start}`
      : `characters in position ${start}-${start + run.length - 1}`
  return new PythonError('UnicodeEncodeError', `'utf-8' codec can't encode ${where}: surrogates not allowed`)
}
