import { mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { collectSettingsSchema, type CollectSettings } from '../../../shared/model/collect-settings.ts'
import { layFile, layFiles } from '../files/lay-files.ts'
import { openFactStore } from '../releases/fact-store.ts'
import { checkFreshness } from './check-freshness.ts'
import { describeFile } from './describe-file.ts'
import type { WorkContext } from './preview-context.ts'
import type { Preview, PreviewRequest } from './preview-result.ts'
import { previewStatic } from './preview-static.ts'
import { readText } from './read-text.ts'

const OLD = 1_600_000_000

function requestFor(
  path: string,
  settings: Partial<CollectSettings> = {},
  staticRoot: string | null = null,
): PreviewRequest {
  return {
    settings: collectSettingsSchema.parse({ order: 'sorted', ...settings }),
    sources: [{ kind: 'directory', path, prefix: '' }],
    staticRoot,
  }
}

function work(over: Partial<WorkContext> = {}): WorkContext {
  return { signal: new AbortController().signal, report: () => undefined, facts: null, ...over }
}

/** All of a preview that does not belong to the engine alone. */
function answerOf({ evidence: _, ...answer }: Preview): unknown {
  return answer
}

async function failureOf(promise: Promise<unknown>): Promise<readonly [string, string]> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown)
  if (error instanceof InspectorError) return [error.code, error.message]
  throw new Error(`Expected an InspectorError, got ${String(error)}`)
}

const SHOP = {
  'css/site.css': { text: '@import "base.css";\nbody { background: url(../img/bg.png) }', mtime: OLD },
  'css/base.css': { text: 'a { background: url("../img/bg.png?v=1#x") }', mtime: OLD },
  'img/bg.png': { text: 'pixels', mtime: OLD },
  'js/app.js': { text: 'run()\n//# sourceMappingURL=app.js.map\n', mtime: OLD },
  'js/app.js.map': { text: '{}', mtime: OLD },
  '.hidden/x.txt': { text: 'x', mtime: OLD },
} as const

test('names, references and the summary are those of Django', async () => {
  using folder = layFiles(SHOP)
  const preview = await previewStatic(requestFor(folder.path), work())
  expect({
    succeeds: preview.succeeds,
    summary: preview.summaryLine,
    names: Object.fromEntries(preview.files.map(({ name, hashedName }) => [name, hashedName])),
    urls: preview.files.map(({ url }) => url),
    rewritten: preview.files.map(({ rewritten }) => rewritten),
    notCollected: preview.notCollected.map(({ name, pattern }) => [name, pattern]),
  }).toEqual({
    succeeds: true,
    summary: "5 static files copied to '<STATIC_ROOT>', 5 post-processed.",
    // Recorded from Django 5.2.
    names: {
      'css/base.css': 'css/base.0a038b04b3b2.css',
      'css/site.css': 'css/site.176906572e3c.css',
      'img/bg.png': 'img/bg.d399848208da.png',
      'js/app.js': 'js/app.a725ae31a7eb.js',
      'js/app.js.map': 'js/app.js.99914b932bd3.map',
    },
    urls: [
      '/static/css/base.0a038b04b3b2.css',
      '/static/css/site.176906572e3c.css',
      '/static/img/bg.d399848208da.png',
      '/static/js/app.a725ae31a7eb.js',
      '/static/js/app.js.99914b932bd3.map',
    ],
    rewritten: [1, 2, 0, 1, 0],
    notCollected: [['.hidden/', '.*']],
  })
})

test('the answer is the same cold, warm, with one thread and with many', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [
      `d${index % 7}/f${index}.css`,
      { text: `a { background: url(f${(index + 7) % 300}.css) } /* ${'x'.repeat(20_000)} */`, mtime: OLD + index },
    ]),
  )
  using folder = layFiles({ ...files, ...SHOP, 'd0/bad.css': { text: 'url(none.png) url(no.png)', mtime: OLD } })
  const data = mkdtempSync(join(tmpdir(), 'staticscope-facts-'))
  const facts = openFactStore(data)
  const request = requestFor(folder.path)
  try {
    const answers = []
    // The files were made just now; for a clock that is an hour ahead they have settled and may be remembered.
    const clock = (): bigint => BigInt(Date.now() + 3_600_000) * 1_000_000n
    for (const context of [
      work({ workers: 1 }),
      work({ workers: 3 }),
      work({ facts, clock, workers: 2 }),
      work({ facts, clock }),
      work({ facts, clock, workers: 1 }),
    ])
      answers.push(answerOf(await previewStatic(request, context)))
    // With another choice the whole answer is no use, but what is known of each file is.
    const other = requestFor(folder.path, { ignore: ['none'] })
    answers.push({ ...(answerOf(await previewStatic(other, work({ facts, clock }))) as object), request })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  } finally {
    facts.close()
    rmSync(data, { recursive: true })
  }
})

