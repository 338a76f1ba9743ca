import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareJavaScript } from './javascript.ts'
import { readReferences } from './read-references.ts'

beforeAll(prepareJavaScript)

/** Each reference in one line: place, kind, URL, when. */
function told(name: string, text: string): string[] {
  return (readReferences(name, text)?.references ?? []).map(
    ({ line, column, kind, url, request, condition }) =>
      `${line}:${column} ${kind} ${url ?? '?'} ${request}${condition === null ? '' : `: ${condition}`}`,
  )
}

describe('a style sheet', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'url() in each of its forms',
      '.a{background:url(a.png),url( "b.png" ),URL(c\\.png)}',
      ['1:19 css-url a.png requested', '1:32 css-url b.png requested', '1:45 css-url c.png requested'],
    ],
    [
      '@import in each of its forms',
      '@charset "x";@layer a;@import "a.css";@import url(b.css) screen;@import url("c.css") supports(x:y);',
      [
        '1:32 css-import a.css requested',
        '1:51 css-import b.css requested: screen',
        '1:78 css-import c.css conditional: import supports(x:y)',
      ],
    ],
    [
      'an @import after other rules',
      '.a{}@import "late.css";',
      ['1:14 css-import late.css never: an @import after other rules is dropped'],
    ],
    [
      'an @import that the end of the sheet ends',
      '@import "a.css" screen',
      ['1:10 css-import a.css requested: screen'],
    ],
    [
      'a namespace',
      '@namespace svg url("http://w3/svg");',
      ['1:21 css-namespace http://w3/svg never: a namespace is a name and no address'],
    ],
    ['comments and strings', '/* url(a.png) */.a{content:"url(b.png)"}', []],
    [
      'image-set with strings and types',
      '.a{background:image-set("a.png" 1x type("image/png"), url(b.png) 2x)}',
      [
        '1:26 css-image-set a.png conditional: for screens of that density',
        '1:59 css-image-set b.png conditional: for screens of that density',
      ],
    ],
    ['src()', '.a{background:src("a.png")}', ['1:20 css-src a.png conditional: in browsers that know src()']],
    [
      'an open bracket, which swallows all up to its end',
      '.a{width:calc(1px}.b{background:url(b.png)}',
      ['1:37 css-url b.png never: browsers take no URL in width'],
    ],
    [
      'a semicolon between rules, which spoils the next one',
      '.a{};.b{background:url(b.png)}.c{background:url(c.png)}',
      ['1:24 css-url b.png never: the selectors are no valid CSS', '1:49 css-url c.png requested'],
    ],
    [
      'an image that another declaration takes the place of',
      '.a{background:url(a.png);background-image:url(b.svg);content:url(c.png)!important;content:none}',
      [
        '1:19 css-url a.png conditional: in browsers that do not understand another background of the same rule',
        '1:47 css-url b.svg requested',
        '1:66 css-url c.png requested',
      ],
    ],
    [
      'a broken string, which spoils its declaration',
      '.a{background:url(a.png),url("b\n.png) }',
      ['1:19 css-url a.png never: this is no valid declaration'],
    ],
    [
      'imports behind what browsers do not know, and behind layers',
      '@foo;@import "a.css";@layer x;@import "b.css";',
      ['1:15 css-import a.css requested', '1:40 css-import b.css never: an @import after other rules is dropped'],
    ],
    [
      'a font, of which the last src counts',
      '@font-face{src:url(a.eot);src:url(b.eot?#i) format("embedded-opentype"),url(c.woff2) format("woff2"),url(d.ttf)}',
      [
        '1:20 css-font a.eot never: a later src of the same rule counts',
        '1:35 css-font b.eot?#i never: browsers know no format embedded-opentype',
        '1:77 css-font c.woff2 conditional: when text is shown in this font',
        '1:106 css-font d.ttf conditional: when no source before it can be used',
      ],
    ],
    ['a custom property', ':root{--i:url(a.png)}', ['1:15 css-property a.png conditional: where var(--i) is used']],
    [
      'states, media and nesting',
      '@media print{.a:hover{background:url(a.png);.b &{background:url(b.png)}}}',
      [
        '1:38 css-url a.png conditional: @media print, while :hover',
        '1:65 css-url b.png conditional: @media print, while :hover',
      ],
    ],
    [
      'declarations that browsers drop',
      '.a{zoom:url(a.png);background:url(b c.png);url(d.png)}',
      [
        '1:13 css-url a.png never: browsers take no URL in zoom',
        '1:35 css-url ? never: this is no valid URL',
        '1:48 css-url d.png never: this is no valid declaration',
      ],
    ],
    [
      'what asks no server',
      '.a{mask:url(#m);cursor:url(data:x);background:url()}',
      [
        '1:13 css-url #m never: it names a part of the same document',
        '1:28 css-url data:x never: a data: URL asks no server',
        '1:51 css-url  never: the URL is empty',
      ],
    ],
    [
      'source map comments, of which the last counts',
      '/*# sourceMappingURL=a.map */\n/*# sourceMappingURL=b.map */',
      [
        '1:22 css-source-map a.map never: a later comment of the file counts',
        '2:22 css-source-map b.map conditional: with developer tools open',
      ],
    ],
    ['a byte order mark and CRLF', '\uFEFF.a{}\r\n.b{background:url(a.png)}', ['2:19 css-url a.png requested']],
  ])('with %s', (_, text, expected) => {
    expect(told('a.css', text)).toEqual(expected)
  })
})

