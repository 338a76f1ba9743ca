import { expect, test } from 'vitest'
import { layGroups, lineAt, lineCount, missingGroupPages, stepToRow, withGroupPage } from './grouped-rows.ts'

const GROUPS = [
  { key: 'a', size: 2 },
  { key: 'b', size: 150 },
  { key: 'c', size: 1 },
]

test('a group is a line, and its rows stand below it unless it is closed', () => {
  const rows = withGroupPage(
    layGroups<(typeof GROUPS)[number], string>(GROUPS, new Set(['b'])),
    { group: 'a', page: 0 },
    ['one', 'two'],
  )
  const lines = [0, 1, 2, 3, 4, 5, 6].map((index) => {
    const line = lineAt(rows, index)
    return line?.kind === 'row' ? (line.row ?? 'not read') : line?.group.key
  })
  expect({ lines, count: lineCount(rows) }).toEqual({
    lines: ['a', 'one', 'two', 'b', 'c', 'not read', undefined],
    count: 6,
  })
})
test('only the pages in sight are read, each once', () => {
  const rows = layGroups<(typeof GROUPS)[number], string>(GROUPS, new Set())
  const some = withGroupPage(rows, { group: 'a', page: 0 }, ['one', 'two'])
  expect([missingGroupPages(rows, 0, 60), missingGroupPages(some, 0, 500), missingGroupPages(some, 120, 130)]).toEqual([
    [
      { group: 'a', page: 0 },
      { group: 'b', page: 0 },
    ],
    [
      { group: 'b', page: 0 },
      { group: 'b', page: 1 },
      { group: 'c', page: 0 },
    ],
    [{ group: 'b', page: 1 }],
  ])
})
test('steps pass over the lines of groups and end with the rows', () => {
  const rows = layGroups<(typeof GROUPS)[number], string>(GROUPS, new Set(['b']))
  expect([
    stepToRow(rows, -1, true),
    stepToRow(rows, 2, true),
    stepToRow(rows, 5, true),
    stepToRow(rows, 5, false),
  ]).toEqual([1, 5, null, 2])
})
