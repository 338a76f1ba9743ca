import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import type { TimeSlices } from './time-slices.ts'

/** Runs of this length are sorted in one go; some milliseconds with a costly comparison. */
const RUN = 8192

/**
 * Sorts numbers in place, stably, with rests in between: short runs first, then merged pair by pair.
 * @param values what to sort
 * @param compare as for `Array.prototype.sort`
 */
export async function sortInSlices(
  values: Int32Array,
  compare: (a: number, b: number) => number,
  slices: TimeSlices,
): Promise<void> {
  for (let start = 0; start < values.length; start += RUN) {
    values.subarray(start, start + RUN).sort(compare)
    if (slices.isOver) await slices.rest()
  }
  if (values.length <= RUN) return
  let from = values
  let to: Int32Array = new Int32Array(values.length)
  for (let width = RUN; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width)
      await mergePair(from, to, start, Math.min(start + width, values.length), start + 2 * width, compare, slices)
    ;[from, to] = [to, from]
  }
  if (from !== values) values.set(from)
}

async function mergePair(
  from: Int32Array,
  to: Int32Array,
  start: number,
  middle: number,
  past: number,
  compare: (a: number, b: number) => number,
  slices: TimeSlices,
): Promise<void> {
  const end = Math.min(past, from.length)
  let left = start
  let right = middle
  for (let at = start; at < end; at++) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    const a = from[left] ?? 0
    const b = from[right] ?? 0
    const isLeft = left < middle && (right >= end || compare(a, b) <= 0)
    to[at] = isLeft ? a : b
    if (isLeft) left++
    else right++
  }
}
