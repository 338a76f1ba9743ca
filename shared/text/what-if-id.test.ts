import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STORAGE_KINDS } from '../model/storage-kinds.ts'
import type { WhatIfChange } from '../model/what-if.ts'
import { baseIdOf, parseWhatIfId, whatIfIdOf, withoutUndefined } from './what-if-id.ts'

const changes: fc.Arbitrary<WhatIfChange> = fc
  .record(
    {
      django: fc.constantFrom('3.2', '5.2.19', '6.1'),
      storage: fc.constantFrom(...STORAGE_KINDS),
      jsModules: fc.boolean(),
      manifestStrict: fc.boolean(),
      maxPasses: fc.nat(1000),
      keepOnlyHashed: fc.boolean(),
      ignore: fc.array(fc.string({ minLength: 1, unit: 'binary' }), { maxLength: 3 }),
      defaultIgnore: fc.boolean(),
      clear: fc.boolean(),
      staticRoot: fc.constantFrom('clean', 'configured'),
      order: fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 5 }),
    },
    { requiredKeys: [] },
  )
  .map(withoutUndefined)

test('a change that is written into an id is read from it as it was', () => {
  fc.assert(
    fc.property(changes, (change) => {
      const id = whatIfIdOf('sample', change)
      expect([parseWhatIfId(id)?.change ?? {}, baseIdOf(id)]).toEqual([change, 'sample'])
    }),
  )
})

test('what an id does not make sense of is left out', () => {
  expect(parseWhatIfId('p~django=six&storage=tape&modules=2&root=there&order=1.x.1&clear=1&passes=1001&other')).toEqual(
    {
      projectId: 'p',
      change: { clear: true, order: [1] },
    },
  )
})
