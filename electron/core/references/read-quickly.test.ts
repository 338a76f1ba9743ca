import { parse } from 'es-module-lexer'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { prepareJavaScript } from './javascript.ts'
import { readReferences } from './read-references.ts'
import { scanJson } from './scan-json.ts'
import { visitJson } from './visit-json.ts'

beforeAll(prepareJavaScript)

/** Texts of pieces that make sense together more often than letters do. */
function textOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
  )
  return fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))
}

function countOf(name: string, text: string): number {
  return readReferences(name, text)?.references.length ?? 0
}

it('a style sheet that is passed over names no file when it is parsed', () => {
  const sheet = textOf(
    '.a{',
    '}',
    'background:',
    'url',
    '(',
    ')',
    '"a.png"',
    'image',
    '-set',
    '/*',
    '*/',
    '@media x{',
    ';',
  )
  fc.assert(
    // A backslash has it parsed.
    fc.property(sheet, (text) => /url\(|image-set\(/i.test(text) || countOf('a.css', `${text}/*\\*/`) === 0),
    { numRuns: 2000 },
  )
})

it('a page that is passed over names no file when it is parsed', () => {
  const page = textOf(
    '<a ',
    '<img ',
    '<svg>',
    '<use ',
    '>',
    'title="',
    '"',
    'hre',
    'f=',
    'sr',
    'c=',
    'a.png',
    '<!--',
    '-->',
    '</a>',
  )
  fc.assert(
    // The comment has it parsed.
    fc.property(page, (text) => /href|src/i.test(text) || countOf('a.html', `${text}<!--src-->`) === 0),
    { numRuns: 2000 },
  )
})

it('a style attribute that is passed over names no file when its page is parsed', () => {
  const page = textOf('<p style="', "<p style='", '"', "'", '>', 'fill:', '&#117;rl&lpar;a.png)', 'src("a.png")')
  fc.assert(
    // The element has it parsed.
    fc.property(page, (text) => countOf('a.html', text) === countOf('a.html', `<base>${text}`)),
    { numRuns: 2000 },
  )
})

it('a script that is passed over imports nothing when it is lexed', () => {
  const script = textOf('import', '.meta', ' a ', 'export {}', ' from', '/**/', '"./a.js"', '("./a.js")', ';')
  fc.assert(
    // Before an import of another file all is lexed.
    fc.property(
      script,
      (text) => importsAlone(text) === null || countOf('a.js', text) + 1 === countOf('a.js', `import "./z.js";${text}`),
    ),
    { numRuns: 3000 },
  )
})

it('the strings of JSON, and where they stand, are those that a parser finds', () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 0, max: 2 }), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent)
      const hopped: unknown[] = []
      const parsed: unknown[] = []
      const isJson = scanJson(text, (path, { offset, length, value }) =>
        hopped.push([[...path], offset, length, value()]),
      )
      visitJson(text, {
        onLiteralValue: (value: unknown, offset, length, _line, _column, path) => {
          if (typeof value === 'string') parsed.push([path(), offset, length, value])
        },
      })
      expect([isJson, hopped]).toEqual([true, parsed])
    }),
  )
})

it('imports of a script that can be lexed are those of the lexer alone, whatever calls stand between them', () => {
  const script = textOf(
    'import a from "./a.js";',
    'import("./fetch(b).js");',
    "import('./c.js');",
    'export * from "new Worker(1)";',
    'import(x);',
    'import.meta.url',
    'fetch("d")',
    'new Worker(',
    'new URL("e", ',
    ')',
    '`',
    '${',
    '}',
    '/*',
    '*/',
    '//',
    '\n',
    '"',
    '/',
    ';',
  )
  fc.assert(
    fc.property(script, (text) => {
      const alone = importsAlone(text)
      // A call that is cut short can be what the lexer stumbles over; what is asked for in its place is asked of no browser.
      if (alone === null) return
      const found = readReferences('a.js', text)
      const imports = found?.references.filter(({ kind }) => /^js-(?:import|export|dynamic-import)$/.test(kind)) ?? []
      expect(imports.map(({ text: written, url }) => [written, url])).toEqual(alone)
    }),
    { numRuns: 3000 },
  )
})

type Written = readonly [text: string, url: string | null]

function importsAlone(text: string): Written[] | null {
  try {
    return parse(text)[0].flatMap(({ type, specifier, start, end, ...rest }): Written[] => {
      if (type === 'import-meta') return []
      const written = text.slice(start, end)
      if (specifier == null || ('glob' in rest && rest.glob)) return [[written.slice(0, 200), null]]
      return [[written.replace(/^["'`]|["'`]$/g, ''), specifier]]
    })
  } catch {
    return null
  }
}

it.each<[what: string, text: string, count: number]>([
  ['alone on the last line counts', 'a()\n//# sourceMappingURL=a.map\n', 1],
  ['behind another comment does not', '// a //# sourceMappingURL=a.map', 0],
  ['in a comment that is never closed does not', 'a() /*\n//# sourceMappingURL=a.map', 0],
  ['in a comment that only seems to be closed does not', 'a() /*/\n//# sourceMappingURL=a.map', 0],
  ['behind a closed comment counts', '/* a */\n//# sourceMappingURL=a.map', 1],
  ['in a template does not', '`\n//# sourceMappingURL=a.map\n`', 0],
])('a source map comment %s', (_, text, count) => {
  expect(countOf('a.js', text)).toBe(count)
})

it('long runs of blanks are read in one go', () => {
  const blanks = ' '.repeat(1 << 20)
  expect(countOf('a.js', `/*# sourceMappingURL=${blanks}`)).toBe(0)
  expect(countOf('a.css', `/*# sourceMappingURL=${blanks}x y*/`)).toBe(0)
})