test('a file that changes within the tick of the clock in which it was read is noticed', async () => {
  using folder = layFiles({ 'a.txt': 'one' })
  const facts = openFactStore(null)
  const path = join(folder.path, 'a.txt')
  const before = await previewStatic(requestFor(folder.path), work({ facts }))
  // Same size, same modified time, same inode: only the bytes differ.
  const time = Number(before.evidence.before.modifiedTime(path)) / 1e9
  writeFileSync(path, 'two')
  utimesSync(path, time, time)
  const after = await previewStatic(requestFor(folder.path), work({ facts }))
  expect([before.files[0]?.hashedName, after.files[0]?.hashedName]).toEqual([
    'a.f97c5d29941b.txt',
    'a.b8a9f715dbb6.txt',
  ])
})

test('a settled file that is replaced by one of equal size and time is noticed by its inode', async () => {
  using folder = layFiles({ 'a.txt': { text: 'one', mtime: OLD }, 'b.tmp': { text: 'two', mtime: OLD } })
  const facts = openFactStore(null)
  const clock = (): bigint => BigInt(Date.now() + 3_600_000) * 1_000_000n
  await previewStatic(requestFor(folder.path, { ignore: ['*.tmp'] }), work({ facts, clock }))
  renameSync(join(folder.path, 'b.tmp'), join(folder.path, 'a.txt'))
  const after = await previewStatic(requestFor(folder.path, { ignore: ['*.tmp'] }), work({ facts, clock }))
  expect(after.files.map(({ hashedName }) => hashedName)).toEqual(['a.b8a9f715dbb6.txt'])
})

test('all errors are listed in order, and the first is what Django raises', async () => {
  using folder = layFiles({
    'a.css': 'x { background: url(none.png) }\ny { background: url("gone.png") }',
    'd/b.css': '@import "missing.css";',
    'd/latin.css': new Uint8Array([0x61, 0xe9]),
  })
  const preview = await previewStatic(requestFor(folder.path, { django: '6.1' }), work())
  const storage = '<django.contrib.staticfiles.storage.ManifestStaticFilesStorage object at 0x<addr>>'
  expect(preview.firstError).toEqual({
    name: 'd/b.css',
    type: 'CommandError',
    message: `The file 'd/missing.css' could not be found with ${storage}.\n'd/b.css' contains this reference '@import "missing.css"' on line \n1: @import "missing.css";`,
  })
  expect(preview.errors.map(({ name, step, line, column, target }) => [name, step, line, column, target])).toEqual([
    ['d/b.css', 'reference', 1, 10, 'd/missing.css'],
    ['d/latin.css', 'encoding', null, null, null],
    ['a.css', 'reference', 1, 21, 'none.png'],
    ['a.css', 'reference', 2, 22, 'gone.png'],
  ])
})

test('shadowed candidates are compared byte by byte', async () => {
  using first = layFiles({ 'a.txt': '1', 'b.txt': '2' })
  using second = layFiles({ 'a.txt': '1', 'b.txt': '3', 'c.txt': '4' })
  const preview = await previewStatic(
    {
      ...requestFor(first.path),
      sources: [
        { kind: 'directory', path: first.path, prefix: '' },
        { kind: 'directory', path: second.path, prefix: '' },
      ],
    },
    work(),
  )
  expect(preview.files.map(({ name, shadowed }) => [name, shadowed.map(({ equal }) => equal)])).toEqual([
    ['a.txt', [true]],
    ['b.txt', [false]],
    ['c.txt', []],
  ])
  expect(preview.findings.map(({ code, name }) => [code, name])).toEqual([['shadowed-different', 'b.txt']])
})

