import type { Alarm } from '../model/comparison.ts'
import type { ReleaseFile } from '../model/release.ts'
import type { Difference } from './comparison.ts'
import { compareText, servedName } from './file-pair.ts'
import { LOOK_EVERY, type Pace } from './pace.ts'

const ORDER: Readonly<Record<Alarm['code'], number>> = {
  'other-bytes': 0,
  'missing-referenced': 1,
  'new-name-equal-bytes': 2,
  'case-collision': 3,
  'plain-overwritten': 4,
}

/**
 * What deserves a look whatever the cause: one served name with two contents; a name that Django wrote and that release B
 * does not hold; a new name for equal bytes; names of B that a disk without case takes for one; plain copies that are
 * overwritten in place, which visitors with old caches and hard-coded URLs notice.
 */
export async function findAlarms(
  differences: readonly Difference[],
  filesOfB: readonly ReleaseFile[],
  pace: Pace,
): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  for (const { difference, a, b } of differences) {
    const { name, cause } = difference
    if (a === null || b === null) continue
    if (cause === 'other-bytes') alarms.push({ code: 'other-bytes', severity: 'error', name, other: null })
    // A storage that began or ceased to hash renames everything, and says so as a change of settings.
    if (cause === 'name-only' && (a.hashedName === null) === (b.hashedName === null))
      alarms.push({ code: 'new-name-equal-bytes', severity: 'warning', name, other: servedName(a) })
    const isOverwritten =
      a.name === b.name &&
      b.hashedName !== null &&
      a.plain !== null &&
      b.plain !== null &&
      a.plain.hash !== b.plain.hash
    if (isOverwritten) alarms.push({ code: 'plain-overwritten', severity: 'note', name, other: null })
  }
  alarms.push(...(await findInRelease(filesOfB, pace)))
  return alarms.toSorted(
    (one, other) =>
      ORDER[one.code] - ORDER[other.code] ||
      compareText(one.name, other.name) ||
      compareText(one.other ?? '', other.other ?? ''),
  )
}

/** What is wrong in B alone. */
async function findInRelease(files: readonly ReleaseFile[], pace: Pace): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  const byLower = new Map<string, string>()
  const served = new Set<string>()
  for (const [at, file] of files.entries()) {
    if ((at & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    served.add(servedName(file))
    if (file.hashedName === null || file.plain !== null) served.add(file.name)
    const lower = file.name.toLowerCase()
    const other = byLower.get(lower)
    if (other === undefined) byLower.set(lower, file.name)
    else if (other !== file.name) {
      const [first = '', second = ''] = [other, file.name].toSorted(compareText)
      alarms.push({ code: 'case-collision', severity: 'warning', name: first, other: second })
    }
  }
  for (const { name, references } of files) {
    if (references.length === 0) continue
    // What ends in a slash is no file: Django hashes nothing for a fragment alone.
    const missing = new Set(
      references.flatMap(({ written }) => (served.has(written) || written.endsWith('/') ? [] : [written])),
    )
    for (const written of missing) alarms.push({ code: 'missing-referenced', severity: 'error', name, other: written })
  }
  return alarms
}
