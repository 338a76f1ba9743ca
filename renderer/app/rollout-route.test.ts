import { expect, test } from 'vitest'
import type { RolloutRoute } from '../state/route.ts'
import { formatRoute, parseRoute } from './routes.ts'

const FULL: RolloutRoute = {
  view: 'rollout',
  a: { kind: 'release', name: 'a/b & c' },
  b: { kind: 'working', projectId: 'project 1' },
  topology: 'shared-manifest',
  plan: '{"servers":3,"collect":{"clear":true}}',
  at: 720,
  panel: 'keep',
  by: 'window',
  selected: 'css/site.css & more',
  beside: 'folder-per-release',
  besidePlan: '{"servers":2}',
}

test('a rollout survives the way through the address', () => {
  expect(parseRoute(formatRoute(FULL))).toEqual(FULL)
})
test('a rollout with one side, or none, has a short address', () => {
  const none = parseRoute('#/rollout')
  expect([formatRoute(none), formatRoute(parseRoute('#/rollout/-/x?at=soon&show=all'))]).toEqual([
    '#/rollout',
    '#/rollout/-/x',
  ])
})