test('a remembered answer names the same providers, also of candidates that lost', async () => {
  using folder = layFiles({
    'dir/a.txt': { text: '1', mtime: OLD },
    'lost/static/a.txt': { text: '2', mtime: OLD },
    'shown/static/b.txt': { text: '3', mtime: OLD },
  })
  const request: PreviewRequest = {
    ...requestFor(folder.path),
    sources: [
      { kind: 'directory', path: `${folder.path}/dir`, prefix: '' },
      { kind: 'app', path: `${folder.path}/lost`, label: 'lost' },
      { kind: 'app', path: `${folder.path}/shown`, label: 'shown' },
    ],
  }
  const facts = openFactStore(null)
  const clock = () => BigInt(Date.now() + 60_000) * 1_000_000n
  const first = await previewStatic(request, work({ facts, clock }))
  const again = await previewStatic(request, work({ facts, clock }))
  expect(answerOf(again)).toEqual(answerOf(first))
  expect(again.files[0]?.shadowed.map(({ provider }) => again.providers[provider]?.label)).toEqual(['lost'])
})

test('a file that vanishes while threads read is told, and nothing else ends', async () => {
  const large = 'x'.repeat(3 << 20)
  using folder = layFiles({ 'a.txt': large, 'b.txt': large, 'c.txt': 'c' })
  // Reading has begun, but the small file waits for the batch that is closed after the first report.
  const report: WorkContext['report'] = ({ step }) => {
    if (step === 'Reading files') rmSync(`${folder.path}/c.txt`, { force: true })
  }
  const [code, message] = await failureOf(previewStatic(requestFor(folder.path), work({ workers: 2, report })))
  expect([code, message.includes('c.txt vanished')]).toEqual(['changed-while-reading', true])
})

test('a file that changes between its reading and its rewriting ends the preview, and nothing is kept of it', async () => {
  using folder = layFiles(SHOP)
  using again = layFiles(SHOP)
  const facts = openFactStore(null)
  const path = join(folder.path, 'css/base.css')
  const changed = SHOP['css/base.css'].text.replace('?v=1', '?v=2')
  const report = ({ step }: { readonly step: string }): void => {
    if (step === 'Working out names') writeFileSync(path, changed)
  }
  const failure = await failureOf(previewStatic(requestFor(folder.path), work({ facts, report })))
  expect(failure).toEqual(['changed-while-reading', expect.stringContaining('base.css changed')])
  const [warm, cold] = [
    await previewStatic(requestFor(again.path), work({ facts })),
    await previewStatic(requestFor(again.path), work()),
  ]
  expect(answerOf(warm)).toEqual(answerOf(cold))
  facts.close()
})

test('a folder that goes away while its files are read is told by its name', async () => {
  using folder = layFiles({ 'src/a.txt': 'a', 'src/b.txt': 'b', 'other/c.txt': 'c' })
  const report: WorkContext['report'] = ({ step }) => {
    if (step === 'Reading files') rmSync(`${folder.path}/src`, { recursive: true, force: true })
  }
  const request: PreviewRequest = {
    ...requestFor(folder.path),
    sources: [
      { kind: 'app', path: `${folder.path}/other`, label: 'without_static' },
      { kind: 'directory', path: `${folder.path}/src`, prefix: '' },
    ],
  }
  expect(await failureOf(previewStatic(request, work({ workers: 0, report })))).toEqual([
    'missing-folder',
    `The folder ${folder.path}/src went away while it was read.`,
  ])
})

test('URLs quote as Django quotes: hashed ones read as their names, and STATIC_URL is unquoted with them', async () => {
  using folder = layFiles({ '@scope/a+b,c$d.txt': '1' })
  const urlsWith = async (settings: Partial<CollectSettings>): Promise<readonly (string | null)[]> =>
    (await previewStatic(requestFor(folder.path, settings), work())).files.map(({ url }) => url)
  expect(await urlsWith({})).toEqual(['/static/@scope/a+b,c$d.c4ca4238a0b9.txt'])
  expect(await urlsWith({ staticUrl: '/st%61tic/' })).toEqual(['/static/@scope/a+b,c$d.c4ca4238a0b9.txt'])
  expect(await urlsWith({ storage: 'plain' })).toEqual(['/static/%40scope/a%2Bb%2Cc%24d.txt'])
})

