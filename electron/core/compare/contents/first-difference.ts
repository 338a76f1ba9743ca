import type { FirstDifference } from '../../../../shared/model/content-facts.ts'

const ROW = 16
const ROWS = 4

/** Where two contents begin to differ, with the row before and two rows after it; null if they are the same. */
export function firstDifference(a: Uint8Array, b: Uint8Array): FirstDifference | null {
  const offset = firstOffset(a, b)
  if (offset === null) return null
  const start = Math.max(0, Math.floor(offset / ROW) * ROW - ROW)
  const end = start + ROW * ROWS
  return { offset, start, a: hex(a.subarray(start, end)), b: hex(b.subarray(start, end)) }
}

function firstOffset(a: Uint8Array, b: Uint8Array): number | null {
  const shorter = Math.min(a.byteLength, b.byteLength)
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return at
  return a.byteLength === b.byteLength ? null : shorter
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
