import { expect, test } from 'vitest'
import { formatAge } from './format-age.ts'

test('an age is told in the largest fitting unit', () => {
  const now = Date.UTC(2026, 10, 24, 12)
  const ages = [5_000, 5 * 60_000, 3 * 3_600_000, 30 * 3_600_000, 4 * 86_400_000]
  expect(ages.map((age) => formatAge(now - age, now))).toEqual([
    'just now',
    '5 min ago',
    '3 h ago',
    'yesterday',
    '4 days ago',
  ])
})
