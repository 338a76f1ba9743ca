import { expect, test } from 'vitest'
import { keepRows } from './keep-rows.ts'
import { simulateRollout } from './simulate-rollout.ts'
import { STORY_A, STORY_B, storyPlan } from './story-fixture.ts'

const KEPT = simulateRollout(STORY_A, STORY_B, storyPlan()).keep()
const rows = (query: Partial<Parameters<typeof keepRows>[1]>) =>
  keepRows(KEPT, { text: '', which: 'all', sort: 'name', descending: false, ...query })
const names = (query: Parameters<typeof rows>[0]) => rows(query).files.map(({ name }) => name)

test('what may go one day is told from what stays', () => {
  expect(names({ which: 'staying' })).toEqual(['js/app.js'])
  expect(names({ which: 'going' })).toEqual(['css/site.css', 'img/logo.png', 'js/legacy-menu.js'])
  expect(rows({ which: 'staying' }).counts).toEqual({ going: 3, staying: 1, all: 4 })
})

test('rows are found by a part of either name, in the order that is asked for', () => {
  expect(names({ text: 'MENU' })).toEqual(['js/legacy-menu.js'])
  expect(names({ descending: true })).toEqual(['js/legacy-menu.js', 'js/app.js', 'img/logo.png', 'css/site.css'])
  expect(names({ sort: 'until', descending: true })[0]).toBe('js/app.js')
})
