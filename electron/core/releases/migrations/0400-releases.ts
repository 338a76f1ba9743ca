import type { Migration } from '../open-database.ts'

/**
 * The release store. What people may change has columns of its own; `head` is the rest of a release as JSON. Files are
 * packed by some hundreds (see `packed-files.ts`), in order of their names, which reads ten times faster than a row per
 * file. Which contents a release uses stands beside it in rows, so that SQL can tell what nobody uses any more; `used_bytes`
 * is their sum.
 * `takes` names the processes that are writing contents at the moment: nothing is thrown away while there are any.
 */
export const releases: Migration = {
  version: 400,
  name: 'releases',
  sql: `
    CREATE TABLE releases (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      note TEXT NOT NULL,
      labels TEXT NOT NULL,
      taken_at INTEGER NOT NULL,
      removed_at INTEGER,
      used_bytes INTEGER NOT NULL DEFAULT 0,
      head TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX releases_by_name ON releases (name_key) WHERE removed_at IS NULL;
    CREATE TABLE file_chunks (
      release_id INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      files INTEGER NOT NULL,
      first_name TEXT NOT NULL,
      packed TEXT NOT NULL,
      PRIMARY KEY (release_id, position)
    ) STRICT;
    CREATE TABLE contents (
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE,
      size INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE release_contents (
      content_id INTEGER NOT NULL REFERENCES contents (id),
      release_id INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
      PRIMARY KEY (content_id, release_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX release_contents_by_release ON release_contents (release_id);
    CREATE TABLE takes (
      id TEXT PRIMARY KEY,
      process INTEGER NOT NULL,
      host TEXT NOT NULL,
      started_at INTEGER NOT NULL
    ) STRICT;
  `,
}
