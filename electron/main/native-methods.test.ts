import { expect, test } from 'vitest'
import { DOCUMENTATION, isWebAddress } from './native-methods.ts'

test('only web addresses may be opened', () => {
  const others = ['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/x', 'ms-settings:', 'mailto:a@b', 'nonsense']
  expect([isWebAddress('https://example.com'), ...others.map(isWebAddress)]).toEqual([true, ...others.map(() => false)])
})

test('every documentation page is on https', () => {
  expect(Object.values(DOCUMENTATION).filter((address) => !address.startsWith('https://'))).toEqual([])
})
