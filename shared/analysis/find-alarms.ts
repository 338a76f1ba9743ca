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
  return [...alarms, ...(await findInRelease(filesOfB, pace))].toSorted(
    (one, other) =>
      ORDER[one.code] - ORDER[other.code] ||
      compareText(one.name, other.name) ||
      compareText(one.other ?? '', other.other ?? ''),
  )
}

/** What is wrong in B alone. */
async function findInRelease(files: readonly ReleaseFile[], pace: Pace): Promise<Alarm[]> {
  // Two names that differ only in case: one of them has a capital, and nearly no name has.
  const capital = new Map<string, string>()
  const written = new Set<string>()
  let round = 0
  for (const { name, references } of files) {
    if ((round++ & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    for (const reference of references) written.add(reference.written)
    const lower = name.toLowerCase()
    if (lower !== name && !capital.has(lower)) capital.set(lower, name)
  }
  const alarms: Alarm[] = []
  if (capital.size === 0 && written.size === 0) return alarms
  for (const file of files) {
    if ((round++ & LOOK_EVERY) === 0 && pace.isOver) await pace.rest()
    if (written.size > 0) {
      written.delete(servedName(file))
      if (file.hashedName === null || file.plain !== null) written.delete(file.name)
    }
    const other = capital.size === 0 ? undefined : capital.get(file.name.toLowerCase())
    if (other === undefined || other === file.name) continue
    const [first = '', second = ''] = [other, file.name].toSorted(compareText)
    alarms.push({ code: 'case-collision', severity: 'warning', name: first, other: second })
  }
  if (written.size === 0) return alarms
  for (const { name, references } of files) {
    // What ends in a slash is no file: Django hashes nothing for a fragment alone.
    const missing = new Set(
      references.flatMap(({ written: served }) => (written.has(served) && !served.endsWith('/') ? [served] : [])),
    )
    for (const served of missing) alarms.push({ code: 'missing-referenced', severity: 'error', name, other: served })
  }
  return alarms
}
