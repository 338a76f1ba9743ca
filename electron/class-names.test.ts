import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const FEATURES = join(import.meta.dirname, '../renderer/features')

test('no two features lay down the look of one class, for the sheets of both can be on the page', () => {
  const owners = new Map<string, Set<string>>()
  for (const file of globSync('**/*.css', { cwd: FEATURES })) {
    const [feature = ''] = file.split(/[/\\]/)
    for (const [, name = ''] of readFileSync(join(FEATURES, file), 'utf8').matchAll(/^\.([a-z][\w-]*)\s*[,{]/gm))
      owners.set(name, (owners.get(name) ?? new Set()).add(feature))
  }
  expect(owners.size).toBeGreaterThan(100)
  expect([...owners].filter(([, features]) => features.size > 1).map(([name]) => name)).toEqual([])
})
