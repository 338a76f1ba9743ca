import { expect, test } from 'vitest'
import { isOwnPage } from './navigation-guard.ts'

const page = 'app://inspector/'

test('the page may be loaded again, with any hash', () => {
  expect([isOwnPage('app://inspector/', page), isOwnPage('app://inspector/#/preview/1', page)]).toEqual([true, true])
})

test.each([
  'https://example.com/',
  'file:///etc/passwd',
  'app://inspector/assets/index.js',
  'app://inspector.evil/',
  'app://inspector/?x',
  'javascript:alert(1)',
  'data:text/html,x',
  'not an address',
])('%s is another page', (address) => {
  expect(isOwnPage(address, page)).toBe(false)
})
