import type { Migration } from '../open-database.ts'

/**
 * The cache of what is known of files' contents. One row per folder rather than per file: the facts of a folder are
 * packed (see `packed-facts.ts`), which reads some five times faster. The time of last use lives apart from the packed
 * bytes, so that touching it does not write them again.
 */
export const facts: Migration = {
  version: 100,
  name: 'facts',
  sql: `
    CREATE TABLE folders (
      id INTEGER PRIMARY KEY,
      path BLOB NOT NULL UNIQUE,
      last_used INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE folder_facts (
      folder_id INTEGER PRIMARY KEY REFERENCES folders (id) ON DELETE CASCADE,
      packed BLOB NOT NULL
    ) STRICT;
    CREATE TABLE rewrites (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      value TEXT NOT NULL,
      last_used INTEGER NOT NULL
    ) STRICT;
  `,
}
