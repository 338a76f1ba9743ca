import fc from 'fast-check'

/** A folder of source files: name to text. Some of it is what people write, some is meant to trip a rule. */
export type GeneratedFiles = Readonly<Record<string, string>>

/** What a generated case is collected with. */
export type GeneratedCase = { readonly files: GeneratedFiles; readonly staticUrl: string; readonly jsModules: boolean }

const TARGETS = [
  'i.png',
  'd/i.png',
  'd/e/f.woff',
  'sp ace.png',
  'é.png',
  'p%41.png',
  'a.css',
  'd/b.css',
  'a.js',
  'd/b.js',
  'm.map',
]

const PATHS = [
  ...TARGETS,
  './i.png',
  '../i.png',
  'd/../i.png',
  '../d/i.png',
  '/static/i.png',
  '/static/d/b.css',
  '/other/i.png',
  'sp%20ace.png',
  '%C3%A9.png',
  'p%2541.png',
  'i.png?v=1',
  'i.png?#iefix',
  'i.png#x',
  'd/b.css?v=1/2',
  '#only',
  '?only',
  '',
  'missing.png',
  '../../out.png',
  'data:image/png;base64,AA==',
  'http://h/i.png',
  'HTTP://h/i.png',
  '//h/i.png',
  'd\\i.png',
  'd%2Fi.png',
  './a.js',
  './d/b.js',
  '../a.js',
  'bare',
  '.',
  'd/',
  'd',
]

const SPACES = ['', ' ', '\t', '\n', '\r\n', '\f', '\u00a0', '\u2003', '\u001c', '\ufeff']
const QUOTES = ['', '"', "'"]
const OPENERS = [
  '/*',
  '*/',
  '//',
  '\n',
  '\r\n',
  '"',
  "'",
  '`',
  '\\',
  '${',
  '}',
  ';',
  '(',
  ')',
  '/',
  '\u2028',
  '😀',
  'İ',
  'ı',
  'ſ',
  'K',
  '\0',
  '%',
  '#',
  'x{}',
  '\\\n',
]

const path = fc.constantFrom(...PATHS)
const space = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constant(' ') },
  fc.constantFrom(...SPACES),
)
const quote = fc.constantFrom(...QUOTES)
const end = fc.constantFrom('', ';', ' ;', '\n', '}', '\r\n', ')')
const noise = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...OPENERS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.toWellFormed()) },
  { weight: 1, arbitrary: path },
)

const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''))
const word = (...words: string[]): fc.Arbitrary<string> => fc.constantFrom(...words)

const url = join(
  word('url(', 'url(', 'URL(', 'uRl(', 'url ('),
  quote,
  space,
  path,
  space,
  quote,
  word(')', ')', ')', ''),
)
const importText = join(word('@import', '@import ', '@IMPORT ', '@import\t'), quote, space, path, quote, end)
const cssMap = join(
  word('', '\n', '\r\n', ' '),
  word('/*# sourceMappingURL=', '/*#\tsourceMappingURL=', '/*# sourcemappingurl=', '/*# sourceMappingURL = '),
  path,
  word(' */', '*/', '\t */', ' */ ', ''),
  word('', '\n', '\r\n', ' '),
)
const jsMap = join(
  word('', '\n', '\r\n', ' '),
  word('//# sourceMappingURL=', '//# sourceMappingUrl=', '//@ sourceMappingURL='),
  path,
  word('', '\n', '\r\n', ' ', '\u2028'),
)
const names = word(' x ', '{a}', ' {a,\n b as c} ', ' * as y ', '*as z ', ' x, {y} ', ' ', '{;}', '*')
const moduleImport = join(
  word('import', 'import', 'IMPORT', 'reimport'),
  names,
  word('from', ' from ', 'from\n'),
  quote,
  path,
  quote,
  end,
)
const moduleExport = join(word('export', 'export ', 'Export'), names, word('from', ' from '), quote, path, quote, end)
const sideEffect = join(word('import', 'import ', 'import\n'), quote, path, quote, end)
const dynamicImport = join(
  word('import(', 'import(', 'import( ', 'IMPORT('),
  quote,
  path,
  quote,
  word(')', ' )', ',{})'),
  end,
)

const pieces = (...kinds: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(...kinds.map((arbitrary) => ({ weight: 3, arbitrary })), { weight: 4, arbitrary: noise }), {
      maxLength: 7,
    })
    .map((texts) => texts.join(''))

const start = fc.oneof({ weight: 9, arbitrary: fc.constant('') }, fc.constant('\ufeff'))
const cssText = join(start, pieces(url, url, importText, cssMap))
const jsText = join(start, pieces(jsMap, moduleImport, moduleExport, sideEffect, dynamicImport))

/**
 * Folders of a few CSS and JavaScript files full of quotes, comments, escapes, references and odd characters.
 * Binary targets are always there, so that references resolve about as often as they do not.
 */
export const generatedCase: fc.Arbitrary<GeneratedCase> = fc.record({
  files: fc
    .record(
      {
        'a.css': cssText,
        'd/b.css': cssText,
        'd/e/c.css': cssText,
        'a.js': jsText,
        'd/b.js': jsText,
        'z.css': cssText,
      },
      { requiredKeys: ['a.css', 'a.js'] },
    )
    .map((texts): GeneratedFiles => {
      const targets = Object.fromEntries(
        TARGETS.filter((name) => !/\.(?:css|js)$/.test(name)).map((name) => [name, name]),
      )
      return { ...targets, ...(texts as GeneratedFiles) }
    }),
  staticUrl: fc.oneof(
    { weight: 6, arbitrary: fc.constant('/static/') },
    fc.constantFrom('/', 'static/', 'https://cdn.example.com/s/', '/static'),
  ),
  jsModules: fc.boolean(),
})
