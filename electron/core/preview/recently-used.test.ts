import { expect, it } from 'vitest'
import { RecentlyUsed } from './recently-used.ts'

it('forgets what was used longest ago, and tells of it', () => {
  const forgotten: string[] = []
  const table = new RecentlyUsed<number>(2, (key) => forgotten.push(key))
  table.keep('a', 1)
  table.keep('b', 2)
  expect(table.find('a')).toBe(1)
  table.keep('c', 3)
  expect([table.find('a'), table.find('b'), table.find('c'), forgotten]).toEqual([1, null, 3, ['b']])
})

it('keeps one value under a key, and none that was forgotten', () => {
  const table = new RecentlyUsed<number>(2)
  table.keep('a', 1)
  table.keep('a', 2)
  table.keep('b', 3)
  table.forget('b')
  table.forget('b')
  expect([...table]).toEqual([['a', 2]])
})
