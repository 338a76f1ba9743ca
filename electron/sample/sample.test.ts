import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { collectSettingsSchema } from '../../shared/model/collect-settings.ts'

const here = import.meta.dirname
const folderSchema = z.strictObject({ path: z.string(), prefix: z.string() })
const appSchema = z.strictObject({ label: z.string(), path: z.string() })
const releaseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  dirs: z.array(folderSchema),
  apps: z.array(appSchema),
  templates: z.array(z.string()),
  settings: collectSettingsSchema,
})
const sample = z
  .strictObject({ releases: z.array(releaseSchema), open: z.string() })
  .parse(JSON.parse(readFileSync(join(here, 'sample.json'), 'utf8')))

/** Rows of the README's tables that name a place: file, line, text. */
function statedPlaces(): { file: string; line: string; text: string }[] {
  const readme = readFileSync(join(here, 'README.md'), 'utf8')
  const rows = [...readme.matchAll(/^\| `([^`]+)` \| (\d+|–) \| (?:`([^`]+)`|–) \|/gm)]
  return rows.map(([, file = '', line = '', text = '']) => ({ file, line, text }))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

describe.each(sample.releases)('release $id', (release) => {
  const root = join(here, `release-${release.id}`)

  test('has every folder that sample.json names', () => {
    const folders = [...release.dirs.map((dir) => dir.path), ...release.apps.map((app) => `${app.path}/static`)]
    const missing = [...folders, ...release.templates].filter((path) => !existsSync(join(root, path)))
    expect(missing).toEqual([])
  })

  test('has the apps of its settings in the same order', () => {
    const settings = readFileSync(join(root, 'shop/settings.py'), 'utf8')
    const [, list = ''] = /INSTALLED_APPS = \[([^\]]*)\]/.exec(settings) ?? []
    const apps = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1])
    expect(apps).toEqual(['django.contrib.staticfiles', ...release.apps.map((app) => app.label)])
  })

  test('stays small and holds no left-overs of a run', () => {
    const files = filesBelow(root)
    expect(files.length).toBeLessThanOrEqual(120)
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThanOrEqual(400_000)
    expect(files.filter((file) => /__pycache__|\.pyc$|staticfiles\.json$/.test(file))).toEqual([])
  })
})

test('the release to open is one of the releases', () => {
  expect(sample.releases.map((release) => release.id)).toContain(sample.open)
})

test('the README states at least thirty places', () => {
  expect(statedPlaces().length).toBeGreaterThanOrEqual(30)
})

test.each(statedPlaces())('release 42 has "$text" in $file:$line, as the README says', ({ file, line, text }) => {
  const content = readFileSync(join(here, 'release-42', file), 'utf8')
  if (line !== '–') expect(content.split('\n')[Number(line) - 1]).toContain(text)
})
