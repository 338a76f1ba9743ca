import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inTransaction, openDatabase, type Migration } from './open-database.ts'

const FIRST: Migration = { version: 100, name: 'words', sql: 'CREATE TABLE words (word TEXT NOT NULL) STRICT' }
const SECOND: Migration = { version: 200, name: 'counts', sql: 'ALTER TABLE words ADD COLUMN count INTEGER' }
const BROKEN: Migration = { version: 300, name: 'broken', sql: 'CREATE TABLE half (a TEXT) STRICT; SELECT nonsense' }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-database-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a new database gets all migrations and write-ahead mode', () => {
  const database = openDatabase(join(folder, 'a.sqlite'), [FIRST, SECOND])
  expect([
    database.prepare('PRAGMA user_version').get()?.['user_version'],
    database.prepare('PRAGMA journal_mode').get()?.['journal_mode'],
    database.prepare('SELECT word, count FROM words').all(),
  ]).toEqual([200, 'wal', []])
  database.close()
})

test('an older database keeps its rows and gets what is missing', () => {
  const file = join(folder, 'a.sqlite')
  const older = openDatabase(file, [FIRST])
  older.exec("INSERT INTO words VALUES ('kept')")
  older.close()
  const newer = openDatabase(file, [FIRST, SECOND])
  expect(newer.prepare('SELECT word, count FROM words').all()).toEqual([{ word: 'kept', count: null }])
  newer.close()
})

test('a newer database is refused with its own code', () => {
  const file = join(folder, 'a.sqlite')
  openDatabase(file, [FIRST, SECOND]).close()
  expect(() => openDatabase(file, [FIRST])).toThrowError(expect.objectContaining({ code: 'newer-database' }))
})

test('a migration that fails half-way leaves nothing behind', () => {
  const file = join(folder, 'a.sqlite')
  expect(() => openDatabase(file, [FIRST, BROKEN])).toThrowError('nonsense')
  const database = new DatabaseSync(file)
  expect([
    database.prepare('PRAGMA user_version').get()?.['user_version'],
    database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all(),
  ]).toEqual([100, []])
  database.close()
})

test('a transaction whose work throws takes everything back', () => {
  const database = openDatabase(':memory:', [FIRST])
  expect(() =>
    inTransaction(database, () => {
      database.exec("INSERT INTO words VALUES ('gone')")
      throw new Error('stop')
    }),
  ).toThrowError('stop')
  expect(database.prepare('SELECT word FROM words').all()).toEqual([])
  database.close()
})
