import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { CHECK_CODES } from '../../../shared/model/check.ts'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFiles } from '../files/lay-files.ts'
import { prepareJavaScript } from '../references/javascript.ts'
import { readReferences } from '../references/read-references.ts'
import { readTemplate } from '../references/templates/read-template.ts'
import { CHECK_CASES } from './cases-fixture.ts'
import { checkReferences } from './check-references.ts'
import { djangoFolders } from './template-folders.ts'

beforeAll(prepareJavaScript)

const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }
const ENDINGS = ['css', 'js', 'mjs', 'html', 'svg', 'xhtml', 'map', 'webmanifest', 'json']
/** Texts that mean something, to be spoilt. */
const TEXTS = Object.values(CHECK_CASES).flatMap(({ files }) =>
  Object.values(files).filter((file) => typeof file === 'string'),
)
/** What changes how all behind it is read. */
const SPOILERS = [
  '{',
  '}',
  '(',
  ')',
  '"',
  "'",
  '`',
  '/*',
  '*/',
  '<!--',
  '<script>',
  '\\',
  '\0',
  '\uFEFF',
  '${',
  '{%',
  '%}',
  '[',
  ']',
  '\r',
  ';',
  '@import ',
  'url(',
  '//# sourceMappingURL=',
]

/** A file of any sort: whole, cut off, with something put into it, binary, or not UTF-8. */
const content = fc
  .record({
    text: fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 3 }),
    spoilers: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...SPOILERS)), {
      maxLength: 4,
    }),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
    isCut: fc.boolean(),
    bytes: fc.option(fc.uint8Array({ maxLength: 40 })),
  })
  .map(({ text, spoilers, cut, isCut, bytes }) => {
    let whole = text.join('\n')
    for (const [at, spoiler] of spoilers) {
      const place = Math.floor(at * whole.length)
      whole = whole.slice(0, place) + spoiler + whole.slice(place)
    }
    if (isCut) whole = whole.slice(0, Math.floor(cut * whole.length))
    const encoded = Buffer.from(whole)
    if (bytes === null) return new Uint8Array(encoded)
    const place = Math.floor(cut * encoded.length)
    return new Uint8Array(Buffer.concat([encoded.subarray(0, place), bytes, encoded.subarray(place)]))
  })

it(
  'files of any content give findings with places in them, or none, and never an error',
  { timeout: 120_000 },
  async () => {
    const files = fc.dictionary(
      fc
        .tuple(fc.constantFrom('static/a.', 'static/b/c.', 'templates/p.'), fc.constantFrom(...ENDINGS))
        .map((parts) => parts.join('')),
      content,
      { minKeys: 1, maxKeys: 5 },
    )
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.constantFrom('3.2', '4.2', '5.2', '6.1'),
        fc.boolean(),
        async (laid, django, jsModules) => {
          using folder = layFiles({ 'static/i.png': 'x', ...laid })
          const settings = { ...DEFAULT_COLLECT_SETTINGS, order: 'sorted' as const, django, jsModules }
          const sources = [{ kind: 'directory', path: join(folder.path, 'static'), prefix: '' } as const]
          const preview = await previewStatic({ settings, sources, staticRoot: null }, work)
          const templateFolders = djangoFolders([join(folder.path, 'templates')])
          const { findings } = await checkReferences(
            { preview, templateFolders, python: new Map(), accepted: [] },
            work,
          )
          for (const { finding } of findings) {
            expect(CHECK_CODES).toContain(finding.code)
            expect(finding.message).not.toBe('')
            const bytes = laid[`${finding.in === 'template' ? 'templates' : 'static'}/${finding.file}`]
            const lines =
              bytes === undefined
                ? 1
                : Buffer.from(bytes)
                    .toString('utf8')
                    .split(/\r\n|\r|\n/).length
            expect(finding.line ?? 1).toBeLessThanOrEqual(lines)
          }
        },
      ),
      { seed: 20_261_126, numRuns: 60 },
    )
  },
)

