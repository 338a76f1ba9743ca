import { expect, test } from 'vitest'
import { isPermitted, originOf, PERMISSIONS } from './permission-table.ts'

const ours = 'app://inspector'

test('of all permissions only writing clean text to the clipboard is allowed', () => {
  expect(Object.keys(PERMISSIONS).filter((name) => isPermitted(name, ours, ours))).toEqual([
    'clipboard-sanitized-write',
  ])
})

test('a permission that is not in the table is refused', () => {
  expect([isPermitted('new-in-chromium', ours, ours), isPermitted('constructor', ours, ours)]).toEqual([false, false])
})

test('another origin gets nothing', () => {
  expect(isPermitted('clipboard-sanitized-write', 'https://example.com', ours)).toBe(false)
})

test('origins of our own scheme are compared by scheme and host', () => {
  expect([originOf('app://inspector/x#y'), originOf('nonsense')]).toEqual(['app://inspector', ''])
})
