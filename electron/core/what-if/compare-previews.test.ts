import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CollectSettings, collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { DIFFERENCE_KINDS, type DifferenceKind } from '../../../shared/model/difference-kind.ts'
import type { FileDifference } from '../../../shared/model/differences.ts'
import { STORAGE_KINDS } from '../../../shared/model/storage-kinds.ts'
import { describeDifferences } from '../../../shared/text/describe-what-if.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFiles } from '../files/lay-files.ts'
import { comparePreviews, type Differences } from './compare-previews.ts'
import { reorderSources } from './reorder-sources.ts'

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }

function requestFor(path: string, settings: Partial<CollectSettings> = {}): PreviewRequest {
  return {
    settings: collectSettingsSchema.parse({ order: 'sorted', ...settings }),
    sources: [
      { kind: 'directory', path: `${path}/own`, prefix: '' },
      { kind: 'app', path: `${path}/shop`, label: 'shop' },
      { kind: 'app', path: `${path}/blog`, label: 'blog' },
    ],
    staticRoot: null,
  }
}

const SHOP = {
  'own/site.css': '/* url(gone.png) */ a { background: url("bg.png") }',
  'own/bg.png': 'pixels',
  'own/notes.txt': 'notes',
  'shop/static/app.js': "import './part.js'\n",
  'shop/static/part.js': 'part()',
  'shop/static/robots.txt': 'shop',
  'blog/static/robots.txt': 'blog',
  'blog/static/only.txt': 'only blog has it',
} as const

function kindsByName({ files }: Differences): Record<string, readonly DifferenceKind[]> {
  return Object.fromEntries([...files].map(([name, { kinds }]) => [name, kinds]))
}

function preview(path: string, settings: Partial<CollectSettings> = {}): Promise<Preview> {
  return previewStatic(requestFor(path, settings), work)
}

test('another Django version lets an error go away, and the sentence says so', async () => {
  using folder = layFiles(SHOP)
  const differences = await comparePreviews(await preview(folder.path), await preview(folder.path, { django: '6.1' }))
  expect([kindsByName(differences), describeDifferences('Django 6.1', differences.head)]).toEqual([
    { 'site.css': ['error-gone'] },
    'With Django 6.1: collectstatic would succeed, 1 error goes away.',
  ])
})

test('another order of apps makes another winner, and an app less takes its files away', async () => {
  using folder = layFiles(SHOP)
  const base = requestFor(folder.path)
  const before = await previewStatic(base, work)
  const moved = await previewStatic(reorderSources(base, [0, 2, 1]), work)
  const without = await previewStatic(reorderSources(base, [1, 0]), work)
  expect([
    kindsByName(await comparePreviews(before, moved)),
    kindsByName(await comparePreviews(before, without)),
    (await comparePreviews(before, without)).removed.map(({ file, provider }) => [file.name, provider.label]),
  ]).toEqual([{ 'robots.txt': ['winner', 'bytes', 'name'] }, { 'only.txt': ['removed'] }, [['only.txt', 'blog']]])
})

test('a pattern more, a storage without hashes and JavaScript modules each differ in their own way', async () => {
  using folder = layFiles(SHOP)
  const before = await preview(folder.path, { django: '6.1' })
  const against = async (settings: Partial<CollectSettings>) =>
    kindsByName(await comparePreviews(before, await preview(folder.path, { django: '6.1', ...settings })))
  expect([
    await against({ ignore: ['*.txt'] }),
    await against({ jsModules: true }),
    Object.values(await against({ storage: 'plain' })).every((kinds) => kinds.join() === 'name'),
  ]).toEqual([
    { 'notes.txt': ['removed'], 'only.txt': ['removed'], 'robots.txt': ['removed'] },
    { 'app.js': ['name'] },
    true,
  ])
})

const settings = fc
  .record({
    django: fc.constantFrom('3.2', '4.0', '4.2', '5.2', '6.1'),
    storage: fc.constantFrom(...STORAGE_KINDS.filter((kind) => kind !== 'release-manifest')),
    jsModules: fc.boolean(),
    ignore: fc.subarray(['*.txt', 'part.js', 'bg.png']),
  })
  .map((chosen): Partial<CollectSettings> => chosen)

test('no change differs in nothing', { timeout: 60_000 }, async () => {
  using folder = layFiles(SHOP)
  await fc.assert(
    fc.asyncProperty(settings, async (chosen) => {
      const { head, files } = await comparePreviews(
        await preview(folder.path, chosen),
        await preview(folder.path, chosen),
      )
      expect([files.size, describeDifferences('it', head)]).toEqual([0, 'With it: nothing would differ.'])
    }),
    { numRuns: 15 },
  )
})

test('a change and its reverse differ in the same, mirrored', { timeout: 60_000 }, async () => {
  using folder = layFiles(SHOP)
  await fc.assert(
    fc.asyncProperty(settings, settings, async (one, other) => {
      const [before, after] = [await preview(folder.path, one), await preview(folder.path, other)]
      const [there, back] = [await comparePreviews(before, after), await comparePreviews(after, before)]
      expect(byName(back.files)).toEqual(
        byName(new Map([...there.files].map(([name, file]) => [name, mirrored(file)]))),
      )
      expect([back.head.errors.gone, back.head.findings.appeared, back.head.manifest.entries]).toEqual([
        there.head.errors.appeared,
        there.head.findings.gone,
        there.head.manifest.entries,
      ])
    }),
    { numRuns: 25 },
  )
})

const MIRRORED: Partial<Record<DifferenceKind, DifferenceKind>> = {
  'new-error': 'error-gone',
  'error-gone': 'new-error',
  added: 'removed',
  removed: 'added',
}

function mirrored({ name, kinds, before, after }: FileDifference): FileDifference {
  const turned = new Set(kinds.map((kind) => MIRRORED[kind] ?? kind))
  return { name, kinds: DIFFERENCE_KINDS.filter((kind) => turned.has(kind)), before: after, after: before }
}

function byName(files: ReadonlyMap<string, FileDifference>): FileDifference[] {
  return [...files.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
