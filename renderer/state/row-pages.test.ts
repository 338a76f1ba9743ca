import { expect, test } from 'vitest'
import { missingPages, noPages, PAGE_SIZE, rowAt, type RowPages, withPage, withPages } from './row-pages.ts'

const rowsOf = (page: number) => Array.from({ length: PAGE_SIZE }, (_, row) => page * PAGE_SIZE + row)

test('the pages that cover a range and are not there yet are named', () => {
  const rows = withPage(noPages<number>(1000), 2, rowsOf(2), 1000)
  expect(missingPages(rows, 150, 420)).toEqual([1, 3, 4])
})
test('a range past the end asks for nothing behind the last row', () => {
  expect([missingPages(noPages(120), 90, 5000), missingPages(noPages(0), 0, 50)]).toEqual([[0, 1], []])
})
test('a row is found by its index once its page has been read', () => {
  const rows = withPage(noPages<number>(500_100), 5000, rowsOf(5000), 500_100)
  expect([rowAt(rows, 500_042), rowAt(rows, 12)]).toEqual([500_042, undefined])
})
test('the pages farthest from the newest are let go', () => {
  let rows: RowPages<number> = noPages(100_000)
  for (let page = 0; page < 30; page++) rows = withPage(rows, page, rowsOf(page), 100_000)
  expect([...rows.pages.keys()]).toEqual([22, 23, 24, 25, 26, 27, 28, 29])
})
test('pages that were read in one go are added, and those that are here stay the same', () => {
  const known = rowsOf(2)
  const rows = withPages(withPage(noPages(430), 2, known, 430), 200, [...rowsOf(2), ...rowsOf(3), 400, 401], 430)
  expect([[...rows.pages.keys()], rows.pages.get(2) === known, rowAt(rows, 399), rowAt(rows, 401)]).toEqual([
    [2, 3, 4],
    true,
    399,
    401,
  ])
})
