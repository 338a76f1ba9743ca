import type { ReleaseFile } from '../model/release.ts'
import { bundlerName, type BundlerName } from './bundler-name.ts'
import { leaveOut, type FilePair, type Paired, type Unpaired } from './file-pair.ts'
import { contentKey } from './content-key.ts'

type Named = { readonly file: ReleaseFile; readonly hash: BundlerName }

/**
 * Pairs two builds of one file: same folder, same name but for the hash, one candidate on both sides. Where there are
 * several, equal contents pair first, and one that is left alone on both sides pairs then.
 */
export function pairBundlerNames(unpaired: Unpaired): Paired {
  const gone = groupByKey(unpaired.gone)
  const come = groupByKey(unpaired.come)
  const pairs: FilePair[] = []
  for (const [key, before] of gone) {
    const after = come.get(key)
    if (after === undefined) continue
    const equal = before.length === 1 && after.length === 1 ? [] : equalPairs(before, after)
    const taken = new Set(equal.flat())
    const [a, ...moreA] = before.filter((one) => !taken.has(one))
    const [b, ...moreB] = after.filter((one) => !taken.has(one))
    const isAlone = a !== undefined && b !== undefined && moreA.length === 0 && moreB.length === 0
    const found = isAlone && areBuilds(a, b) ? [...equal, [a, b] as const] : equal
    pairs.push(
      ...found.map(([one, other]): FilePair => ({
        a: one.file,
        b: other.file,
        pairing: 'bundler-hash',
        similarity: null,
      })),
    )
  }
  return leaveOut(unpaired, pairs)
}

/** Whether two files that differ in their hashes alone are builds of one file. */
function areBuilds(a: Named, b: Named): boolean {
  return a.hash.isStrong || b.hash.isStrong || (isHexWithDigit(a.hash.hash) && isHexWithDigit(b.hash.hash))
}

function isHexWithDigit(hash: string): boolean {
  return /^(?=.*\d)(?=.*[a-f])[0-9a-f]+$/.test(hash)
}

function groupByKey(files: readonly ReleaseFile[]): Map<string, Named[]> {
  const groups = new Map<string, Named[]>()
  for (const file of files) {
    const hash = bundlerName(file.name)
    if (hash === null) continue
    const group = groups.get(hash.key)
    if (group === undefined) groups.set(hash.key, [{ file, hash }])
    else group.push({ file, hash })
  }
  return groups
}

/** One-to-one pairs of equal content; contents that occur twice on a side pair with nothing. */
function equalPairs(before: readonly Named[], after: readonly Named[]): (readonly [Named, Named])[] {
  const alone = onlyOnce(after)
  return [...onlyOnce(before)].flatMap(([content, a]) => {
    const b = alone.get(content)
    return b !== undefined && areBuilds(a, b) ? [[a, b] as const] : []
  })
}

function onlyOnce(group: readonly Named[]): Map<string, Named> {
  const seen = new Map<string, Named | null>()
  for (const one of group) {
    const content = contentKey(one.file)
    if (content !== null) seen.set(content, seen.has(content) ? null : one)
  }
  return new Map([...seen].flatMap(([content, one]) => (one === null ? [] : [[content, one]])))
}
