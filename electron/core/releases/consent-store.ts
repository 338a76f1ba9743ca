import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { MIGRATIONS, STORE_NAME } from './migrations.ts'
import { openDatabase } from './open-database.ts'

/** Where the user has allowed a project's Python to run. Every verb may throw what SQLite raises (a full disk). */
export type ConsentStore = {
  readonly has: (project: string, python: string) => boolean
  /** @param now milliseconds since 1970 */
  readonly give: (project: string, python: string, now: number) => void
  /** Forgets all interpreters of a project; tells how many there were. */
  readonly forget: (project: string) => number
  readonly close: () => void
}

/**
 * Opens the list of consents.
 * @param folder data folder, made if it is not there; null remembers for this process alone
 * @throws InspectorError `newer-database`; what the disk or SQLite raises
 */
export function openConsentStore(folder: string | null): ConsentStore {
  if (folder !== null) mkdirSync(folder, { recursive: true })
  const file = folder === null ? ':memory:' : join(folder, STORE_NAME)
  const database: DatabaseSync = openDatabase(file, MIGRATIONS)
  return {
    has: (project, python) =>
      database
        .prepare('SELECT 1 FROM consents WHERE project = ? AND python = ?')
        .get(JSON.stringify(project), JSON.stringify(python)) !== undefined,
    give: (project, python, now) => {
      database
        .prepare('INSERT INTO consents (project, python, given_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
        .run(JSON.stringify(project), JSON.stringify(python), now)
    },
    forget: (project) =>
      Number(database.prepare('DELETE FROM consents WHERE project = ?').run(JSON.stringify(project)).changes),
    close: () => {
      if (database.isOpen) database.close()
    },
  }
}
