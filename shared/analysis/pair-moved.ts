import type { ReleaseFile } from '../model/release.ts'
import { contentKey } from './content-key.ts'
import { compareText, leaveOut, type FilePair, type Paired, type Unpaired } from './file-pair.ts'

/**
 * Pairs a name gone from A with a name new in B of equal, non-empty content, one to one. Of several, those that keep
 * their last part pair first; the rest pairs in the order of names. The same pairs come out with A and B swapped.
 */
export function pairMoved(unpaired: Unpaired): Paired {
  const gone = groupByContent(unpaired.gone)
  const come = groupByContent(unpaired.come)
  const pairs: FilePair[] = []
  for (const [content, before] of gone) {
    const after = come.get(content)
    if (after !== undefined) pairs.push(...pairGroup(before, after))
  }
  return leaveOut(unpaired, pairs)
}

function groupByContent(files: readonly ReleaseFile[]): Map<string, ReleaseFile[]> {
  const groups = new Map<string, ReleaseFile[]>()
  for (const file of files) {
    const content = contentKey(file)
    if (content === null) continue
    const group = groups.get(content)
    if (group === undefined) groups.set(content, [file])
    else group.push(file)
  }
  return groups
}

function pairGroup(before: readonly ReleaseFile[], after: readonly ReleaseFile[]): FilePair[] {
  const pairs: FilePair[] = []
  const restA: ReleaseFile[] = []
  const byBase = Map.groupBy(after.toSorted(byName), ({ name }) => baseOf(name))
  for (const a of before.toSorted(byName)) {
    const b = byBase.get(baseOf(a.name))?.shift()
    if (b === undefined) restA.push(a)
    else pairs.push({ a, b, pairing: 'content', similarity: null })
  }
  const restB = [...byBase.values()].flat().toSorted(byName)
  for (const [at, a] of restA.entries()) {
    const b = restB[at]
    if (b !== undefined) pairs.push({ a, b, pairing: 'content', similarity: null })
  }
  return pairs
}

function byName(a: ReleaseFile, b: ReleaseFile): number {
  return compareText(a.name, b.name)
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