describe('a script', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'imports and re-exports',
      'import a from "./a.js";export*from"/b.js"\nimport "lit"',
      [
        '1:16 js-import ./a.js requested',
        '1:36 js-export /b.js requested',
        '2:9 js-import lit requested: through an import map of the page',
      ],
    ],
    ['what only looks like imports', 'const r = /import "a.js"/, s = `import("./b.js")`; // import("./c.js")', []],
    [
      'dynamic imports',
      'import("./a.js");import(`./b.js`);import(`./${x}.js`);import(y)',
      [
        '1:9 js-dynamic-import ./a.js conditional: when the call runs',
        '1:26 js-dynamic-import ./b.js conditional: when the call runs',
        '1:42 js-dynamic-import ? conditional: when the call runs; the name is made by the script',
        '1:62 js-dynamic-import ? conditional: when the call runs; the name is made by the script',
      ],
    ],
    [
      'workers',
      'new Worker("a.js");new SharedWorker(new URL("./b.js", import.meta.url));navigator.serviceWorker.register("/sw.js")',
      [
        '1:13 js-worker a.js conditional: when the call runs',
        '1:46 js-shared-worker ./b.js conditional: when the call runs',
        '1:107 js-service-worker /sw.js conditional: when the call runs',
      ],
    ],
    [
      'files beside the module',
      'new URL("a.png", import.meta.url); new URL("b.png", base)',
      ['1:10 js-url a.png conditional: when the call runs'],
    ],
    [
      'scripts of workers',
      'importScripts("a.js", \'b.js\'); CSS.paintWorklet.addModule("c.js")',
      [
        '1:16 js-import-scripts a.js conditional: when the call runs',
        '1:24 js-import-scripts b.js conditional: when the call runs',
        '1:60 js-worklet c.js conditional: when the call runs',
      ],
    ],
    [
      'fetch of a literal, and of anything else',
      'fetch("/static/a.json");fetch(url);o.fetch("b")',
      ['1:8 js-fetch /static/a.json conditional: when the call runs'],
    ],
    ['methods of the same names', 'class A{importScripts(a){}}', []],
    ['calls in comments and strings', '// new Worker("a.js")\nconst s = "new Worker(b)"', []],
    [
      'a source map comment',
      'a()\n//# sourceMappingURL=a.js.map\n',
      ['2:22 js-source-map a.js.map conditional: with developer tools open'],
    ],
    ['a source map comment in a template', 'const t = `\n//# sourceMappingURL=a.map\n`', []],
    ['a source map comment in a string', 'const t = "//# sourceMappingURL=a.map"', []],
  ])('with %s', (_, text, expected) => {
    expect(told('a.js', text)).toEqual(expected)
  })

  it('that is none is told with its place', () => {
    expect(readReferences('a.js', 'let a\nimport { from "x"')?.unreadable).toMatchObject({ line: 2 })
  })
})