/** Hostile texts by their size: each is about `size` characters long. */
const HOSTILE: readonly (readonly [title: string, name: string, text: (size: number) => string])[] = [
  ['nested blocks', 'a.css', (size) => '@media print{'.repeat(size / 13)],
  ['open brackets', 'a.css', (size) => `a{b:${'('.repeat(size)}`],
  ['urls in one declaration', 'a.css', (size) => `a{background:${'url(a.png),'.repeat(size / 11)}}`],
  ['declarations of one image', 'a.css', (size) => `a{${'background:url(a.png);'.repeat(size / 22)}}`],
  ['urls and no rule', 'a.css', (size) => 'url(a.png);'.repeat(size / 11)],
  ['comments that name a map', 'a.css', (size) => '/*# sourceMappingURL=a */'.repeat(size / 25)],
  ['a comment without an end', 'a.css', (size) => `/*${' url(a.png)'.repeat(size / 11)}`],
  ['custom properties with blocks', 'a.css', (size) => `a{--b:${'{c:url(d)}'.repeat(size / 10)}`],
  ['imports', 'a.js', (size) => 'import "./a.js";'.repeat(size / 16)],
  ['calls', 'a.js', (size) => 'new Worker("a.js");'.repeat(size / 19)],
  ['calls within calls', 'a.js', (size) => 'fetch('.repeat(size / 6)],
  ['comments that name a map', 'a.js', (size) => '//# sourceMappingURL=a\n'.repeat(size / 23)],
  ['scripts of a worker', 'a.js', (size) => `importScripts(${'"a.js",'.repeat(size / 7)}"b.js")`],
  ['templates within templates', 'a.js', (size) => '`${import('.repeat(size / 10)],
  ['elements within elements', 'a.html', (size) => '<div>'.repeat(size / 5)],
  ['pictures', 'a.html', (size) => '<img src=a>'.repeat(size / 11)],
  ['a list of pictures', 'a.html', (size) => `<img srcset="${'a 1x, '.repeat(size / 6)}">`],
  [
    'attributes',
    'a.html',
    (size) => `<img ${Array.from({ length: size / 12 }, (_, at) => `a${at}=src`).join(' ')} src=a>`,
  ],
  ['styles', 'a.svg', (size) => `<svg>${'<a style="fill:url(b)"/>'.repeat(size / 24)}`],
  ['arrays within arrays', 'a.map', (size) => `{"sources":${'['.repeat(size)}`],
  ['sources', 'a.map', (size) => `{"sources":[${'"a",'.repeat(size / 4)}"b"]}`],
  ['icons', 'a.webmanifest', (size) => `{"icons":[${'{"src":"a"},'.repeat(size / 12)}{}]}`],
]

describe('the work grows with the size of a hostile file, and no faster', { timeout: 60_000 }, () => {
  it.each(HOSTILE)('%s in %s', async (_, name, text) => {
    const [small, large] = [8000, 32_000].map((size) => text(size)) as [string, string]
    readReferences(name, small)
    const [few, many] = [
      await stepsOf(() => readReferences(name, small)),
      await stepsOf(() => readReferences(name, large)),
    ]
    expect(many / few).toBeLessThan(6 * (large.length / small.length / 4))
  })

  it.each([
    ['tags', (size: number) => `{% static 'a' %}`.repeat(size / 16)],
    ['blocks within blocks', (size: number) => '{% block a %}'.repeat(size / 13)],
    ['tags without an end', (size: number) => '{% static '.repeat(size / 10)],
  ])('%s in a template', async (_, text) => {
    readTemplate(text(1000), '/static/')
    const few = await stepsOf(() => readTemplate(text(8000), '/static/'))
    const many = await stepsOf(() => readTemplate(text(32_000), '/static/'))
    expect(many / few).toBeLessThan(6)
  })
})

/** A line of many small parts, and one reference at its end. */
const LINES: Readonly<Record<string, readonly [part: string, end: string]>> = {
  css: ['a{b:c}', 'a{background:url(z)}'],
  js: ['run(1);', 'fetch("/z")'],
  html: ['<p>x</p>', '<img src=z>'],
  map: ['', '"sources":["z"]}'],
  webmanifest: ['', '"icons":[{"src":"z"}]}'],
}

it.each(Object.entries(LINES))(
  'a line of 5 MB in a file .%s is read to its end',
  { timeout: 60_000 },
  (ending, line) => {
    const [part, end] = line
    const text = part === '' ? `{"x":[${'[1],'.repeat(1_250_000)}1],${end}` : part.repeat(5_000_000 / part.length) + end
    const references = readReferences(`a.${ending}`, text)?.references ?? []
    expect(references.map(({ offset, text: url }) => [offset > 4_900_000, url.replace('/', '')])).toEqual([[true, 'z']])
  },
)

it('each of 130,000 references in one style sheet that lead nowhere is told', { timeout: 120_000 }, async () => {
  const count = 130_000
  using folder = layFiles({ 'static/a.css': '.a{background:url(gone.png)}\n'.repeat(count) })
  const sources = [{ kind: 'directory' as const, path: join(folder.path, 'static'), prefix: '' }]
  const preview = await previewStatic({ settings: DEFAULT_COLLECT_SETTINGS, sources, staticRoot: null }, work)
  const { findings } = await checkReferences({ preview, templateFolders: null, python: new Map(), accepted: [] }, work)
  const missing = findings.filter(({ finding: { code } }) => code === 'missing-target')
  expect(missing.map(({ finding, reference }) => [finding.line, reference?.line])).toEqual(
    Array.from({ length: count }, (_, at) => [at + 1, at + 1]),
  )
})

/** How many blocks of our own code and of the libraries run: what the profiler counts, which no other load changes. */
async function stepsOf(run: () => unknown): Promise<number> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    run()
    const { result } = await session.post('Profiler.takePreciseCoverage')
    return result
      .filter(({ url }) => /electron\/core|node_modules/.test(url))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
      .reduce((sum, count) => sum + count, 0)
  } finally {
    session.disconnect()
  }
}
