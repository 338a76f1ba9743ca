import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffSequence } from './diff-sequence.ts'
import { diffTexts } from './diff-texts.ts'

/** No time at all: a clock that has run out before the start. */
const HURRIED = -1

/** The text that the changes make of `a`. */
function apply(a: string, b: string, changes: Int32Array): string {
  let text = ''
  let at = 0
  for (let index = 0; index < changes.length; index += 4) {
    const [fromA = 0, toA = 0, fromB = 0, toB = 0] = changes.subarray(index, index + 4)
    text += a.slice(at, fromA) + b.slice(fromB, toB)
    at = toA
  }
  return text + a.slice(at)
}

const source = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '\r\n', '}', 'é', '😀', 'url(x)'), { maxLength: 60 })
const texts = source.map((parts) => parts.join(''))

test('a difference applied to one text gives the other, with all the time and with none', () => {
  fc.assert(
    fc.property(texts, texts, fc.boolean(), (a, b, isHurried) => {
      const { changes } = diffTexts(a, b, isHurried ? HURRIED : null)
      expect(apply(a, b, changes)).toBe(b)
    }),
  )
})

test('equal texts do not differ, and what differs in one direction differs in the other', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect([diffTexts(a, a, null).changes.length, diffTexts(a, b, null).changes.length > 0]).toEqual([0, a !== b])
    }),
  )
})

test('a sequence is turned into the other with the fewest edits', () => {
  const small = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 })
  fc.assert(
    fc.property(small, small, (a, b) => {
      const { edits, isExact } = diffSequence(a, b, null)
      const cost = edits.reduce((sum, { fromA, toA, fromB, toB }) => sum + toA - fromA + toB - fromB, 0)
      expect([isExact, cost]).toEqual([true, a.length + b.length - 2 * commonLength(a, b)])
    }),
  )
})

function commonLength(a: readonly number[], b: readonly number[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const value of a) {
    const next = [0]
    for (const [at, other] of b.entries())
      next.push(value === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}

test('the words that changed are told, not whole lines', () => {
  const a = 'a {\n  color: red;\n}\n'
  const b = 'a {\n  color: dark-blue;\n}\n'
  const [fromA = 0, toA = 0, fromB = 0, toB = 0] = diffTexts(a, b, null).changes
  expect([a.slice(fromA, toA), b.slice(fromB, toB)]).toEqual(['red', 'dark-blue'])
})

test('a difference of long texts is exact with time enough, and says that it is coarse without', () => {
  const mixed = (step: number, kinds: number) =>
    Array.from({ length: 5000 }, (_, at) => `${(at * step) % kinds}\n`).join('')
  const lines = Array.from({ length: 6000 }, (_, at) => `line ${at}\n`)
  const edited = lines.toSpliced(3000, 1, 'other\n')
  expect([
    [...diffTexts(lines.join(''), edited.join(''), 60_000).changes].length,
    diffTexts(mixed(7919, 13), mixed(104_729, 17), HURRIED).isExact,
  ]).toEqual([4, false])
})
