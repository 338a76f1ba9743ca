/** A stretch of `a` that a stretch of `b` takes the place of; one of them may be empty. Ends are exclusive. */
export type SequenceEdit = {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

export type SequenceDiff = {
  /** In rising order, none touching the next. Applied to `a` they give `b`. */
  readonly edits: readonly SequenceEdit[]
  /** False when the time was over before all was compared: then an edit may be larger than needed. */
  readonly isExact: boolean
}

/** Ranges longer than this are first cut at elements that occur once on either side ("patience"). */
const LONG_RANGE = 4000

type Range = { readonly fromA: number; readonly toA: number; readonly fromB: number; readonly toB: number }

/**
 * What differs between two sequences of numbers (lines or words, each with its number). Long ranges are cut at elements
 * that are unique on both sides, what lies between is compared with the linear-space method of E. Myers, "An O(ND)
 * Difference Algorithm and Its Variations" (1986).
 * @param isOver asked now and then; once it says true, what has not been compared counts as changed
 */
export function diffSequence(a: Int32Array, b: Int32Array, isOver: () => boolean): SequenceDiff {
  const changedA = new Uint8Array(a.length)
  const changedB = new Uint8Array(b.length)
  const search = new MiddleSearch(a, b, isOver)
  const pending: Range[] = [{ fromA: 0, toA: a.length, fromB: 0, toB: b.length }]
  let isExact = true
  for (let range = pending.pop(); range !== undefined; range = pending.pop()) {
    const { fromA, toA, fromB, toB } = trim(a, b, range)
    if (fromA === toA || fromB === toB) {
      changedA.fill(1, fromA, toA)
      changedB.fill(1, fromB, toB)
      continue
    }
    if (toA - fromA + toB - fromB > LONG_RANGE) {
      const parts = cutAtUnique(a, b, { fromA, toA, fromB, toB })
      if (parts.length > 1) {
        for (const part of parts) pending.push(part)
        continue
      }
    }
    const middle = search.find(fromA, toA, fromB, toB)
    if (middle === null) {
      isExact = false
      changedA.fill(1, fromA, toA)
      changedB.fill(1, fromB, toB)
      continue
    }
    pending.push({ fromA, toA: middle.a, fromB, toB: middle.b }, { fromA: middle.a, toA, fromB: middle.b, toB })
  }
  return { edits: gather(changedA, changedB), isExact }
}

function trim(a: Int32Array, b: Int32Array, { fromA, toA, fromB, toB }: Range): Range {
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    fromA++
    fromB++
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--
    toB--
  }
  return { fromA, toA, fromB, toB }
}

/** Unchanged elements pair up in order; what is flagged between two of them is one edit. */
function gather(changedA: Uint8Array, changedB: Uint8Array): SequenceEdit[] {
  const edits: SequenceEdit[] = []
  let atA = 0
  let atB = 0
  while (atA < changedA.length || atB < changedB.length) {
    const fromA = atA
    const fromB = atB
    while (changedA[atA] === 1) atA++
    while (changedB[atB] === 1) atB++
    if (atA > fromA || atB > fromB) edits.push({ fromA, toA: atA, fromB, toB: atB })
    atA++
    atB++
  }
  return edits
}

/** Cuts a range at the longest rising chain of elements that occur exactly once on each side of it. */
function cutAtUnique(a: Int32Array, b: Int32Array, { fromA, toA, fromB, toB }: Range): Range[] {
  const placesA = uniquePlaces(a, fromA, toA)
  const placesB = uniquePlaces(b, fromB, toB)
  const pairs: { readonly a: number; readonly b: number }[] = []
  for (let at = fromA; at < toA; at++) {
    const value = a[at] ?? 0
    const other = placesB.get(value) ?? -1
    if (placesA.get(value) === at && other >= 0) pairs.push({ a: at, b: other })
  }
  const parts: Range[] = []
  let lastA = fromA
  let lastB = fromB
  for (const pair of longestRising(pairs)) {
    parts.push({ fromA: lastA, toA: pair.a, fromB: lastB, toB: pair.b })
    lastA = pair.a + 1
    lastB = pair.b + 1
  }
  parts.push({ fromA: lastA, toA, fromB: lastB, toB })
  return parts
}

