import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { Freshness } from '../../../shared/model/preview.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import type { KnownFolders } from '../collect/preview-context.ts'
import { layFiles } from '../files/lay-files.ts'
import { ProjectWatch } from './project-watch.ts'

let folder: ReturnType<typeof layFiles>
let watch: ProjectWatch | null = null
let heard: Freshness[] = []
let waiting: (() => void) | null = null

beforeEach(() => {
  folder = layFiles({ 'static/a.css': 'a {}', 'static/img/b.svg': '<svg/>', 'outside/c.js': 'c()' })
  heard = []
})
afterEach(() => {
  watch?.close()
  watch = null
  folder[Symbol.dispose]()
})

const at = (path: string) => join(folder.path, path)

function requestFor(...sources: readonly string[]): PreviewRequest {
  return {
    settings: collectSettingsSchema.parse({}),
    sources: sources.map((path) => ({ kind: 'directory', path: at(path), prefix: '' })),
    staticRoot: null,
  }
}

function preview(request: PreviewRequest, known: KnownFolders | null = null): Promise<Preview> {
  const signal = new AbortController().signal
  return previewStatic(request, { signal, report: () => undefined, facts: null, workers: 1, known })
}

/** Previews and watches; the first look has ended. */
async function start(request: PreviewRequest): Promise<ProjectWatch> {
  watch = new ProjectWatch(await preview(request), (freshness) => {
    heard.push(freshness)
    waiting?.()
  })
  await watch.look()
  return watch
}

/** The next thing that is told, or what was told last if it is already so. */
async function told(wanted: Partial<Freshness>): Promise<void> {
  const isThere = () => Object.entries(wanted).every(([key, value]) => heard.at(-1)?.[key as keyof Freshness] === value)
  while (!isThere()) await new Promise<void>((resolve) => (waiting = resolve))
}

const changes: [what: string, change: () => void, counts: Partial<Freshness>][] = [
  ['a new file', () => writeFileSync(at('static/new.css'), ''), { added: 1, removed: 0, changed: 0 }],
  ['an edit', () => writeFileSync(at('static/a.css'), 'a { color: red }'), { added: 0, removed: 0, changed: 1 }],
  ['a deleted file', () => rmSync(at('static/img/b.svg')), { added: 0, removed: 1, changed: 0 }],
  ['a renamed folder', () => renameSync(at('static/img'), at('static/pictures')), { added: 1, removed: 1, changed: 0 }],
  [
    'a file that is replaced by a rename, as editors do',
    () => {
      writeFileSync(at('static/.a.css.swp'), 'b {}')
      renameSync(at('static/.a.css.swp'), at('static/a.css'))
    },
    { added: 0, removed: 0, changed: 1 },
  ],
  [
    'a new folder with files in it',
    () => {
      mkdirSync(at('static/deep/er'), { recursive: true })
      writeFileSync(at('static/deep/er/d.css'), '')
    },
    { added: 1, removed: 0, changed: 0 },
  ],
  [
    'another folder in the place of a source',
    () => {
      mkdirSync(at('static.new'))
      writeFileSync(at('static.new/only.css'), '')
      renameSync(at('static'), at('static.old'))
      renameSync(at('static.new'), at('static'))
    },
    { added: 1, removed: 2, changed: 0 },
  ],
]

test.each(changes)('%s is told', async (_what, change, counts) => {
  await start(requestFor('static'))
  change()
  await told({ fresh: false, watching: 'events', ...counts })
})

test('a change that is taken back is told as fresh again', async () => {
  await start(requestFor('static'))
  writeFileSync(at('static/new.css'), '')
  await told({ added: 1 })
  rmSync(at('static/new.css'))
  await told({ fresh: true, added: 0 })
})

