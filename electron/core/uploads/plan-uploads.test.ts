import { expect, test } from 'vitest'
import { type CollectSettings, collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { operationReason, uploadSentence } from '../../../shared/text/describe-upload.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { type LaidFile, layFiles } from '../files/lay-files.ts'
import { planUploads, type UploadPlan } from './plan-uploads.ts'

const OLD = 1_600_000_000

async function planOf(
  files: Readonly<Record<string, string>>,
  settings: Partial<CollectSettings>,
): Promise<UploadPlan> {
  const laid: Record<string, LaidFile> = {}
  for (const [name, text] of Object.entries(files)) laid[name] = { text, mtime: OLD }
  using folder = layFiles(laid)
  const signal = new AbortController().signal
  const preview = await previewStatic(
    {
      settings: collectSettingsSchema.parse({ order: 'sorted', ...settings }),
      sources: [{ kind: 'directory', path: folder.path, prefix: '' }],
      staticRoot: null,
    },
    { signal, report: () => undefined, facts: null, workers: 1 },
  )
  return await planUploads(preview, true, signal)
}

const shown = (plan: UploadPlan, run: 'first' | 'unchanged') =>
  plan[run]
    .filter(({ kind }) => kind === 'save' || kind === 'delete')
    .map(
      (operation) =>
        `${operation.kind} ${operation.name.replace(/\.[0-9a-f]{12}/, '.#')}: ${operationReason(operation)}`,
    )

const FILES = { 'a.css': '@import "b.css";', 'b.css': 'b { background: url(x.png) }', 'x.png': 'x' }

test('each upload and deletion says why it is made, and for how long a name is absent', async () => {
  const plan = await planOf(FILES, { storage: 's3-manifest' })
  expect(shown(plan, 'first')).toEqual([
    'save a.css: plain copy',
    'save b.css: plain copy',
    'save x.png: plain copy',
    'save a.#.css: hashed copy',
    'save b.#.css: hashed copy',
    'save x.#.png: hashed copy',
    'delete a.#.css: hashed copy again in pass 1, because b.css got another name; not saved again',
    'save a.#.css: hashed copy again in pass 1, because b.css got another name',
    'delete b.#.css: saved again unchanged in pass 1, as Django does with every CSS and JavaScript file; absent for 2 calls',
    'save b.#.css: saved again unchanged in pass 1, as Django does with every CSS and JavaScript file',
    'delete a.#.css: saved again unchanged in pass 2, as Django does with every CSS and JavaScript file; absent for 2 calls',
    'save a.#.css: saved again unchanged in pass 2, as Django does with every CSS and JavaScript file',
    'delete b.#.css: saved again unchanged in pass 2, as Django does with every CSS and JavaScript file; absent for 2 calls',
    'save b.#.css: saved again unchanged in pass 2, as Django does with every CSS and JavaScript file',
    'save staticfiles.json: manifest',
  ])
})

test('a run in which nothing changed still saves what can be rewritten', async () => {
  const { totals, unchanged } = await planOf(FILES, { storage: 's3-manifest' })
  expect([
    totals.unchanged.modifiedTimes,
    unchanged.filter(({ kind, reason }) => kind === 'save' && reason === 'copy'),
  ]).toEqual([3, []])
  expect(totals.unchanged.saves).toBeGreaterThan(4)
})

test('a storage on disk is told what it would be on a remote one', async () => {
  const { totals } = await planOf({ 'x.png': 'x' }, { storage: 'plain' })
  expect(uploadSentence(totals)).toBe(
    'On a remote storage a first run would make 2 calls and send 1 B in 1 upload. When nothing has changed, the next still makes 2 and sends 0 B in 0 uploads.',
  )
})

test('a run that fails stops where Django does', async () => {
  const { totals } = await planOf({ 'a.css': 'url(gone.png)' }, { storage: 's3-manifest' })
  expect([totals.failsAt, totals.first.saves]).toEqual(['a.css', 1])
})
