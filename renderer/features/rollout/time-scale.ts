/** Where moments lie on the line. Short spans get more room than their share and long ones less, or a manifest's gap of two seconds would not be seen beside a day. */
export type TimeScale = {
  /** Seconds at which something happens, ascending; the last is the end of the line. */
  readonly moments: readonly number[]
  /** Place of each moment, 0 to 1. */
  readonly places: readonly number[]
}

/** Lays the moments out. Each span gets room by the logarithm of its length. */
export function timeScale(moments: readonly number[]): TimeScale {
  const sorted = [...new Set(moments)].sort((a, b) => a - b)
  const weights = sorted.slice(1).map((moment, index) => 1 + Math.log2(1 + (moment - (sorted[index] ?? 0)) / 10))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const places = [0]
  for (const weight of weights) places.push((places.at(-1) ?? 0) + weight / total)
  return { moments: sorted, places }
}

/** Place of a moment, 0 to 1; within a span in proportion. */
export function placeOf({ moments, places }: TimeScale, at: number): number {
  const index = moments.findLastIndex((moment) => moment <= at)
  const [from, to] = [moments[index], moments[index + 1]]
  if (from === undefined) return 0
  const [start = 0, end] = [places[index], places[index + 1]]
  if (to === undefined || end === undefined) return start
  return start + ((at - from) / (to - from)) * (end - start)
}

/** The whole second at a place; the reverse of `placeOf`. */
export function momentAt({ moments, places }: TimeScale, place: number): number {
  const index = Math.min(
    places.findLastIndex((start) => start <= place),
    places.length - 2,
  )
  const [start, end, from, to] = [places[index], places[index + 1], moments[index], moments[index + 1]]
  if (start === undefined || end === undefined || from === undefined || to === undefined) return moments[0] ?? 0
  return Math.round(from + (Math.min(1, (place - start) / (end - start)) || 0) * (to - from))
}

/**
 * The moments whose labels have room, from the left. A label is drawn back by the share of its width that its place is of
 * the line, so that none leaves it.
 * @param widthOf how wide the label of a moment is with the gap behind it, as a share of the line
 */
export function ticksOf({ moments, places }: TimeScale, widthOf: (moment: number) => number): readonly number[] {
  let free = 0
  return moments.filter((moment, index) => {
    const place = places[index] ?? 0
    const width = widthOf(moment)
    const left = place - place * width
    if (left < free) return false
    free = left + width
    return true
  })
}

/** A key with what is held beside it. */
type Key = { readonly key: string; readonly shiftKey: boolean }

/**
 * Where a key leads: by a minute, by a second with Shift, to the next thing that happens with Page Up and Down, to the
 * ends. Null for keys of others.
 */
export function goalOf({ key, shiftKey }: Key, at: number, { moments }: TimeScale): number | null {
  const step = shiftKey ? 1 : 60
  // No step jumps over something that happens.
  const next = moments.find((moment) => moment > at) ?? at
  const before = moments.findLast((moment) => moment < at) ?? at
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return next > at ? Math.min(at + step, next) : at
    case 'ArrowLeft':
    case 'ArrowDown':
      return before < at ? Math.max(at - step, before) : at
    case 'PageUp':
      return next
    case 'PageDown':
      return before
    case 'Home':
      return moments[0] ?? 0
    case 'End':
      return moments.at(-1) ?? at
    default:
      return null
  }
}