test('what happens in a folder that has just appeared is told', async () => {
  await start(requestFor('static'))
  mkdirSync(at('static/late'))
  writeFileSync(at('static/late/one.css'), '')
  await told({ added: 1 })
  writeFileSync(at('static/late/two.css'), '')
  await told({ added: 2 })
})

test('a folder that links lead to is watched', async () => {
  symlinkSync(at('outside'), at('static/linked'))
  await start(requestFor('static'))
  writeFileSync(at('outside/c.js'), 'changed()')
  await told({ changed: 1 })
})

test('the static folder of an app that does not exist yet is told when it comes', async () => {
  mkdirSync(at('shop'))
  const { sources, ...rest } = requestFor('static')
  await start({ ...rest, sources: [...sources, { kind: 'app', path: at('shop'), label: 'shop' }] })
  mkdirSync(at('shop/static/shop'), { recursive: true })
  writeFileSync(at('shop/static/shop/x.css'), '')
  await told({ added: 1 })
})

test('a STATIC_ROOT whose state counts is watched too', async () => {
  mkdirSync(at('root'))
  writeFileSync(at('root/a.css'), 'a {}')
  await start({ ...requestFor('static'), staticRoot: at('root') })
  rmSync(at('root/a.css'))
  await told({ removed: 1 })
})

test('what an ignore pattern drops is not told', async () => {
  await start(requestFor('static'))
  writeFileSync(at('static/.hidden'), '')
  writeFileSync(at('static/seen.css'), '')
  await told({ added: 1 })
  expect(heard).toEqual([
    { fresh: false, added: 1, removed: 0, changed: 0, settingsChanged: false, watching: 'events' },
  ])
})

test('a file that the settings were made from is told when it is edited, and when that is taken back', async () => {
  writeFileSync(at('settings.py'), 'DEBUG = True')
  utimesSync(at('settings.py'), 1_600_000_000, 1_600_000_000)
  const files = [
    { path: at('settings.py'), modified: '1600000000000000000' },
    { path: at('local.py'), modified: null },
  ]
  const tell = (freshness: Freshness) => {
    heard.push(freshness)
    waiting?.()
  }
  watch = new ProjectWatch(await preview(requestFor('static')), tell, files)
  expect((await watch.look()).fresh).toBe(true)
  writeFileSync(at('settings.py'), 'DEBUG = False')
  await told({ settingsChanged: true, fresh: false, changed: 0 })
  utimesSync(at('settings.py'), 1_600_000_000, 1_600_000_000)
  await told({ settingsChanged: false, fresh: true })
  writeFileSync(at('local.py'), '')
  await told({ settingsChanged: true })
})

test('5,000 changes at once are told once', async () => {
  await start(requestFor('static'))
  for (let folderNumber = 0; folderNumber < 100; folderNumber++) {
    mkdirSync(at(`static/p${folderNumber}`))
    for (let file = 0; file < 50; file++) writeFileSync(at(`static/p${folderNumber}/${file}.js`), '')
  }
  await told({ added: 5000 })
  expect(heard.length).toBe(1)
})

test('asking right after a change gives the answer of that moment', async () => {
  const watching = await start(requestFor('static'))
  writeFileSync(at('static/new.css'), '')
  expect(await watching.look()).toEqual({
    fresh: false,
    added: 1,
    removed: 0,
    changed: 0,
    settingsChanged: false,
    watching: 'events',
  })
})

test('a new preview takes over what is certain, and only after a change', async () => {
  const watching = await start(requestFor('static'))
  expect(await watching.take(requestFor('static'))).toBe(null)
  writeFileSync(at('static/a.css'), 'a { color: red }')
  const known = await watching.take(requestFor('static'))
  const next = await preview(requestFor('static'), known)
  await watching.follow(next)
  expect([known === null, next.files.find(({ name }) => name === 'a.css')?.size, await watching.look()]).toEqual([
    false,
    16,
    { fresh: true, added: 0, removed: 0, changed: 0, settingsChanged: false, watching: 'events' },
  ])
})
