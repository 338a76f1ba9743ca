import type { Migration } from '../open-database.ts'

/** Projects that were opened, newest first when read. `request` is JSON of its own schema version. */
export const recents: Migration = {
  version: 200,
  name: 'recents',
  sql: `
    CREATE TABLE recents (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('sample', 'folders')),
      request TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      errors INTEGER
    ) STRICT;
  `,
}
