import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WITHOUT_REST } from './pace.ts'
import { pairByName } from './pair-by-name.ts'
import { releaseFile } from './release-fixture.ts'

const names = fc.uniqueArray(fc.integer({ min: 0, max: 199 }).map(String), { minLength: 40, maxLength: 160 })

async function pair(a: readonly string[], b: readonly string[]) {
  const filesOf = (list: readonly string[], text: string) => list.map((name) => releaseFile(name, text))
  const { pairs, gone, come } = await pairByName(filesOf(a, 'a'), filesOf(b, 'b'), WITHOUT_REST)
  return {
    pairs: pairs.map(({ a: one, b: other }) => `${one?.name} = ${other?.name}`).toSorted(),
    gone: gone.map(({ name }) => name).toSorted(),
    come: come.map(({ name }) => name).toSorted(),
  }
}

/** What the names alone say. */
function expected(a: readonly string[], b: readonly string[]) {
  const [before, after] = [new Set(a), new Set(b)]
  return {
    pairs: a
      .filter((name) => after.has(name))
      .map((name) => `${name} = ${name}`)
      .toSorted(),
    gone: a.filter((name) => !after.has(name)).toSorted(),
    come: b.filter((name) => !before.has(name)).toSorted(),
  }
}

describe('files of one name are paired', () => {
  it('whatever the order of both releases', async () => {
    await fc.assert(
      fc.asyncProperty(names, names, async (a, b) => {
        expect(await pair(a, b)).toEqual(expected(a, b))
      }),
    )
  })

  it('also behind more files that went or came than are looked ahead', async () => {
    const few = ['x', 'y', 'z']
    const many = [...Array.from({ length: 100 }, (_, at) => `a${at}`), ...few]
    expect(await pair(many, few)).toEqual(expected(many, few))
    expect(await pair(few, many)).toEqual(expected(few, many))
  })
})
