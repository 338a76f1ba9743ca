import { expect, test } from 'vitest'
import type { OutlineRow } from '../../shared/model/preview.ts'
import { outlineKey } from './outline-key.ts'

const rowOf = (expanded: boolean | null, depth = 0): OutlineRow => ({
  key: 'k',
  kind: expanded === null ? 'file' : 'group',
  depth,
  position: 1,
  setSize: 1,
  expanded,
  label: 'k',
  name: 'k',
  files: 1,
  size: 1,
  action: null,
  hashedName: null,
  provider: null,
  reason: null,
  marks: [],
  differences: [],
})

test('moving stays within the rows', () => {
  const at = (key: string, active: number) => outlineKey(key, active, undefined, 20, 100)
  expect([at('ArrowUp', 0), at('ArrowDown', 99), at('PageDown', 95), at('PageUp', 50), at('End', 0)]).toEqual(
    [0, 99, 99, 30, 99].map((index) => ({ kind: 'move', index })),
  )
})
test('right opens a folded group and then goes into it', () => {
  expect([
    outlineKey('ArrowRight', 3, rowOf(false), 20, 100),
    outlineKey('ArrowRight', 3, rowOf(true), 20, 100),
  ]).toEqual([
    { kind: 'toggle', row: rowOf(false), expanded: true },
    { kind: 'move', index: 4 },
  ])
})
test('left folds an open group, and on a file goes to its folder', () => {
  expect([
    outlineKey('ArrowLeft', 3, rowOf(true), 20, 100)?.kind,
    outlineKey('ArrowLeft', 3, rowOf(null, 2), 20, 100),
  ]).toEqual(['toggle', { kind: 'parent', from: 3, depth: 2 }])
})
test('other keys are left to the window', () => {
  expect(['a', 'Tab', 'Escape', 'F5'].map((key) => outlineKey(key, 0, rowOf(null), 20, 100))).toEqual([
    null,
    null,
    null,
    null,
  ])
})
