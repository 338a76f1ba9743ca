import { expect, test } from 'vitest'
import { csvLine } from './csv-line.ts'

test('cells with commas, quotes or line ends are quoted', () => {
  expect(csvLine(['a', 'b,c', 'say "x"', 'two\nlines', 7, null])).toBe('a,"b,c","say ""x""","two\nlines",7,\r\n')
})

test('what a spreadsheet would run gets an apostrophe, and numbers stay numbers', () => {
  expect(csvLine(['=1+1', '+x', '-x', '@SUM(A1)', '\tx', '\rx', -3])).toBe(
    "'=1+1,'+x,'-x,'@SUM(A1),'\tx,\"'\rx\",-3\r\n",
  )
})
