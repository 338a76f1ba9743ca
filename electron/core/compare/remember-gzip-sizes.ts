import type { FactStore } from '../releases/fact-store.ts'

/** What a content takes under gzip depends on its bytes, the level and the release of zlib alone. */
function keyOf(hash: string, level: number): string {
  return `gzip\0${process.versions.zlib}\0${level}\0${hash}`
}

/**
 * The sizes that were computed before, by the hashes of the contents.
 * @param level of the compression
 */
export function recallGzipSizes(hashes: readonly string[], level: number, facts: FactStore): Map<string, number> {
  const hashOf = new Map(hashes.map((hash) => [keyOf(hash, level), hash]))
  const sizes = new Map<string, number>()
  for (const [key, text] of facts.loadRewrites(hashOf.keys())) {
    const [hash, size] = [hashOf.get(key), Number(text)]
    if (hash !== undefined && Number.isSafeInteger(size)) sizes.set(hash, size)
  }
  return sizes
}

/** Keeps sizes that were computed, by the hashes of the contents. */
export function keepGzipSizes(
  sizes: Iterable<readonly [hash: string, size: number]>,
  level: number,
  facts: FactStore,
): void {
  facts.saveRewrites([...sizes].map(([hash, size]) => [keyOf(hash, level), String(size)] as const))
}
