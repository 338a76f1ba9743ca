import { expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY, pageFileName, pageFileType } from './page-files.ts'

test('the root of the page is its index', () => {
  expect(pageFileName('/')).toBe('index.html')
})

test('names are percent-decoded once', () => {
  expect([pageFileName('/assets/a%20b.js'), pageFileName('/assets/%2561.js')]).toEqual([
    'assets/a b.js',
    'assets/%61.js',
  ])
})

test.each([
  '/../secret',
  '/assets/../../secret',
  '/%2e%2e/secret',
  '/assets/%2e%2e%2fsecret',
  '/assets\\..\\secret',
  '/%5c%5cserver/share',
  '/C:/secret',
  '//server/share',
  '/.env',
  '/assets/a%00.js',
  '/%E0%A4%A',
  'assets/a.js',
  '',
])('%s is refused', (path) => {
  expect(pageFileName(path)).toBeNull()
})

test('only endings of the bundle have a type', () => {
  expect([pageFileType('index.html'), pageFileType('run.exe'), pageFileType('constructor')]).toEqual([
    'text/html; charset=utf-8',
    null,
    null,
  ])
})

test('the policy starts from nothing and allows no inline script', () => {
  expect([
    CONTENT_SECURITY_POLICY.startsWith("default-src 'none'; "),
    CONTENT_SECURITY_POLICY.includes('unsafe'),
  ]).toEqual([true, false])
})
