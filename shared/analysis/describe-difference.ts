import type { DifferenceSide, FileDifference } from '../model/comparison.ts'
import type { ReleaseFile } from '../model/release.ts'
import type { FilePair } from './file-pair.ts'
import type { Judgement } from './find-cause.ts'

/** What the walk over changed references found for one file. */
export type Ripple = Pick<FileDifference, 'roots' | 'rootCount' | 'chain' | 'blast'>

export const NO_RIPPLE: Ripple = { roots: [], rootCount: 0, chain: [], blast: null }

/** One judged pair as plain values. */
export function describeDifference(
  pair: FilePair,
  { status, cause, changed }: Judgement,
  ripple: Ripple,
  providerChanged: boolean,
): FileDifference {
  const { a, b } = pair
  return {
    name: b?.name ?? a?.name ?? '',
    status,
    cause,
    from: a !== null && b !== null && a.name !== b.name ? a.name : null,
    pairing: a !== null && b !== null ? pair.pairing : null,
    similarity: a !== null && b !== null ? pair.similarity : null,
    ripples: changed.length > 0,
    providerChanged,
    a: a === null ? null : sideOf(a),
    b: b === null ? null : sideOf(b),
    ...ripple,
  }
}

/** One side of a difference. */
export function sideOf({ hashedName, source, output }: ReleaseFile): DifferenceSide {
  return { hashedName, sourceHash: source?.hash ?? null, outputHash: output?.hash ?? null, size: output?.size ?? null }
}
