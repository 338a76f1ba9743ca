import type { Pairing } from '../model/comparison.ts'
import type { ReleaseFile } from '../model/release.ts'

/** A file of A and the file of B that it became; one of them is missing for a removed or added file. */
export type FilePair =
  | { readonly a: ReleaseFile; readonly b: ReleaseFile; readonly pairing: Pairing; readonly similarity: number | null }
  | { readonly a: ReleaseFile; readonly b: null }
  | { readonly a: null; readonly b: ReleaseFile }

/** Files of A and B that nothing has paired yet. */
export type Unpaired = { readonly gone: readonly ReleaseFile[]; readonly come: readonly ReleaseFile[] }

/** What one step of pairing found, and what is left for the next. */
export type Paired = Unpaired & { readonly pairs: readonly FilePair[] }

/** The rest of a step: what is not in any of its pairs. */
export function leaveOut({ gone, come }: Unpaired, pairs: readonly FilePair[]): Paired {
  if (pairs.length === 0) return { pairs, gone, come }
  const paired = new Set<ReleaseFile | null>(pairs.flatMap(({ a, b }) => [a, b]))
  return { pairs, gone: gone.filter((file) => !paired.has(file)), come: come.filter((file) => !paired.has(file)) }
}

/** The name under which a file is served, relative to STATIC_URL. */
export function servedName({ hashedName, name }: ReleaseFile): string {
  return hashedName ?? name
}

/** The logical name that a pair goes by: that of B, for a removed file that of A. */
export function nameOf({ a, b }: FilePair): string {
  return b?.name ?? a?.name ?? ''
}

/** By UTF-16 units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
