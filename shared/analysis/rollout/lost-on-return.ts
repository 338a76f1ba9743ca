import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { SideNames } from '../../model/rollout.ts'
import type { ReleaseFile } from '../../model/release.ts'
import { plural } from '../../text/plural.ts'
import type { WholeRelease } from '../comparison.ts'
import { adjustsFile, storedName } from './classify-names.ts'

/** So many of the files are named. */
const NAMED = 3

/**
 * Logical names of files whose stored file of B a collect of A over B may delete for good. Django computes the name of a
 * target that it has not come to yet from its plain copy (`HashedFilesMixin._stored_name`, 3.2 to 6.1), and an older
 * checkout leaves the plain copies of B as they are. A style sheet with the same source as in B so becomes that of B first;
 * the next pass deletes what it had made, and saves it under its own name. Whether it comes to this is a matter of the order
 * in which a disk lists files, which nobody knows beforehand.
 */
export function lostOnReturn(a: WholeRelease, b: WholeRelease): string[] {
  const filesA = byName(a)
  const filesB = byName(b)
  const known = new Map<string, boolean>()
  const isLost = (name: string): boolean => {
    const found = known.get(name)
    if (found !== undefined) return found
    // A loop of references never settles; what is being looked at is not lost by itself.
    known.set(name, false)
    const [before, after] = [filesA.get(name), filesB.get(name)]
    const isSame =
      before?.source?.hash !== undefined && before.source.hash === after?.source?.hash && adjustsFile(name, a)
    const isIt =
      isSame &&
      before.hashedName !== null &&
      after.hashedName !== null &&
      before.hashedName !== after.hashedName &&
      after.references.every(({ target, fromSource }) => fromSource || hasNameOfB(target))
    known.set(name, isIt)
    return isIt
  }
  /** Whether Django may write the name that B has for a target. */
  const hasNameOfB = (target: string): boolean => {
    const [before, after] = [filesA.get(target), filesB.get(target)]
    if (after === undefined) return false
    if (after.references.length === 0) return true
    return (before !== undefined && storedName(before) === storedName(after)) || isLost(target)
  }
  return [...filesA.keys()].filter(isLost)
}

function byName({ files }: WholeRelease): ReadonlyMap<string, ReleaseFile> {
  return new Map(files.map((file) => [file.name, file]))
}

/** What is to be known of a plan's way back. */
export function returnRemarks(plan: RolloutPlan, a: WholeRelease, b: WholeRelease, sides: SideNames): string[] {
  const { rollback, collect, keepOnlyHashed, topology } = plan
  const isApart = topology === 'folder-per-release' || topology === 'files-in-image'
  if (rollback === null || !rollback.collect || collect.clear || keepOnlyHashed || isApart) return []
  const lost = lostOnReturn(a, b)
  if (lost.length === 0) return []
  const more = lost.length > NAMED ? ', …' : ''
  return [
    `The way back may delete ${plural(lost.length, 'file')} of ${sides.b} for good (${lost.slice(0, NAMED).join(', ')}${more}), which its open pages then miss: where Django comes to one before the files that it names, it gives it the name of ${sides.b} first and deletes that file in its next pass. That is not among the hazards, because it depends on the order in which a disk lists files. It does not happen if the sources of ${sides.a} are touched first, so that its plain copies come back.`,
  ]
}
