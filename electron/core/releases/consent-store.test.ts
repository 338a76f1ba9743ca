import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openConsentStore } from './consent-store.ts'
import { openRecentStore } from './recent-store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'consent-store-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a consent holds for one project and one interpreter, until the project is forgotten', () => {
  const store = openConsentStore(folder)
  store.give('/shop', '/shop/.venv/bin/python', 1)
  store.give('/shop', '/shop/.venv/bin/python', 2)
  store.give('/raw\udce9', '/usr/bin/python3', 3)
  const asked = () => [
    store.has('/shop', '/shop/.venv/bin/python'),
    store.has('/shop', '/usr/bin/python3'),
    store.has('/other', '/shop/.venv/bin/python'),
    store.has('/raw\udce9', '/usr/bin/python3'),
  ]
  expect(asked()).toEqual([true, false, false, true])
  expect([store.forget('/shop'), store.forget('/shop')]).toEqual([1, 0])
  expect(asked()).toEqual([false, false, false, true])
  store.close()
})

test('consents and recent projects share one database, whichever is opened first', () => {
  openRecentStore(folder).close()
  const store = openConsentStore(folder)
  store.give('/shop', '/python', 1)
  store.close()
  openRecentStore(folder).close()
  const again = openConsentStore(folder)
  expect(again.has('/shop', '/python')).toBe(true)
  again.close()
})
