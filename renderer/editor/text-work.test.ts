import { expect, test } from 'vitest'
import { canUnify } from './can-unify.ts'
import { doTextTask } from './text-work.ts'

test('a text is folded with the numbers of its lines', () => {
  const result = doTextTask({ kind: 'fold', text: `first\n${'a{b:c}'.repeat(400)}\nlast` })
  if (result.kind !== 'fold') throw new Error('another task was carried out')
  const { numbers, folds } = result.side
  expect([numbers[0], numbers[1], numbers[2], numbers.at(-1), numbers.length - folds.length]).toEqual([1, 2, 0, 3, 3])
})

test('a difference without time says that it is coarse', () => {
  const mixed = (step: number) => Array.from({ length: 9000 }, (_, at) => `${(at * step) % 13}\n`).join('')
  const hurried = doTextTask({ kind: 'diff', a: mixed(7), b: mixed(11), milliseconds: -1 })
  expect(hurried.kind === 'diff' && hurried.isExact).toBe(false)
})

test('a very long removal is not shown in one column', () => {
  expect([
    canUnify(Int32Array.from([0, 10, 0, 9])),
    canUnify(Int32Array.from([0, 10, 0, 9, 20, 400_000, 19, 19])),
  ]).toEqual([true, false])
})
