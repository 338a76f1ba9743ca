import { mkdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { byFolder, mergeFacts } from './folder-changes.ts'
import { facts as factsMigration } from './migrations/0100-facts.ts'
import { inTransaction, openDatabase, sqliteCode, SQLITE_CORRUPT, SQLITE_NOT_A_DATABASE } from './open-database.ts'
import { escapeName, packFacts, unescapeName, unpackFacts, type StoredFact } from './packed-facts.ts'
import { setAsideDatabase } from './set-aside-database.ts'

export type { FileFacts, FileKey, StoredFact } from './packed-facts.ts'

/**
 * What is known of files' contents, kept between runs so that unchanged files need not be read again.
 * It is only a cache: whatever goes wrong with it costs time and never an answer or a crash.
 */
export type FactStore = {
  /** Whether there are facts of any file in these folders or below. */
  readonly knows: (folderPrefixes: readonly string[]) => boolean
  /**
   * All facts of files in these folders and below, by path. One bulk read.
   * @param folderPrefixes absolute folders, with or without a separator at the end
   */
  readonly load: (folderPrefixes: readonly string[]) => Map<string, StoredFact>
  /**
   * Keeps facts, in one transaction. Only facts of settled files (see `isSettled`) may be given.
   * @param vanished paths that are no longer there; what was known of them goes
   */
  readonly save: (facts: Iterable<StoredFact>, vanished?: Iterable<string>) => void
  /** Results of rewriting that were kept under these keys; keys without one are absent. */
  readonly loadRewrites: (keys: Iterable<string>) => Map<string, string>
  readonly saveRewrites: (rewrites: Iterable<readonly [key: string, value: string]>) => void
  /** Drops what was used longest ago until the database is well below its limit. Saving does this by itself. */
  readonly prune: () => void
  readonly close: () => void
}

export type FactStoreOptions = {
  readonly log?: (line: string) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly limitBytes?: number
}

const FILE_NAME = 'facts.sqlite'
const LIMIT_BYTES = 256 * 1024 * 1024
/** Use is noted once an hour at most: to know the oldest, no more is needed, and reading should not write. */
const TOUCH_SECONDS = 3600

/**
 * Opens the store of facts.
 * @param folder data folder, made if it is not there; null keeps facts for this process alone
 * @throws InspectorError `newer-database` when a newer Staticscope has written it
 */
export function openFactStore(folder: string | null, options: FactStoreOptions = {}): FactStore {
  const log = options.log ?? ((line: string) => process.stderr.write(`${line}\n`))
  const now = options.now ?? Date.now
  return new SqliteFactStore(folder, log, now, options.limitBytes ?? LIMIT_BYTES)
}

class SqliteFactStore implements FactStore {
  readonly #folder: string | null
  readonly #log: (line: string) => void
  readonly #now: () => number
  readonly #limitBytes: number
  #database: DatabaseSync

  constructor(folder: string | null, log: (line: string) => void, now: () => number, limitBytes: number) {
    this.#folder = folder
    this.#log = log
    this.#now = now
    this.#limitBytes = limitBytes
    this.#database = this.#open()
  }

  knows(folderPrefixes: readonly string[]): boolean {
    return this.#attempt(false, (database) => {
      const find = database.prepare(
        'SELECT 1 FROM folders WHERE path = :folder OR (path >= :first AND path < :past) LIMIT 1',
      )
      return folderPrefixes.some((prefix) => find.get(rangeOf(prefix)) !== undefined)
    })
  }

  load(folderPrefixes: readonly string[]): Map<string, StoredFact> {
    return this.#attempt(new Map<string, StoredFact>(), (database) => {
      const found = new Map<string, StoredFact>()
      const read = database.prepare(
        `SELECT path, packed FROM folders JOIN folder_facts ON folder_id = id
         WHERE path = :folder OR (path >= :first AND path < :past)`,
      )
      for (const prefix of folderPrefixes) {
        const range = rangeOf(prefix)
        for (const row of read.iterate(range)) {
          if (!(row['path'] instanceof Uint8Array) || !(row['packed'] instanceof Uint8Array)) continue
          unpackFacts(textOf(row['path']) + sep, row['packed'], (path, fact) => found.set(path, fact))
        }
      }
      this.#touchFolders(database, folderPrefixes)
      return found
    })
  }

  save(facts: Iterable<StoredFact>, vanished: Iterable<string> = []): void {
    const changes = byFolder(facts, vanished)
    if (changes.size === 0) return
    this.#attempt(undefined, (database) => {
      const find = database.prepare('SELECT packed FROM folders JOIN folder_facts ON folder_id = id WHERE path = ?')
      const keep = database.prepare(
        'INSERT INTO folders (path, last_used) VALUES (?, ?) ON CONFLICT DO UPDATE SET last_used = excluded.last_used RETURNING id',
      )
      const fill = database.prepare('INSERT OR REPLACE INTO folder_facts (folder_id, packed) VALUES (?, ?)')
      const drop = database.prepare('DELETE FROM folders WHERE path = ?')
      inTransaction(database, () => {
        for (const [folder, change] of changes) {
          const path = bytesOf(folder)
          const before = find.get(path)?.['packed']
          const rows = mergeFacts(folder, before instanceof Uint8Array ? before : null, change)
          if (rows.length === 0) drop.run(path)
          else fill.run(keep.get(path, this.#seconds())?.['id'] ?? null, packFacts(rows))
        }
      })
      this.prune()
    })
  }

  loadRewrites(keys: Iterable<string>): Map<string, string> {
    return this.#attempt(new Map<string, string>(), (database) => {
      const found = new Map<string, string>()
      const list = JSON.stringify([...keys])
      const read = database.prepare(
        'SELECT key, value, last_used FROM rewrites WHERE key IN (SELECT value FROM json_each(?))',
      )
      let oldestUse = Infinity
      for (const row of read.iterate(list)) {
        found.set(String(row['key']), String(row['value']))
        oldestUse = Math.min(oldestUse, Number(row['last_used']))
      }
      // To look for them a second time costs as much as the first.
      if (oldestUse < this.#seconds() - TOUCH_SECONDS)
        this.#touch(
          database,
          'UPDATE rewrites SET last_used = :now WHERE last_used < :before AND key IN (SELECT value FROM json_each(:list))',
          { list },
        )
      return found
    })
  }

  saveRewrites(rewrites: Iterable<readonly [key: string, value: string]>): void {
    this.#attempt(undefined, (database) => {
      const keep = database.prepare(
        `INSERT INTO rewrites (key, value, last_used) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET value = excluded.value, last_used = excluded.last_used`,
      )
      inTransaction(database, () => {
        for (const [key, value] of rewrites) keep.run(key, value, this.#seconds())
      })
      this.prune()
    })
  }

  prune(): void {
    this.#attempt(undefined, (database) => {
      const used = usedBytes(database)
      if (used <= this.#limitBytes) return
      // A quarter more than needed, so that pruning is rare.
      const surplus = used - this.#limitBytes * 0.75
      const oldest = database.prepare(
        `SELECT 'folder' AS kind, id, length(packed) + 200 AS bytes, last_used
           FROM folders JOIN folder_facts ON folder_id = id
         UNION ALL SELECT 'rewrite', id, length(value) + 200, last_used FROM rewrites
         ORDER BY last_used`,
      )
      const dropFolder = database.prepare('DELETE FROM folders WHERE id = ?')
      const dropRewrite = database.prepare('DELETE FROM rewrites WHERE id = ?')
      inTransaction(database, () => {
        let freed = 0
        for (const row of oldest.all()) {
          if (freed >= surplus) break
          const drop = row['kind'] === 'folder' ? dropFolder : dropRewrite
          drop.run(Number(row['id']))
          freed += Number(row['bytes'])
        }
      })
      database.exec('PRAGMA incremental_vacuum')
    })
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close()
  }

  /** Gives a result, or `otherwise` with a line in the log; a corrupt file is set aside and a new one begun. */
  #attempt<T>(otherwise: T, work: (database: DatabaseSync) => T): T {
    try {
      return work(this.#database)
    } catch (error) {
      if (isCorrupt(error)) {
        this.#database.close()
        this.#setAside(error)
        this.#database = this.#open()
      } else this.#log(`The cache of file facts could not be used this time: ${messageOf(error)}`)
      return otherwise
    }
  }

  #open(): DatabaseSync {
    if (this.#folder === null) return openDatabase(':memory:', [factsMigration])
    const file = join(this.#folder, FILE_NAME)
    try {
      mkdirSync(this.#folder, { recursive: true })
      return openDatabase(file, [factsMigration])
    } catch (error) {
      if (error instanceof InspectorError) throw error
      if (isCorrupt(error) && this.#setAside(error)) return openDatabase(file, [factsMigration])
      this.#log(`The cache ${file} cannot be used, so files are read anew: ${messageOf(error)}`)
      return openDatabase(':memory:', [factsMigration])
    }
  }

  /** False where the corrupt file cannot be moved out of the way. */
  #setAside(error: unknown): boolean {
    if (this.#folder === null) return false
    const file = join(this.#folder, FILE_NAME)
    const aside = setAsideDatabase(file, this.#now())
    if (aside === null) return false
    this.#log(`The cache ${file} was corrupt (${messageOf(error)}); it is now ${aside}, and files are read anew.`)
    return true
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000)
  }

  #touchFolders(database: DatabaseSync, folderPrefixes: readonly string[]): void {
    for (const prefix of folderPrefixes)
      this.#touch(
        database,
        `UPDATE folders SET last_used = :now
         WHERE last_used < :before AND (path = :folder OR (path >= :first AND path < :past))`,
        rangeOf(prefix),
      )
  }

  /** Reading must work even where writing does not (a read-only folder, another process that writes for long). */
  #touch(database: DatabaseSync, sql: string, values: Readonly<Record<string, string | Uint8Array>>): void {
    const now = this.#seconds()
    this.#attempt(undefined, () => database.prepare(sql).run({ ...values, now, before: now - TOUCH_SECONDS }))
  }
}

function bytesOf(folder: string): Uint8Array {
  return Buffer.from(escapeName(folder))
}

function textOf(bytes: Uint8Array): string {
  return unescapeName(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString())
}

/** A folder and, as a range, everything below it. The byte after the separator ends the range. */
function rangeOf(prefix: string): { folder: Uint8Array; first: Uint8Array; past: Uint8Array } {
  const folder = prefix.endsWith(sep) ? prefix.slice(0, -1) : prefix
  const after = String.fromCharCode(sep.charCodeAt(0) + 1)
  return { folder: bytesOf(folder), first: bytesOf(folder + sep), past: bytesOf(folder + after) }
}

function usedBytes(database: DatabaseSync): number {
  const pragma = (name: string) => Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
}

function isCorrupt(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === SQLITE_CORRUPT || code === SQLITE_NOT_A_DATABASE
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