/** Where each value stands that occurs once; -1 for those that occur more often. */
function uniquePlaces(values: Int32Array, from: number, to: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  for (let at = from; at < to; at++) {
    const value = values[at] ?? 0
    places.set(value, places.has(value) ? -1 : at)
  }
  return places
}

/** The longest chain of pairs that rises in `b` too; `pairs` rise in `a`. Piles as in patience sorting. */
function longestRising<P extends { readonly b: number }>(pairs: readonly P[]): P[] {
  const tops: number[] = []
  const before = new Int32Array(pairs.length).fill(-1)
  for (const [at, pair] of pairs.entries()) {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[tops[middle] ?? 0]?.b ?? 0) < pair.b) low = middle + 1
      else high = middle
    }
    if (low > 0) before[at] = tops[low - 1] ?? -1
    tops[low] = at
  }
  const chain: P[] = []
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at]
    if (pair !== undefined) chain.push(pair)
  }
  return chain.reverse()
}

const FAR = 0x7fffffff

/** Finds where a shortest way of edits crosses the middle: one front walks from the start, one from the end. */
class MiddleSearch {
  readonly #a: Int32Array
  readonly #b: Int32Array
  readonly #isOver: () => boolean
  /** Farthest place in `a` reached on each diagonal (place in `a` less place in `b`), from the start and from the end. */
  readonly #forward: Int32Array
  readonly #backward: Int32Array
  readonly #offset: number

  constructor(a: Int32Array, b: Int32Array, isOver: () => boolean) {
    this.#a = a
    this.#b = b
    this.#isOver = isOver
    this.#offset = b.length + 2
    this.#forward = new Int32Array(a.length + b.length + 5)
    this.#backward = new Int32Array(a.length + b.length + 5)
  }

  /** The crossing in a range whose ends differ on both sides; null when the time is over. */
  find(fromA: number, toA: number, fromB: number, toB: number): { readonly a: number; readonly b: number } | null {
    const a = this.#a
    const b = this.#b
    const forward = this.#forward
    const backward = this.#backward
    const shift = this.#offset
    const lowest = fromA - toB
    const highest = toA - fromB
    const start = fromA - fromB
    const end = toA - toB
    const isOdd = ((start - end) & 1) !== 0
    let [forwardMin, forwardMax, backwardMin, backwardMax] = [start, start, end, end]
    forward[start + shift] = fromA
    backward[end + shift] = toA
    for (let cost = 1; ; cost++) {
      if ((cost & 15) === 0 && this.#isOver()) return null
      if (forwardMin > lowest) forward[--forwardMin - 1 + shift] = -1
      else forwardMin++
      if (forwardMax < highest) forward[++forwardMax + 1 + shift] = -1
      else forwardMax--
      for (let diagonal = forwardMax; diagonal >= forwardMin; diagonal -= 2) {
        const below = forward[diagonal - 1 + shift] ?? -1
        const above = forward[diagonal + 1 + shift] ?? -1
        let x = below < above ? above : below + 1
        while (x < toA && x - diagonal < toB && a[x] === b[x - diagonal]) x++
        forward[diagonal + shift] = x
        if (isOdd && backwardMin <= diagonal && diagonal <= backwardMax && (backward[diagonal + shift] ?? FAR) <= x)
          return { a: x, b: x - diagonal }
      }
      if (backwardMin > lowest) backward[--backwardMin - 1 + shift] = FAR
      else backwardMin++
      if (backwardMax < highest) backward[++backwardMax + 1 + shift] = FAR
      else backwardMax--
      for (let diagonal = backwardMax; diagonal >= backwardMin; diagonal -= 2) {
        const below = backward[diagonal - 1 + shift] ?? FAR
        const above = backward[diagonal + 1 + shift] ?? FAR
        let x = below < above ? below : above - 1
        while (x > fromA && x - diagonal > fromB && a[x - 1] === b[x - diagonal - 1]) x--
        backward[diagonal + shift] = x
        if (!isOdd && forwardMin <= diagonal && diagonal <= forwardMax && x <= (forward[diagonal + shift] ?? -1))
          return { a: x, b: x - diagonal }
      }
    }
  }
}
