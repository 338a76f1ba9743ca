import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { releaseSchema, type Release, type ReleaseFile, type StoredRelease } from '../../../shared/model/release.ts'
import { unpackFiles } from './packed-files.ts'

/** A release of the store with the number that its rows have, and the bytes of all contents that it uses. */
export type ReleaseRow = Omit<StoredRelease, 'stored'> & { readonly id: number; readonly usedBytes: number }

/** Names that differ only in case or in the way that accents are written are one name. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/**
 * A name as it is kept.
 * @throws InspectorError bad-input for one that is empty, too long or cannot be shown
 */
export function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > 200)
    throw new InspectorError('bad-input', 'The name of a release has 1 to 200 characters. Choose another name.')
  if (/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(trimmed))
    throw new InspectorError('bad-input', 'The name of a release holds no control characters. Choose another name.')
  return trimmed
}

/** The part of a release that nobody may change, as JSON. */
export function headOf({ name: _name, note: _note, labels: _labels, takenAt: _takenAt, ...head }: Release): string {
  return JSON.stringify(head)
}

/**
 * Bytes of the contents that a release shares with none, by the release's number. Removed releases count as long as they
 * can be had back. What it gives depends on which releases there are and on nothing else.
 */
export function ownBytes(database: DatabaseSync): ReadonlyMap<number, number> {
  const rows = database
    .prepare(
      `SELECT user AS id, sum(size) AS bytes FROM
         (SELECT content_id, min(release_id) AS user FROM release_contents GROUP BY content_id HAVING count(*) = 1)
         JOIN contents ON contents.id = content_id GROUP BY user`,
    )
    .all()
  return new Map(rows.map((row) => [Number(row['id']), Number(row['bytes'])]))
}

/** All releases, the newest first; removed ones too, where they are asked for. */
export function listRows(database: DatabaseSync, withRemoved: boolean): ReleaseRow[] {
  const where = withRemoved ? '' : 'WHERE removed_at IS NULL'
  return database
    .prepare(`SELECT * FROM releases ${where} ORDER BY taken_at DESC, id DESC`)
    .all()
    .map((row) => rowOf(row))
}

/** The release of a name that is there, or the last removed one of that name; null if there is none. */
export function findRow(database: DatabaseSync, name: string, isRemoved: boolean): ReleaseRow | null {
  const state = isRemoved ? 'IS NOT NULL' : 'IS NULL'
  const row = database
    .prepare(
      `SELECT * FROM releases WHERE name_key = ? AND removed_at ${state} ORDER BY removed_at DESC, id DESC LIMIT 1`,
    )
    .get(nameKey(name))
  return row === undefined ? null : rowOf(row)
}

/** The files of a release in order of their names, a chunk at a time. @throws InspectorError damaged-store */
export function* chunksOf(database: DatabaseSync, id: number): Generator<readonly ReleaseFile[]> {
  const read = database.prepare('SELECT packed FROM file_chunks WHERE release_id = ? AND position = ?')
  for (let position = 0; ; position++) {
    const row = read.get(id, position)
    if (row === undefined) return
    yield unpackFiles(String(row['packed']))
  }
}

/** Some files of a release. @throws InspectorError damaged-store */
export function pageOf(database: DatabaseSync, id: number, offset: number, limit: number): readonly ReleaseFile[] {
  const heads = database.prepare('SELECT position, files FROM file_chunks WHERE release_id = ? ORDER BY position')
  const read = database.prepare('SELECT packed FROM file_chunks WHERE release_id = ? AND position = ?')
  const page: ReleaseFile[] = []
  let start = 0
  for (const { position, files } of headsSchema.parse(heads.all(id))) {
    const [from, to] = [Math.max(offset, start), Math.min(offset + limit, start + files)]
    if (from < to) {
      const chunk = unpackFiles(String(read.get(id, position)?.['packed']))
      page.push(...chunk.slice(from - start, to - start))
    }
    start += files
    if (start >= offset + limit) break
  }
  return page
}

/** One file of a release, found without reading the others; null if the release does not have it. @throws InspectorError damaged-store */
export function fileOf(database: DatabaseSync, id: number, name: string): ReleaseFile | null {
  const heads = database.prepare('SELECT position, first_name FROM file_chunks WHERE release_id = ? ORDER BY position')
  const firsts = firstsSchema.parse(heads.all(id))
  // SQL would compare by code point and cannot hold every name; the order here is that of UTF-16 units.
  const at = firsts.findLastIndex(({ first_name: first }) => first <= name)
  const position = firsts[at]?.position
  if (position === undefined) return null
  const row = database.prepare('SELECT packed FROM file_chunks WHERE release_id = ? AND position = ?').get(id, position)
  return unpackFiles(String(row?.['packed'])).find((file) => file.name === name) ?? null
}

const headsSchema = z.array(z.object({ position: z.int(), files: z.int() }))
const jsonText = z.string().transform((text): unknown => JSON.parse(text))
const firstsSchema = z.array(z.object({ position: z.int(), first_name: jsonText.pipe(z.string()) }))

const rowSchema = z.object({
  id: z.int(),
  name: z.string(),
  note: z.string(),
  labels: jsonText.pipe(z.array(z.string())),
  taken_at: z.int(),
  removed_at: z.int().nullable(),
  head: jsonText.pipe(releaseSchema.omit({ name: true, note: true, labels: true, takenAt: true })),
  used_bytes: z.int(),
})

function rowOf(row: Readonly<Record<string, unknown>>): ReleaseRow {
  const parsed = rowSchema.safeParse(row)
  if (!parsed.success)
    throw new InspectorError('damaged-store', `The release ${String(row['name'])} is damaged in the store.`, {
      cause: parsed.error,
    })
  const { id, name, note, labels, taken_at, removed_at, head, used_bytes } = parsed.data
  return {
    id,
    release: { name, note, labels, takenAt: new Date(taken_at).toISOString(), ...head },
    removedAt: removed_at === null ? null : new Date(removed_at).toISOString(),
    usedBytes: used_bytes,
  }
}
