import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldRange, foldText, LONGEST_LINE, numberLines } from './fold-text.ts'

const minified = fc
  .array(fc.constantFrom('a{color:red}', 'x=1;', '"text" ', '😀', '\n', '\r\n', 'nosigns'.repeat(60)), {
    maxLength: 400,
  })
  .map((parts) => parts.join(''))

test('folding puts in line ends and changes nothing else, and no line is long any more', () => {
  fc.assert(
    fc.property(minified, (text) => {
      const { text: folded, folds } = foldText(text)
      let back = folded
      for (let at = folds.length - 1; at >= 0; at--) {
        const place = (folds[at] ?? 0) + at
        back = back.slice(0, place) + back.slice(place + 1)
      }
      expect([back, folded.split('\n').every((line) => line.length <= LONGEST_LINE)]).toEqual([text, true])
    }),
  )
})

test('a range keeps its text, folds inside it aside', () => {
  fc.assert(
    fc.property(minified, fc.nat(), fc.nat(60), (text, from, length) => {
      const start = text.length === 0 ? 0 : from % text.length
      const end = Math.min(text.length, start + length)
      const folded = foldText(text)
      const [first, last] = foldRange(folded.folds, start, end)
      const plain = (part: string) => part.replaceAll('\n', '')
      expect(plain(folded.text.slice(first, Math.max(first, last)))).toBe(plain(text.slice(start, end)))
    }),
  )
})

test('folded lines have the number of their line, and none where they go on', () => {
  const text = `a\n${'x=1;'.repeat(600)}\nb`
  const folded = foldText(text)
  const numbers = [
    ...numberLines(
      folded.text.split('\n').map((line) => line.length),
      folded.folds,
    ),
  ]
  expect([numbers.slice(0, 4), numbers.at(-1), numbers.length]).toEqual([[1, 2, 0, 0], 3, 2 + folded.folds.length + 1])
})

test('an edit moves only the folds near it', () => {
  const text = Array.from({ length: 4000 }, (_, at) => `.c${at}{width:${at % 977}px;color:red}`).join('')
  const edited = text.replace('.c2000{', '.c2000{height:17px;border:1px solid red;')
  const lines = new Set(foldText(text).text.split('\n'))
  const other = foldText(edited).text.split('\n')
  expect(other.filter((line) => !lines.has(line)).length).toBeLessThan(20)
})
