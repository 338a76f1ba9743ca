import type { Migration } from '../open-database.ts'

/**
 * For which project folder and interpreter the user has allowed the project's Python to run. Paths are JSON texts, which
 * keep names that are not UTF-8.
 */
export const consents: Migration = {
  version: 300,
  name: 'consents',
  sql: `
    CREATE TABLE consents (
      project TEXT NOT NULL,
      python TEXT NOT NULL,
      given_at INTEGER NOT NULL,
      PRIMARY KEY (project, python)
    ) STRICT;
  `,
}