describe('a page', () => {
  it('has the references of its elements, styles, scripts and import map', () => {
    const page = `<!doctype html><base href="/x/"><link rel=stylesheet href=a.css media=print><link rel=canonical href="/y">
<script src='a&amp;b.js'></script><script type="importmap">{"imports":{"lit":"./lit.js"}}</script><script type=module>import './b.js'</script>
<img srcset="a.png 1x, b,c.png 2x" src=x.png><video poster=p.jpg></video><div style="background:url('bg.png')"></div>
<style>.a{background:url(s.png)}</style><svg><use href="sp.svg#i"/></svg><noscript><img src=n.png></noscript><script type="text/template"><img src=no.png></script>`
    expect(told('a.html', page)).toEqual([
      '1:28 html-base /x/ never: it is what other addresses are relative to',
      '1:59 html-style a.css requested: print',
      '1:103 html-link /y never: browsers load nothing for rel="canonical"',
      '2:14 html-script a&b.js requested',
      '2:79 import-map ./lit.js conditional: when lit is imported',
      '2:127 js-import ./b.js requested',
      '3:14 html-srcset a.png conditional: when the browser chooses this picture',
      '3:24 html-srcset b,c.png conditional: when the browser chooses this picture',
      '3:40 html-image x.png conditional: when no picture of srcset is chosen',
      '3:60 html-poster p.jpg requested',
      '3:102 css-url bg.png requested',
      '4:26 css-url s.png requested',
      '4:57 svg-href sp.svg#i requested',
      '4:93 html-image n.png conditional: without scripts',
    ])
    expect(readReferences('a.html', page)).toMatchObject({
      documentBase: '/x/',
      importMap: new Map([['lit', './lit.js']]),
    })
  })

  it('that is an SVG file has the references of its pictures and styles', () => {
    expect(
      told(
        'i.svg',
        '<svg xmlns="http://www.w3.org/2000/svg"><style>.b{fill:url(#g)}</style><image xlink:href="p.png"/></svg>',
      ),
    ).toEqual(['1:60 css-url #g never: it names a part of the same document', '1:91 svg-href p.png requested'])
  })
})

it('a web app manifest has icons, screenshots and icons of shortcuts', () => {
  expect(
    told(
      'site.webmanifest',
      '{"icons":[{"src":"i.png"}],"screenshots":[{"src":"s.png"}],"shortcuts":[{"icons":[{"src":"j.png"}]}]}',
    ),
  ).toEqual([
    '1:19 web-manifest i.png conditional: when the browser chooses this icon',
    '1:51 web-manifest s.png conditional: when installing is offered',
    '1:91 web-manifest j.png conditional: when the browser chooses this icon',
  ])
})

it('a script with a call that nobody can tell from a string is unreadable', () => {
  expect(readReferences('a.js', 'new Worker("a.js"')?.unreadable).not.toBeNull()
  expect(readReferences('a.js', 'run("new Worker(1)"')?.unreadable).not.toBeNull()
})

it('a source map has the sources whose text it does not bring along, index maps too', () => {
  expect(
    told('a.map', '{"file":"a.js","sourceRoot":"../src","sources":["a.ts","b.ts"],"sourcesContent":[null,"b"]}'),
  ).toEqual([
    '1:10 map-file a.js never: it names the file that the map is for',
    '1:50 map-source ../src/a.ts conditional: with developer tools open',
    '1:57 map-source ../src/b.ts never: the map brings its text along',
  ])
  expect(told('i.map', '{"sections":[{"map":{"sources":["c.ts"]}},{"url":"d.map"}]}')).toEqual([
    '1:34 map-source c.ts conditional: with developer tools open',
    '1:51 map-section d.map conditional: with developer tools open',
  ])
})

it('any text whatever is read without an error, and places point at what is written', () => {
  const piece = fc.constantFrom(
    'url(',
    ')',
    '"',
    "'",
    '/*',
    '*/',
    '@import ',
    '{',
    '}',
    ';',
    'import ',
    'from',
    '`',
    '${',
    '//# sourceMappingURL=',
    '<script>',
    '</script>',
    '<a href=',
    '>',
    '\\',
    '\r\n',
    '\u2028',
    '\uD800',
    'new Worker(',
    'x.png',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('a.css', 'a.js', 'a.html', 'a.svg', 'a.map', 'a.webmanifest'),
      (content, name) => {
        for (const reference of readReferences(name, content)?.references ?? [])
          expect(content.slice(reference.offset, reference.offset + reference.text.length)).toBe(reference.text)
      },
    ),
    { numRuns: 2000 },
  )
})

it('deep nesting is read without recursion', () => {
  expect(told('a.html', `${'<div>'.repeat(50_000)}<img src=a.png>`)).toHaveLength(1)
  expect(told('a.css', `${'@media print{'.repeat(3000)}.a{background:url(a.png)}`)).toEqual([])
})
