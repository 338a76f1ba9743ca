import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeManifest } from '../collect/manifest.ts'
import { rulesFor } from '../collect/rules.ts'
import { scanManifest } from './scan-manifest.ts'

function scan(text: string) {
  const scanned = scanManifest(Buffer.from(text), text)
  if (scanned === null) return null
  const { table, rest } = scanned
  return { paths: Object.fromEntries(table.names.map((name, at) => [name, table.hashedNames[at]])), ...rest }
}

const name = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('a', 'b', 'a.css', 'd/a.css', 'd/a b!.css', '__proto__', '7', ': ', '}, ') },
  { weight: 1, arbitrary: fc.constantFrom('é', '"', '\\', '\u0001') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1 }) },
)
const written = fc
  .record({
    paths: fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 6 }),
    series: fc.constantFrom('3.2', '5.2', '6.0' as const),
  })
  .map(({ paths, series }) => Buffer.from(makeManifest(new Map(paths), rulesFor(series).rules).bytes).toString())

/** Members in one order, whichever the text had. */
function sorted(paths: Readonly<Record<string, string | undefined>>) {
  return Object.entries(paths).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

describe('a manifest as Django writes it', () => {
  it.each(['3.2', '5.2', '6.0'] as const)('is read without a parser (Django %s)', (series) => {
    const paths = new Map([
      ['b.css', 'b.1.css'],
      ['a b.css', 'a b.2.css'],
    ])
    const text = Buffer.from(makeManifest(paths, rulesFor(series).rules).bytes).toString()
    expect(scan(text)).toEqual(JSON.parse(text))
  })

  it('is left to the parser where a name is escaped', () => {
    expect(scan('{"paths": {"a\\"": "b"}, "version": "1.0"}')).toBe(null)
  })

  it('says what JSON says, where a name stands there twice', () => {
    const text = '{"paths": {"b": "1", "a": "2", "b": "3"}, "version": "1.0"}'
    expect(scanManifest(Buffer.from(text), text)?.table).toEqual({ names: ['b', 'a'], hashedNames: ['3', '2'] })
  })

  it('is never read as anything else than JSON reads it, whatever is done to its text', () => {
    const edit = fc.record({
      at: fc.nat(200),
      cut: fc.nat(4),
      put: fc.oneof(fc.constantFrom('', '"', '}', ', ', '": "', '", "', '"}, "'), fc.string()),
    })
    let read = 0
    fc.assert(
      fc.property(written, fc.option(edit, { freq: 3 }), (text, done) => {
        const edited =
          done === null
            ? text
            : text.slice(0, done.at % text.length) + done.put + text.slice((done.at % text.length) + done.cut)
        const scanned = scan(edited)
        if (scanned === null) return
        read++
        const said = JSON.parse(edited) as { paths: Record<string, string> }
        expect({ ...scanned, paths: sorted(scanned.paths) }).toEqual({
          ...said,
          paths: sorted(said.paths),
        })
      }),
      { numRuns: 2000 },
    )
    expect(read).toBeGreaterThan(100)
  })
})
