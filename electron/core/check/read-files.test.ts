import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { openFactStore } from '../releases/fact-store.ts'
import { readFiles } from './read-files.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'staticscope-read-'))
}, 120_000)
afterEach(() => rmSync(home, { recursive: true, force: true }))

it('reads a page that takes more memory than a reader has once more, with more, and all others beside it', async () => {
  // Each element of a page takes some hundred bytes.
  writeFileSync(join(home, 'large.html'), `<img src="a.png">${'<p>x</p>'.repeat(300_000)}`)
  for (let at = 0; at < 20; at++) writeFileSync(join(home, `${at}.css`), `a { b: url(a${at}.png) }`)
  const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 2 }
  const sources = [{ kind: 'directory' as const, prefix: '', path: home }]
  const preview = await previewStatic({ settings: DEFAULT_COLLECT_SETTINGS, sources, staticRoot: null }, work)
  const readings = await readFiles(preview, work)
  expect(readings.get('large.html')).toMatchObject({ references: [{ text: 'a.png' }], unreadable: null })
  expect([...readings.values()].every(({ references }) => references.length === 1)).toBe(true)
  expect(readings.size).toBe(21)
}, 120_000)

it('keeps nothing of a file that has changed since the preview under what it was then', async () => {
  const facts = openFactStore(null)
  const work = { signal: new AbortController().signal, report: () => undefined, facts }
  const request = {
    settings: DEFAULT_COLLECT_SETTINGS,
    sources: [{ kind: 'directory' as const, prefix: '', path: home }],
    staticRoot: null,
  }
  const textsIn = async (preview: Awaited<ReturnType<typeof previewStatic>>) =>
    (await readFiles(preview, work)).get('a.css')?.references.map(({ text }) => text)
  writeFileSync(join(home, 'a.css'), 'a { b: url(one.png) }')
  const preview = await previewStatic(request, work)
  writeFileSync(join(home, 'a.css'), 'a { b: url(two.png) }')
  expect(await textsIn(preview)).toEqual(['two.png'])
  writeFileSync(join(home, 'a.css'), 'a { b: url(one.png) }')
  expect(await textsIn(await previewStatic(request, work))).toEqual(['one.png'])
  expect(await textsIn(await previewStatic(request, work))).toEqual(['one.png'])
  facts.close()
})

it('tells of a file that has gone since the preview, instead of taking it for one without references', async () => {
  writeFileSync(join(home, 'a.css'), 'a { b: url(one.png) }')
  writeFileSync(join(home, 'b.css'), 'a { b: url(two.png) }')
  const work = { signal: new AbortController().signal, report: () => undefined, facts: null }
  const sources = [{ kind: 'directory' as const, prefix: '', path: home }]
  const preview = await previewStatic({ settings: DEFAULT_COLLECT_SETTINGS, sources, staticRoot: null }, work)
  rmSync(join(home, 'a.css'))
  const readings = await readFiles(preview, work)
  expect(readings.get('a.css')).toMatchObject({
    references: [],
    unreadable: { message: expect.stringContaining('is gone') },
  })
  expect(readings.get('b.css')).toMatchObject({ references: [{ text: 'two.png' }], unreadable: null })
})
