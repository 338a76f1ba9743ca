import { expect, test } from 'vitest'
import { withoutOptions } from './without-options.ts'

test('sentences with options of the command line are left out, dashes elsewhere are not', () => {
  expect(
    withoutOptions(
      'STATIC_ROOT is not set in shop.settings. Set it, or try a folder with --static-root DIR. A--b stays.',
    ),
  ).toBe('STATIC_ROOT is not set in shop.settings. A--b stays.')
})
