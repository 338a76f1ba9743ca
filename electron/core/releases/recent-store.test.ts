import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { openRecentStore, type StoredRecent } from './recent-store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recent-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function recent(id: string, openedAt: number): Omit<StoredRecent, 'errors'> {
  const sources = [
    { kind: 'directory', path: '/shop/st\udcffatic', prefix: '' } as const,
    { kind: 'app', path: '/shop/cart', label: 'cart' } as const,
  ]
  return {
    id,
    title: 'Shop',
    kind: 'folders',
    request: { settings: DEFAULT_COLLECT_SETTINGS, sources, staticRoot: null },
    openedAt,
  }
}

test('projects come back newest first, names that are not UTF-8 included', () => {
  const first = openRecentStore(folder)
  first.remember(recent('a', 1))
  first.remember(recent('b', 2))
  first.noteErrors('a', 3)
  first.remember(recent('a', 4))
  first.close()
  const second = openRecentStore(folder)
  expect(second.list()).toEqual([
    { ...recent('a', 4), errors: 3 },
    { ...recent('b', 2), errors: null },
  ])
  expect([second.find('b')?.id, second.find('c')]).toEqual(['b', null])
  second.close()
})

test('twenty projects are remembered', () => {
  const store = openRecentStore(null)
  for (let at = 0; at < 25; at++) store.remember(recent(String(at), at))
  expect(store.list().map((one) => one.openedAt)).toEqual(Array.from({ length: 20 }, (_, at) => 24 - at))
  store.close()
})

test('a forgotten project is gone', () => {
  const store = openRecentStore(null)
  store.remember(recent('a', 1))
  store.forget('a')
  expect(store.list()).toEqual([])
  store.close()
})

test('a row in an unknown shape is left out', () => {
  const store = openRecentStore(folder)
  store.remember(recent('a', 1))
  store.remember(recent('b', 2))
  const database = new DatabaseSync(join(folder, 'staticscope.sqlite'))
  database.exec("UPDATE recents SET request = '{' WHERE id = 'b'")
  database.close()
  expect(store.list().map((one) => one.id)).toEqual(['a'])
  store.close()
})

test('a list of a newer Staticscope is refused', () => {
  openRecentStore(folder).close()
  const database = new DatabaseSync(join(folder, 'staticscope.sqlite'))
  database.exec('PRAGMA user_version = 99999')
  database.close()
  expect(() => openRecentStore(folder)).toThrowError(expect.objectContaining({ code: 'newer-database' }))
})
