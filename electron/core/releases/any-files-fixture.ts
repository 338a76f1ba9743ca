import fc from 'fast-check'
import type { ReleaseFile } from '../../../shared/model/release.ts'

const content = fc.option(
  fc.record({
    hash: fc.stringMatching(/^[0-9a-f]{64}$/),
    size: fc.nat(),
  }),
  { nil: null },
)

/** Files of any kind, each name once; names may hold what is not UTF-8. */
export const anyFiles: fc.Arbitrary<readonly ReleaseFile[]> = fc.uniqueArray(
  fc.record({
    name: fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', '/', '\udce9')),
      minLength: 1,
    }),
    hashedName: fc.option(fc.string(), { nil: null }),
    source: content,
    output: content,
    plain: content,
    isRecovered: fc.boolean(),
    provider: fc.option(fc.nat(5), { nil: null }),
    references: fc.array(
      fc.record(
        {
          target: fc.string(),
          written: fc.string(),
          range: fc.tuple(fc.nat(), fc.nat()),
          fromSource: fc.boolean(),
          query: fc.string({ minLength: 1 }),
        },
        { requiredKeys: ['target', 'written', 'range', 'fromSource'] },
      ),
      { maxLength: 3 },
    ),
    compressed: fc.array(fc.record({ encoding: fc.constantFrom('gz' as const, 'br' as const), size: fc.nat() }), {
      maxLength: 2,
    }),
  }),
  { selector: ({ name }) => name, maxLength: 30 },
)
