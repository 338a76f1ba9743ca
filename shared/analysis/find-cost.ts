import type { Cost, Download } from '../model/comparison.ts'
import type { ReleaseFile } from '../model/release.ts'
import type { Difference, WholeRelease } from './comparison.ts'
import { endingOf } from './ending-of.ts'
import { compareText, servedName } from './file-pair.ts'
import { LOOK_EVERY, type Pace } from './pace.ts'

const NOTHING: Download = { files: 0, bytes: 0, compressed: 0, compressedFiles: 0, computedFiles: 0, unsized: 0 }

/** Bytes of contents compressed with gzip at level 6, by the contents' hashes. */
export type GzipSizes = ReadonlyMap<string, number>

/**
 * What a returning visitor downloads again: the outputs of B whose URL is not in A. An upper bound, for nobody visits every
 * page; with pages known, also for each page: its static names and all that they refer to.
 * @param gzipSizes counted for files of which the release holds no compressed form
 */
export async function findCost(
  a: WholeRelease,
  b: WholeRelease,
  differences: readonly Difference[],
  pace: Pace,
  gzipSizes: GzipSizes = new Map(),
): Promise<Cost> {
  const kinds = new Map<string, Download>()
  const again = new Set<ReleaseFile>()
  let all = NOTHING
  for (const [at, file] of (await freshFiles(a, b, differences, pace)).entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    again.add(file)
    all = add(all, file, gzipSizes)
    const kind = endingOf(file.name)
    kinds.set(kind, add(kinds.get(kind) ?? NOTHING, file, gzipSizes))
  }
  return {
    all,
    kinds: [...kinds]
      .map(([kind, download]) => ({ kind, ...download }))
      .toSorted((one, other) => other.bytes - one.bytes || compareText(one.kind, other.kind)),
    pages: b.release.pages === null ? null : pagesCost(b, again, gzipSizes),
  }
}

/** The files of B whose URL is not in A. */
export async function freshFiles(
  a: WholeRelease,
  b: WholeRelease,
  differences: readonly Difference[],
  pace: Pace,
): Promise<readonly ReleaseFile[]> {
  const [prefixA, prefixB] = [a.release.settings?.staticUrl, b.release.settings?.staticUrl]
  // Where a STATIC_URL is not known, both are taken to be alike; where they differ, every URL is new.
  const sameUrl = prefixA === undefined || prefixB === undefined || prefixA === prefixB
  const candidates = sameUrl ? differences.flatMap(({ b: file }) => (file === null ? [] : [file])) : b.files
  const fresh = new Set(candidates.map(servedName))
  let round = 0
  if (sameUrl)
    for (const file of a.files) {
      if ((round++ & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
      fresh.delete(servedName(file))
    }
  return candidates.filter((file) => fresh.has(servedName(file)))
}

function pagesCost(
  { release, files }: WholeRelease,
  again: ReadonlySet<ReleaseFile>,
  gzipSizes: GzipSizes,
): NonNullable<Cost['pages']> {
  const byName = new Map(files.map((file) => [file.name, file]))
  return (release.pages ?? [])
    .map(({ template, names }) => {
      const used = new Set<ReleaseFile>()
      const queue = [...names]
      for (const name of queue) {
        const file = byName.get(name)
        if (file === undefined || used.has(file)) continue
        used.add(file)
        for (const { target } of file.references) queue.push(target)
      }
      const download = [...used]
        .filter((file) => again.has(file))
        .reduce((sum, file) => add(sum, file, gzipSizes), NOTHING)
      return { template, ...download }
    })
    .toSorted((one, other) => other.bytes - one.bytes || compareText(one.template, other.template))
}

function add(sum: Download, { output, compressed }: ReleaseFile, gzipSizes: GzipSizes): Download {
  if (output === null) return { ...sum, files: sum.files + 1, unsized: sum.unsized + 1 }
  const computed = compressed.length > 0 ? undefined : gzipSizes.get(output.hash)
  const smallest = Math.min(output.size, computed ?? output.size, ...compressed.map(({ size }) => size))
  return {
    files: sum.files + 1,
    bytes: sum.bytes + output.size,
    compressed: sum.compressed + smallest,
    compressedFiles: sum.compressedFiles + (compressed.length > 0 ? 1 : 0),
    computedFiles: sum.computedFiles + (computed === undefined ? 0 : 1),
    unsized: sum.unsized,
  }
}
