import type { Migration } from '../open-database.ts'

/** Recent projects may be Django projects. SQLite cannot take a condition from a table, so it is made anew. */
export const recentDjango: Migration = {
  version: 310,
  name: 'recent Django projects',
  sql: `
    ALTER TABLE recents RENAME TO recents_before;
    CREATE TABLE recents (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      kind TEXT NOT NULL,
      request TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      errors INTEGER
    ) STRICT;
    INSERT INTO recents SELECT id, title, kind, request, opened_at, errors FROM recents_before;
    DROP TABLE recents_before;
  `,
}
