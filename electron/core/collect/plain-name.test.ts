import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlainName } from './plain-name.ts'

/** The same said as a pattern. */
const FORM = /^(?![./])(?:[A-Za-z0-9_@,+$-]|[./](?![./]|$))+$/

test('a name is plain as its pattern says', () => {
  const piece = fc.constantFrom(
    'a',
    'Z',
    '9',
    '_',
    '@',
    ',',
    '+',
    '$',
    '-',
    '.',
    '/',
    ' ',
    '%',
    'é',
    '\n',
    '\udc80',
    '=',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const name = pieces.join('')
      expect(isPlainName(name)).toBe(FORM.test(name))
    }),
    { numRuns: 3000 },
  )
})
