import { expect, test } from 'vitest'
import { simulateRollout } from '../../../shared/analysis/rollout/simulate-rollout.ts'
import { STORY_A, STORY_B, storyPlan } from '../../../shared/analysis/rollout/story-fixture.ts'
import { matrixTable, worstCell } from './matrix-rows.ts'

test('the matrix has a row for each kind of page and a column for each place of files', () => {
  const restarts = [{ at: 480, server: 2 }]
  const cells = simulateRollout(STORY_A, STORY_B, storyPlan({ restarts, recycling: false })).matrixAt(500)
  const { columns, rows } = matrixTable(cells, { a: '41', b: '42' })
  expect([columns, rows.map(({ title, detail }) => `${title}: ${detail}`), worstCell(cells)?.worst]).toEqual([
    ['shared'],
    ['code 41, manifest 41: server 1', 'code 41, manifest 42: server 2'],
    'error-500',
  ])
})
