import type { DatabaseSync } from 'node:sqlite'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { type Content, type Release, releaseSchema, type ReleaseFile } from '../../../shared/model/release.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { sqliteCode } from './open-database.ts'
import { FILES_PER_CHUNK, packFiles } from './packed-files.ts'
import { checkedName, headOf, nameKey } from './release-rows.ts'

/** A release before it is kept: its counts follow from its files. */
export type NewRelease = Omit<Release, 'counts'>

/** SQLite's result code for a broken constraint; here, the index of names. */
const SQLITE_CONSTRAINT = 19

/**
 * Writes a release with its files in one transaction, in slices of time.
 * @param database a connection of its own, which nobody else uses meanwhile
 * @param files each logical name once, in any order; their contents are whole in the store
 * @throws InspectorError name-taken, bad-input, cancelled; what SQLite raises, after everything has been taken back
 */
export async function saveRelease(
  database: DatabaseSync,
  release: NewRelease,
  files: readonly ReleaseFile[],
  signal: AbortSignal,
): Promise<void> {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const twice = sorted.find((file, index) => file.name === sorted[index + 1]?.name)
  if (twice !== undefined) throw new InspectorError('defect', `A release has the file ${twice.name} twice.`)
  const head = releaseSchema.parse({ ...release, name: checkedName(release.name), counts: countsOf(sorted) })
  const slices = new TimeSlices(signal)
  // Hashes come in no order, so that pages are met again and again: 64 MB of them are kept at hand.
  database.exec('PRAGMA cache_size = -65536')
  database.exec('BEGIN IMMEDIATE')
  try {
    const id = insertHead(database, head)
    const insert = database.prepare(
      'INSERT INTO file_chunks (release_id, position, files, first_name, packed) VALUES (?, ?, ?, ?, ?)',
    )
    const keep = contentKeeper(database, id)
    for (let at = 0, position = 0; at < sorted.length; at += FILES_PER_CHUNK, position++) {
      const chunk = sorted.slice(at, at + FILES_PER_CHUNK)
      insert.run(id, position, chunk.length, JSON.stringify(chunk[0]?.name), packFiles(chunk))
      for (const { source, output, plain } of chunk) {
        if (source !== null) keep.use(source)
        if (output !== null && output.hash !== source?.hash) keep.use(output)
        if (plain !== null && plain.hash !== source?.hash && plain.hash !== output?.hash) keep.use(plain)
      }
      if (slices.isOver) await slices.rest()
    }
    slices.check()
    database.prepare('UPDATE releases SET used_bytes = ? WHERE id = ?').run(keep.bytes(), id)
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw sqliteCode(error) === SQLITE_CONSTRAINT ? nameTaken(head.name) : error
  }
}

/** The error for a name that another release has. */
export function nameTaken(name: string): InspectorError {
  return new InspectorError(
    'name-taken',
    `There is a release ${name} already (case does not count). Choose another name, or rename that one.`,
  )
}

function countsOf(files: readonly ReleaseFile[]): Release['counts'] {
  return { files: files.length, bytes: files.reduce((sum, { output }) => sum + (output?.size ?? 0), 0) }
}

function insertHead(database: DatabaseSync, release: Release): number {
  const { name, note, labels, takenAt } = release
  const row = database
    .prepare(
      'INSERT INTO releases (name, name_key, note, labels, taken_at, head) VALUES (?, ?, ?, ?, ?, ?) RETURNING id',
    )
    .get(name, nameKey(name), note, JSON.stringify(labels), Date.parse(takenAt), headOf(release))
  return Number(row?.['id'])
}

/** Notes which contents a release uses; `bytes` is the sum of those so far, each once. */
function contentKeeper(
  database: DatabaseSync,
  releaseId: number,
): { readonly use: (content: Content) => void; readonly bytes: () => number } {
  // The update changes nothing; it is what makes a row that is there be returned.
  const keep = database.prepare(
    'INSERT INTO contents (hash, size) VALUES (?, ?) ON CONFLICT DO UPDATE SET size = excluded.size RETURNING id',
  )
  const use = database.prepare('INSERT OR IGNORE INTO release_contents (content_id, release_id) VALUES (?, ?)')
  let bytes = 0
  return {
    use: ({ hash, size }) => {
      const { changes } = use.run(Number(keep.get(Buffer.from(hash, 'hex'), size)?.['id']), releaseId)
      if (Number(changes) > 0) bytes += size
    },
    bytes: () => bytes,
  }
}
