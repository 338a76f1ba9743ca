import type { ReleaseFile } from '../model/release.ts'
import type { Paired, FilePair } from './file-pair.ts'
import { LOOK_EVERY, type Pace } from './pace.ts'

/** Pairs files of one logical name. Of two files of one name in a release the last counts, as in a manifest. */
export async function pairByName(a: readonly ReleaseFile[], b: readonly ReleaseFile[], pace: Pace): Promise<Paired> {
  const before = new Map<string, ReleaseFile>()
  for (const [at, file] of a.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    before.set(file.name, file)
  }
  const after = new Map<string, ReleaseFile>()
  for (const [at, file] of b.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    after.set(file.name, file)
  }
  const pairs: FilePair[] = []
  const come: ReleaseFile[] = []
  let at = 0
  for (const file of after.values()) {
    if ((at++ & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    const former = before.get(file.name)
    if (former === undefined) come.push(file)
    else {
      pairs.push({ a: former, b: file, pairing: 'name', similarity: null })
      before.delete(file.name)
    }
  }
  return { pairs, gone: [...before.values()], come }
}
