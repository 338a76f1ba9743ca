import { InspectorError } from '../../../shared/contract/errors.ts'
import { asStoreError } from './content-writer.ts'
import {
  SQLITE_BUSY,
  SQLITE_CANTOPEN,
  SQLITE_CORRUPT,
  SQLITE_NOT_A_DATABASE,
  SQLITE_READONLY,
  sqliteCode,
} from './open-database.ts'

/** The database in the folder of a release store. */
export const DATABASE_NAME = 'releases.sqlite'

/** Runs work on the store in a folder; what goes wrong is told as `storeFailure` does. */
export function attemptOnStore<T>(work: () => T, folder: string): T {
  try {
    return work()
  } catch (error) {
    throw storeFailure(error, folder)
  }
}

/** What SQLite and the disk raise, as a sentence about the store; every other error stays as it is. */
export function storeFailure(error: unknown, folder: string): unknown {
  const code = sqliteCode(error)
  if (code === SQLITE_CORRUPT || code === SQLITE_NOT_A_DATABASE)
    return new InspectorError(
      'damaged-store',
      `The release store ${folder} is damaged: its database cannot be read. Put back a copy of ${DATABASE_NAME}, or move the folder away to begin anew.`,
      { cause: error },
    )
  if (code === SQLITE_CANTOPEN || code === SQLITE_READONLY)
    return new InspectorError(
      'unreadable',
      `The release store ${folder} cannot be opened: its folder and ${DATABASE_NAME} have to be writable, even to read them. Change its permissions, or copy the folder and name the copy with --store DIR.`,
      { cause: error },
    )
  if (code === SQLITE_BUSY)
    return new InspectorError(
      'unreadable',
      `Another program is writing into the release store ${folder}. Try again when it has finished.`,
      { cause: error },
    )
  return asStoreError(error)
}
