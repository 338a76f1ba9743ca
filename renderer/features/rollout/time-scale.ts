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
  const places = weights.reduce<readonly number[]>((so, weight) => [...so, (so.at(-1) ?? 0) + weight / total], [0])
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
