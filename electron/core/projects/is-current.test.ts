import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestEnvironment, isCurrent } from './is-current.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'is-current-'))
  writeFileSync(join(folder, 'settings.py'), 'DEBUG = True\n')
  mkdirSync(join(folder, 'conf'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A reading of the folder as it is now, for a clock that is an hour ahead: what was made just now has settled. */
function reading(change: { isWhole?: boolean; readAt?: number } = {}): Parameters<typeof isCurrent>[0] {
  const stateOf = (name: string) => {
    const path = join(folder, name)
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found === undefined
      ? { path, modified: null, changed: null, size: 0 }
      : { path, modified: String(found.mtimeNs), changed: String(found.ctimeNs), size: Number(found.size) }
  }
  const files = ['settings.py', 'conf', 'local.py'].map(stateOf)
  return {
    facts: { trail: { isWhole: change.isWhole ?? true, files } },
    readAt: change.readAt ?? Date.now() + 3_600_000,
    environment: 'e',
  }
}

test('a reading holds while nothing changes', async () => {
  expect(await isCurrent(reading(), 'e')).toBe(true)
})

test.each([
  ['a file is edited', () => writeFileSync(join(folder, 'settings.py'), 'DEBUG = False\n')],
  ['a file that was not there comes', () => writeFileSync(join(folder, 'local.py'), '')],
  ['a file goes', () => rmSync(join(folder, 'settings.py'))],
  ['something comes into a folder that was listed', () => writeFileSync(join(folder, 'conf/local.py'), '')],
  [
    'a file is replaced by one of equal size and time',
    () => {
      const file = join(folder, 'settings.py')
      const { atime, mtime } = statSync(file)
      writeFileSync(file, 'DEBUG = None\n')
      utimesSync(file, atime, mtime)
    },
  ],
])('it holds no more when %s', async (_, change) => {
  const before = reading()
  change()
  expect(await isCurrent(before, 'e')).toBe(false)
})

test('it never holds when more than files decided, in another environment, or for files of the same moment', async () => {
  expect([
    await isCurrent(reading({ isWhole: false }), 'e'),
    await isCurrent(reading(), 'other'),
    await isCurrent(reading({ readAt: Date.now() }), 'e'),
  ]).toEqual([false, false, false])
})

test('variables that belong to a terminal do not tell environments apart, others do', () => {
  const plain = digestEnvironment({})
  expect([digestEnvironment({ SHLVL: '99' }) === plain, digestEnvironment({ DEBUG: '1' }) === plain]).toEqual([
    true,
    false,
  ])
})
