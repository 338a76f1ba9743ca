import type { DatabaseSync } from 'node:sqlite'
import { TimeSlices } from '../preview/time-slices.ts'
import type { ContentFolder } from './content-folder.ts'
import { inTransaction } from './open-database.ts'
import { isAnyTaking } from './take-claims.ts'

/** What a purge freed. */
export type Purged = { readonly releases: number; readonly contents: number; readonly bytes: number }

const NOTHING: Purged = { releases: 0, contents: 0, bytes: 0 }

/**
 * Throws away releases that were removed before a time, and the contents that no release uses then. Does nothing while
 * some process takes a release.
 * @param removedBefore milliseconds since 1970
 * @throws what SQLite or the disk raises; the files of contents go last, so that the database never names a lost one
 */
export async function purgeReleases(
  database: DatabaseSync,
  contents: ContentFolder,
  removedBefore: number,
  now: number,
): Promise<Purged> {
  const plan = inTransaction(database, () => {
    if (isAnyTaking(database, now)) return null
    const { changes } = database.prepare('DELETE FROM releases WHERE removed_at <= ?').run(removedBefore)
    // Contents lose their last release here and nowhere else, so that without a release to go none has to be looked for.
    if (Number(changes) === 0) return { releases: 0, unused: [] }
    const unused = database
      .prepare(
        `DELETE FROM contents WHERE NOT EXISTS (SELECT 1 FROM release_contents WHERE content_id = contents.id)
         RETURNING hex(hash) AS hash, size`,
      )
      .all()
      .map((row) => ({ hash: String(row['hash']).toLowerCase(), size: Number(row['size']) }))
    return { releases: Number(changes), unused }
  })
  if (plan === null) return NOTHING
  await removeUnclaimed(
    database,
    contents,
    plan.unused.map(({ hash }) => hash),
    now,
  )
  if (plan.releases > 0) database.exec('PRAGMA incremental_vacuum')
  return {
    releases: plan.releases,
    contents: plan.unused.length,
    bytes: plan.unused.reduce((sum, { size }) => sum + size, 0),
  }
}

/**
 * Removes files of contents that the database does not know: of takes that ended in the middle.
 * @throws what SQLite or the disk raises
 */
export async function sweepContents(database: DatabaseSync, contents: ContentFolder, now: number): Promise<void> {
  const known = database.prepare('SELECT 1 FROM contents WHERE hash = ?')
  const strays: string[] = []
  const slices = new TimeSlices(null)
  for await (const hash of contents.list()) {
    if (known.get(Buffer.from(hash, 'hex')) === undefined) strays.push(hash)
    if (slices.isOver) await slices.rest()
  }
  inTransaction(database, () => {
    if (!isAnyTaking(database, now)) contents.removeParts()
  })
  await removeUnclaimed(database, contents, strays, now)
}

/**
 * Removes files of contents that no release uses, in small groups, each under the write lock and after another look: a
 * take that begins in between may have found one of them and count on it.
 * @returns whether all were removed; false while some process takes a release, and where the store was closed meanwhile
 * @throws what SQLite or the disk raises
 */
export async function removeUnclaimed(
  database: DatabaseSync,
  contents: ContentFolder,
  hashes: readonly string[],
  now: number,
): Promise<boolean> {
  const known = database.prepare('SELECT 1 FROM contents WHERE hash = ?')
  const slices = new TimeSlices(null)
  for (let at = 0; at < hashes.length; at += 200) {
    const group = hashes.slice(at, at + 200)
    const isFree = inTransaction(database, () => {
      if (isAnyTaking(database, now)) return false
      for (const hash of group) if (known.get(Buffer.from(hash, 'hex')) === undefined) contents.remove(hash)
      return true
    })
    if (!isFree) return false
    await slices.rest()
    if (!database.isOpen) return false
  }
  return true
}
