import { expect, test } from 'vitest'
import { matchActions } from './match-actions.ts'

const ACTIONS = [
  { group: 'Preview', label: 'Run the preview again' },
  { group: 'Go', label: 'Preview' },
  { group: 'Look', label: 'Theme: dark' },
]

test('every word must begin a word of the action', () => {
  expect([matchActions(ACTIONS, 'dark th').length, matchActions(ACTIONS, 'ark').length]).toEqual([1, 0])
})
test('an action that begins with the text comes first', () => {
  expect(matchActions(ACTIONS, 'prev').map(({ label }) => label)).toEqual(['Preview', 'Run the preview again'])
})
