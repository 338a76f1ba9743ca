import { expect, test } from 'vitest'
import { isSettled } from './is-settled.ts'

const SECOND = 1_000_000_000n
const READ_AT = 1_790_000_000n * SECOND

test('a file written more than two seconds before it is read is settled', () => {
  expect(isSettled(READ_AT - 2n * SECOND - 1n, READ_AT)).toBe(true)
})

test('a file written within the last two seconds is not settled, since a second write may bear the same time', () => {
  expect(isSettled(READ_AT - 2n * SECOND, READ_AT)).toBe(false)
  expect(isSettled(READ_AT, READ_AT)).toBe(false)
})

test('a file from the future is not settled', () => {
  expect(isSettled(READ_AT + 3600n * SECOND, READ_AT)).toBe(false)
})

test('a fresh file whose modified time was set back is not settled', () => {
  expect(isSettled(READ_AT - 3600n * SECOND, READ_AT, READ_AT - SECOND)).toBe(false)
  expect(isSettled(READ_AT - 3600n * SECOND, READ_AT, READ_AT - 3n * SECOND)).toBe(true)
})