test('the present state of STATIC_ROOT decides what is copied, and what it hides is told', async () => {
  using folder = layFiles({ 'a.txt': { text: 'new', mtime: OLD }, 'b.css': { text: 'url(old.png)', mtime: OLD } })
  using root = layFiles({ 'a.txt': { text: 'old', mtime: OLD + 1 }, 'old.png': { text: 'left over', mtime: OLD } })
  const preview = await previewStatic(requestFor(folder.path, {}, root.path), work())
  expect({
    succeeds: preview.succeeds,
    actions: preview.files.map(({ name, action }) => [name, action]),
    findings: preview.findings.map(({ code, name }) => [code, name]),
  }).toEqual({
    succeeds: true,
    actions: [
      ['a.txt', 'unmodified'],
      ['b.css', 'copy'],
    ],
    findings: [
      ['plain-copy-differs', 'a.txt'],
      ['stale-target', 'b.css'],
    ],
  })
  expect(readFileSync(join(root.path, 'a.txt'), 'utf8')).toBe('old')
})

test('bad input is named in one sentence', async () => {
  using folder = layFiles({ 'a.txt': '1', 'd/up': { link: '..' } })
  const missing = join(folder.path, 'none')
  expect(await failureOf(previewStatic(requestFor(missing), work()))).toEqual([
    'missing-folder',
    `The source folder ${missing} does not exist. Check the path, or leave it out.`,
  ])
  expect((await failureOf(previewStatic(requestFor(join(folder.path, 'a.txt')), work())))[0]).toBe('bad-input')
  expect(await failureOf(previewStatic(requestFor(folder.path), work()))).toEqual([
    'bad-input',
    `${folder.path}/d/up is a link to a folder that it lies in: collectstatic would follow it round and round until the system stops it. Remove the link, or leave it out with the ignore pattern up.`,
  ])
})

test('a cancelled preview ends as cancelled', async () => {
  using folder = layFiles(SHOP)
  const controller = new AbortController()
  const running = previewStatic(
    requestFor(folder.path),
    work({ signal: controller.signal, report: () => controller.abort() }),
  )
  expect((await failureOf(running))[0]).toBe('cancelled')
})

test('freshness counts what was added, removed and changed since the preview', async () => {
  using folder = layFiles({ 'a.txt': { text: '1', mtime: OLD }, 'b.txt': { text: '2', mtime: OLD }, 'c.txt': '3' })
  const preview = await previewStatic(requestFor(folder.path), work())
  const signal = new AbortController().signal
  expect(await checkFreshness(preview, signal)).toMatchObject({ added: 0, removed: 0, changed: 0 })
  layFile(join(folder.path, 'a.txt'), 'changed')
  layFile(join(folder.path, 'd.txt'), 'new')
  layFile(join(folder.path, 'e/f.txt'), 'new')
  rmSync(join(folder.path, 'b.txt'))
  expect(await checkFreshness(preview, signal)).toMatchObject({ added: 2, removed: 1, changed: 1 })
})

test('an answer from the cache still knows what is behind each file', async () => {
  using folder = layFiles(SHOP)
  const facts = openFactStore(null)
  const clock = (): bigint => BigInt(Date.now() + 3_600_000) * 1_000_000n
  const request = requestFor(folder.path)
  const first = await previewStatic(request, work({ facts, clock }))
  const again = await previewStatic(request, work({ facts, clock }))
  expect(await describeFile(again, 'css/site.css')).toEqual(await describeFile(first, 'css/site.css'))
  expect(await readText(again, 'css/site.css', 'output', 0, 9000)).toEqual(
    await readText(first, 'css/site.css', 'output', 0, 9000),
  )
  expect(await checkFreshness(again, new AbortController().signal)).toMatchObject({ added: 0, removed: 0, changed: 0 })
})

test('the run behind an answer from the cache reads no file again to know whether it refers to others', async () => {
  using folder = layFiles(SHOP)
  const facts = openFactStore(null)
  const clock = (): bigint => BigInt(Date.now() + 3_600_000) * 1_000_000n
  const request = requestFor(folder.path)
  const known = async (): Promise<unknown> => {
    const { files, evidence } = await previewStatic(request, work({ facts, clock }))
    expect(files.length).toBe(5)
    await evidence.run()
    return [...evidence.candidates.winners].map(([name, { content }]) =>
      content?.kind === 'disk' ? [name, content.md5, content.utf8, content.mayRefer] : [name],
    )
  }
  const first = await known()
  expect(first).toContainEqual(['js/app.js', expect.any(String), true, true])
  expect(await known()).toEqual(first)
})
