import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { displayPath, isWithin, titleOf } from './display-path.ts'

test('the home folder is shown as a tilde, and bytes that are not UTF-8 as a sign', () => {
  expect([displayPath(join(homedir(), 'shop')), displayPath(homedir()), displayPath('/s\udcffop')]).toEqual([
    '~/shop',
    '~',
    '/s\ufffdop',
  ])
})

test('only what lies below a folder is within it', () => {
  expect(
    ['/shop', '/shop/a', '/shop/..a', '/shopping', '/', '/blog/shop'].map((path) => isWithin('/shop', path)),
  ).toEqual([true, true, true, false, false, false])
})

const titles: [title: string, paths: string[]][] = [
  ['shop', ['/work/shop']],
  ['shop', ['/work/shop/static']],
  ['shop', ['/work/shop/static', '/work/shop/cart', '/work/shop/vendor/assets']],
  ['a and 1 more', ['/a', '/b/static']],
  ['/', ['/']],
]

test.each(titles)('a project is called %s for the folders %s', (title, paths) => {
  expect(titleOf(paths)).toBe(title)
})
