import type { CheckedReference } from '../../../shared/model/check.ts'

/**
 * A seeded sample of references: from each kind and verdict in turn, so that rare kinds are in it as well as frequent
 * ones. Source maps' own entries are left out: developer tools alone ask for them.
 * @returns the references by file, in the order of their places
 */
export function sampleReferences(
  files: ReadonlyMap<string, readonly CheckedReference[]>,
  count: number,
  seed: number,
): Map<string, CheckedReference[]> {
  const random = generator(seed)
  const strata = new Map<string, { readonly reference: CheckedReference; readonly rank: number }[]>()
  for (const reference of [...files.values()].flat()) {
    if (reference.kind.startsWith('map-')) continue
    const key = `${reference.kind} ${reference.request} ${reference.served}`
    const entry = { reference, rank: random() }
    const known = strata.get(key)
    if (known === undefined) strata.set(key, [entry])
    else known.push(entry)
  }
  const queues = [...strata.keys()]
    .toSorted()
    .map((key) => (strata.get(key) ?? []).toSorted((one, other) => one.rank - other.rank))
  const chosen = new Map<string, CheckedReference[]>()
  let taken = 0
  for (let round = 0; taken < count && queues.some((queue) => round < queue.length); round++)
    for (const queue of queues) {
      const reference = queue[round]?.reference
      if (reference === undefined || taken === count) continue
      taken += 1
      const known = chosen.get(reference.file)
      if (known === undefined) chosen.set(reference.file, [reference])
      else known.push(reference)
    }
  return chosen
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
