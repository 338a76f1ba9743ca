import { DatabaseSync } from 'node:sqlite'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** One change of a database's shape. Versions have room between them, so that a later one can be put in. */
export type Migration = { readonly version: number; readonly name: string; readonly sql: string }

/** SQLite's primary result codes that callers tell apart; https://www.sqlite.org/rescode.html */
export const SQLITE_BUSY = 5
export const SQLITE_READONLY = 8
export const SQLITE_CORRUPT = 11
/** Write-ahead mode puts files beside the database, so a folder that cannot be written cannot be read either. */
export const SQLITE_CANTOPEN = 14
export const SQLITE_NOT_A_DATABASE = 26

/** How long a statement waits for another process (the command line beside the window) before it gives up. */
const BUSY_TIMEOUT_MS = 5000

/**
 * Opens a database, in write-ahead mode so that two processes can use it at once, and brings it to its newest shape.
 * @param file path, or `:memory:`
 * @param migrations all migrations of this database, oldest first
 * @throws InspectorError `newer-database` when a newer Staticscope has written it; SQLite's own error for anything else
 */
export function openDatabase(file: string, migrations: readonly Migration[]): DatabaseSync {
  const database = new DatabaseSync(file, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
    defensive: true,
  })
  try {
    refuseNewer(database, file, migrations)
    if (file !== ':memory:') switchToWriteAhead(database)
    database.exec('PRAGMA synchronous = NORMAL')
    for (const migration of migrations) apply(database, migration)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * The primary result code of an error that SQLite raised, null for any other error.
 * The low byte counts; the rest refines it (https://www.sqlite.org/rescode.html#extrc).
 */
export function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

/**
 * Runs work in one transaction that takes the write lock at its start, so that what it reads stays true until it writes.
 * @throws what the work throws, after everything has been taken back
 */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk or a corrupt file may have ended the transaction already.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}

function refuseNewer(database: DatabaseSync, file: string, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0
  const found = versionOf(database)
  if (found > newest)
    throw new InspectorError(
      'newer-database',
      `The database ${file} was written by a newer Staticscope (shape ${found}, this one knows ${newest}). ` +
        'Start the newer version, or choose another data folder.',
    )
}

/** The busy timeout does not cover the change into write-ahead mode, so two first starts at once need this wait. */
function switchToWriteAhead(database: DatabaseSync): void {
  const deadline = Date.now() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      // Free pages can be given back later only if this is set before the first table.
      database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL')
      return
    } catch (error) {
      if (sqliteCode(error) !== SQLITE_BUSY || Date.now() > deadline) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

function apply(database: DatabaseSync, migration: Migration): void {
  if (versionOf(database) >= migration.version) return
  inTransaction(database, () => {
    // Another process may have applied it while this one waited for the lock.
    if (versionOf(database) >= migration.version) return
    database.exec(migration.sql)
    database.exec(`PRAGMA user_version = ${migration.version}`)
  })
}
