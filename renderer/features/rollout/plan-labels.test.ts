import { expect, test } from 'vitest'
import { planPartWords } from './plan-labels.ts'

test('what a fact says of the plan is told in the words of the form', () => {
  const part = { servers: 8, cdn: true, lifetimes: { hashed: 2_592_000 }, topology: 'files-in-image' }
  expect(planPartWords(part)).toEqual([
    'Servers or processes: 8',
    'A CDN stands in front: yes',
    'Hashed files are cached: 30 d',
    'Topology: Files inside the image',
  ])
})
