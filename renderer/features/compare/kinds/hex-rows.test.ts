import { expect, test } from 'vitest'
import { hexRows } from './hex-rows.ts'

test('bytes are shown in rows of sixteen, with those that differ or that only one side has marked', () => {
  const [first, second] = hexRows(`${'41'.repeat(15)}0a4243`, `${'41'.repeat(15)}0b42`, 32)
  expect([
    first?.offset,
    first?.text,
    first?.cells.map(({ differs }) => differs).indexOf(true),
    second?.offset,
    second?.text,
    second?.cells,
  ]).toEqual([
    32,
    'AAAAAAAAAAAAAAA.',
    15,
    48,
    'BC',
    [
      { hex: '42', differs: false },
      { hex: '43', differs: true },
    ],
  ])
})
