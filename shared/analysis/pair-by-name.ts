import type { ReleaseFile } from '../model/release.ts'
import type { Paired, FilePair } from './file-pair.ts'
import { LOOK_EVERY, type Pace } from './pace.ts'

/** So many files of A are passed over at most to find the next one of B. */
const AHEAD = 32

/**
 * Pairs files of one logical name. Those of kept releases stand in one order, and those of two manifests of one project
 * nearly do: most pairs are found by a walk through both, and only names that it does not find are looked up.
 */
export async function pairByName(a: readonly ReleaseFile[], b: readonly ReleaseFile[], pace: Pace): Promise<Paired> {
  const pairs: FilePair[] = []
  const gone: ReleaseFile[] = []
  const notMet: ReleaseFile[] = []
  let next = 0
  let round = 0
  for (const file of b) {
    if ((round++ & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    let at = next
    while (at < next + AHEAD && at < a.length && a[at]?.name !== file.name) at++
    const former = a[at]
    if (former?.name !== file.name) {
      notMet.push(file)
      continue
    }
    if (at > next) gone.push(...a.slice(next, at))
    pairs.push({ a: former, b: file, pairing: 'name', similarity: null })
    next = at + 1
  }
  return pairRest(pairs, gone.concat(a.slice(next)), notMet, pace)
}

/** Pairs what stands elsewhere in the other release. */
async function pairRest(
  pairs: FilePair[],
  rest: readonly ReleaseFile[],
  notMet: readonly ReleaseFile[],
  pace: Pace,
): Promise<Paired> {
  const come = new Map(notMet.map((file) => [file.name, file]))
  const gone: ReleaseFile[] = []
  let round = 0
  for (const former of rest) {
    if ((round++ & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    const file = come.get(former.name)
    if (file === undefined) gone.push(former)
    else {
      pairs.push({ a: former, b: file, pairing: 'name', similarity: null })
      come.delete(former.name)
    }
  }
  return { pairs, gone, come: [...come.values()] }
}
