import { join } from 'node:path'
import { symlinkSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { type CollectSettings, collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { isCollected, type WhyAnswer, whyAnswerSchema } from '../../../shared/model/why.ts'
import { describeWhy } from '../../../shared/text/describe-why.ts'
import { DEFAULT_FINDERS } from '../collect/collect-settings.ts'
import type { Preview, SourceFolder, StatedSettings } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFile, layFiles } from '../files/lay-files.ts'
import { whyName } from './why-name.ts'

const laid = layFiles({
  'shop/static/css/site.css': '@import "base.css";',
  'shop/static/css/base.css': 'a { background: url("../img/bg.png") }',
  'shop/static/img/bg.png': 'pixels',
  'shop/static/robots.txt': 'one',
  'shop/static/.env': 'SECRET',
  'shop/static/.cache/deep/x.css': 'x',
  'shop/static/notes/todo.txt': 'todo',
  'shop/static/notes/draft.css': 'draft',
  'shop/vendor/lib.js': 'lib',
  'shop/blog/__init__.py': '',
  'shop/blog/static/blog/blog.css': 'b',
  'shop/blog/static/robots.txt': 'two',
  'shop/blog/css/lost.css': 'lost',
  'shop/forum/__init__.py': '',
  'shop/forum/static/forum/forum.css': 'f',
  'shop/theme/static/theme.css': 't',
  'shop/staticfiles/old/gone.css': 'old',
  'shop/staticfiles/css/site.css': 'old',
  'secret/key.css': 'k',
})
afterAll(() => laid[Symbol.dispose]())
const folder = laid.path
const project = join(folder, 'shop')

const SOURCES: readonly SourceFolder[] = [
  { kind: 'directory', path: join(project, 'static'), prefix: '' },
  { kind: 'directory', path: join(project, 'vendor'), prefix: 'vendor' },
  { kind: 'directory', path: join(project, 'dist'), prefix: '' },
  { kind: 'app', path: join(project, 'blog'), label: 'blog' },
]

const STATED: StatedSettings = {
  staticfilesDirs: {
    type: 'list',
    entries: [
      { path: join(project, 'static'), prefix: null, list: false },
      { path: join(project, 'vendor'), prefix: 'vendor', list: false },
      { path: join(project, 'dist'), prefix: null, list: false },
    ],
  },
  missingFolders: [join(project, 'dist')],
  finders: DEFAULT_FINDERS,
  traits: null,
  appIgnorePatterns: ['CVS', '.*', '*~'],
  scriptPrefix: '/',
  mediaUrl: '/media/',
  mediaRoot: '',
  staticRoot: join(project, 'staticfiles'),
  location: join(project, 'staticfiles'),
  debug: false,
  hasStaticfilesStorage: true,
  notEmulated: [],
}

function previewOf(settings: Partial<CollectSettings> = {}, stated: Partial<StatedSettings> = {}): Promise<Preview> {
  return previewStatic(
    {
      settings: collectSettingsSchema.parse({ order: 'sorted', ignore: ['notes/*.txt'], ...settings }),
      sources: SOURCES,
      staticRoot: null,
      project: { ...STATED, ...stated },
    },
    { signal: new AbortController().signal, report: () => undefined, facts: null },
  )
}

const preview = await previewOf()
const hashed = (name: string): string => preview.files.find((file) => file.name === name)?.hashedName ?? ''

/** The answer by its kind and the name or path that it is about. */
async function gist(text: string, of = preview): Promise<string> {
  const answer = await whyName(of, text, project)
  return `${answer.kind} ${subjectOf(answer)}`.replaceAll(folder, '')
}

function subjectOf(answer: WhyAnswer): string {
  switch (answer.kind) {
    case 'collected':
      return `${answer.name} by ${answer.via}`
    case 'ignored':
      return `${answer.name} by ${answer.pattern} (${answer.origin}, ${answer.rule} ${answer.part})`
    case 'shadowed':
      return `${answer.source} by ${answer.winner.source}`
    case 'app':
      return `${answer.label} ${answer.files}`
    case 'other-case':
      return answer.names.join(' ')
    case 'missing-folder':
    case 'not-listed':
      return answer.folder
    case 'app-not-installed':
      return answer.app
    case 'nothing':
      return answer.nearest.join(' ')
    case 'outside':
      return `${answer.path} ${answer.app} ${answer.nearest} ${answer.isThere}`
    case 'unseen':
    case 'finder-off':
    case 'folder':
    case 'made':
    case 'other-hash':
    case 'prefixed':
    case 'left-over':
      return 'name' in answer ? answer.name : answer.path
  }
}

test.each([
  ['css/site.css', 'name'],
  ['/css/site.css', 'name'],
  ['  "css/site.css" ', 'name'],
  ['css\\site.css', 'name'],
  ['./css/../css/site.css', 'name'],
  ['css%2Fsite.css', 'name'],
  ["{% static 'css/site.css' %}", 'name'],
  ['url("css/site.css")', 'name'],
  ['css/site.css?v=1#top', 'name'],
  ['/static/css/site.css', 'url'],
  ['https://shop.example/static/css/site.css?v=3', 'url'],
  ['https://shop.example/prefix/static/css/site.css', 'url'],
  ['//cdn.example/static/css/site.css', 'url'],
  ['static/css/site.css', 'source'],
  [join(project, 'static/css/site.css'), 'source'],
  ['shop/static/css/site.css', 'source'],
  [`file://${join(project, 'static/css/site.css')}`, 'source'],
  [join(project, 'staticfiles/css/site.css'), 'name'],
])('%s is css/site.css', async (text, via) => {
  expect(await gist(text)).toBe(`collected css/site.css by ${via}`)
})

test('a hashed name and its URL lead to the file', async () => {
  expect([await gist(hashed('css/base.css')), await gist(`/static/${hashed('css/base.css')}`)]).toEqual([
    'collected css/base.css by hashed-name',
    'collected css/base.css by hashed-name',
  ])
})

test('a collected file says who uses it, by the shortest way, and what it hides', async () => {
  const image = await whyName(preview, 'img/bg.png', project)
  const robots = await whyName(preview, 'robots.txt', project)
  expect([
    image.kind === 'collected' && [image.users, image.chain],
    robots.kind === 'collected' && robots.rivals.map(({ source, equal }) => [source.replace(folder, ''), equal]),
  ]).toEqual([[1, ['css/site.css', 'css/base.css', 'img/bg.png']], [['/shop/blog/static/robots.txt', false]]])
})

test('a file that lost names the one that won', async () => {
  expect(await gist('blog/static/robots.txt')).toBe('shadowed /shop/blog/static/robots.txt by /shop/static/robots.txt')
})

test.each([
  ['.env', 'ignored .env by .* (django, file-name .env)'],
  ['static/.env', 'ignored .env by .* (django, file-name .env)'],
  ['.cache/deep/x.css', 'ignored .cache/deep/x.css by .* (django, folder-name .cache)'],
  [join(project, 'static/.cache/deep/x.css'), 'ignored .cache/deep/x.css by .* (django, folder-name .cache)'],
  ['notes/todo.txt', 'ignored notes/todo.txt by notes/*.txt (option, file-path notes/todo.txt)'],
])('%s is left out by a pattern', async (text, expected) => {
  expect(await gist(text)).toBe(expected)
})

test.each([
  ['css', 'folder css'],
  ['static/css/', 'folder /shop/static/css'],
  ['blog', 'folder blog'],
  ['lib.js', 'prefixed vendor/lib.js'],
  ['CSS/Site.css', 'other-case css/site.css'],
  ['staticfiles.json', 'made staticfiles.json'],
  ['css/site.0123456789ab.css', 'other-hash css/site.css'],
  ['old/gone.css', 'left-over old/gone.css'],
  ['staticfiles/old/gone.css', 'left-over old/gone.css'],
  ['dist/app.js', 'missing-folder /shop/dist'],
  ['forum/static/forum/forum.css', 'app-not-installed forum'],
  ['forum/forum.css', 'app-not-installed forum'],
  ['theme.css', 'not-listed /shop/theme/static'],
  ['blog/css/lost.css', 'outside /shop/blog/css/lost.css blog /shop/blog/static true'],
  ['css/stie.css', 'nothing css/site.css'],
  ['fonts/inter.woff2', 'nothing '],
  ['', 'nothing '],
])('%s', async (text, expected) => {
  expect(await gist(text)).toBe(expected)
})

test('a file that came after the preview asks for a new one', async () => {
  layFile(join(project, 'static/css/late.css'), 'late')
  expect(await gist('static/css/late.css')).toBe('unseen css/late.css')
})

test('nothing is told of paths outside of the project, whether they exist or not', async () => {
  symlinkSync(join(folder, 'secret'), join(project, 'theme', 'way'))
  const asked = [join(folder, 'secret/key.css'), join(folder, 'secret/none.css'), '../secret/key.css']
  const through = [join(project, 'theme/way/key.css'), join(project, 'theme/way/none.css')]
  expect(await Promise.all([...asked, ...through].map((text) => gist(text)))).toEqual([
    'outside /secret/key.css null null null',
    'outside /secret/none.css null null null',
    'nothing ',
    'outside /shop/theme/way/key.css null /shop/static null',
    'outside /shop/theme/way/none.css null /shop/static null',
  ])
})

test('an app is known by its label and dotted path', async () => {
  const plain = await previewOf({ ignore: ['blog'] })
  expect([await gist('blog', plain), await gist('shop.blog')]).toEqual([
    'ignored blog by blog (option, folder-name blog)',
    'app blog 1',
  ])
})

test('a finder that is switched off is named', async () => {
  const one = await previewOf({}, { finders: DEFAULT_FINDERS.slice(0, 1) })
  expect(await gist('blog/static/blog/blog.css', one)).toBe('finder-off /shop/blog/static/blog/blog.css')
})

test('with --clear what is left over goes', async () => {
  const cleared = await previewOf({ clear: true })
  expect(await whyName(cleared, 'old/gone.css', project)).toMatchObject({ kind: 'left-over', cleared: true })
})

test('compressed copies are known by the file that they are made of', async () => {
  using compressible = layFiles({ 'a.css': 'a { color: red }\n'.repeat(300) })
  const made = await previewStatic(
    {
      settings: collectSettingsSchema.parse({ storage: 'whitenoise' }),
      sources: [{ kind: 'directory', path: compressible.path, prefix: '' }],
      staticRoot: null,
    },
    { signal: new AbortController().signal, report: () => undefined, facts: null },
  )
  expect(await whyName(made, 'a.css.gz', null)).toMatchObject({ kind: 'made', what: 'compressed', of: 'a.css' })
})

test('every text has an answer that fits its schema and has words', async () => {
  const parts = ['css', 'static', '/', '..', '.', '\\', 'site.css', 'https://', '%2F', '?', '#', '*', '\0', 'blog', ' ']
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...parts), { maxLength: 8 }), async (pieces) => {
      const answer = await whyName(preview, pieces.join(''), project)
      expect(whyAnswerSchema.parse(answer)).toEqual(answer)
      const { isGood, verdict } = describeWhy(answer)
      expect(verdict).toMatch(/[.]$/)
      if (answer.kind !== 'collected') expect(isGood).toBe(isCollected(answer))
    }),
    { numRuns: 300 },
  )
})

test('every name of the preview is answered with itself', async () => {
  const answers = await Promise.all(
    preview.files.map(async ({ name, hashedName, source, url }) => {
      const asked = [name, hashedName ?? '', source, url ?? '']
      const given = await Promise.all(asked.map((text) => whyName(preview, text, project)))
      return given.every((answer) => answer.kind === 'collected' && answer.name === name)
    }),
  )
  expect(answers.every(Boolean)).toBe(true)
})
