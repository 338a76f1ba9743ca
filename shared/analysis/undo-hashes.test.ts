import { describe, expect, it } from 'vitest'
import { hashTable, undoHashes } from './undo-hashes.ts'

const H = '0123456789ab'
const table = hashTable([
  ['css/site.css', `css/site.${H}.css`],
  ['css/base.css', `css/base.${H}.css`],
  ['img/a.png', `img/a.${H}.png`],
  ['img/a b.svg', `img/a b.${H}.svg`],
  ['js/app.js', `js/app.${H}.js`],
  ['js/lib/x.js', `js/lib/x.${H}.js`],
  ['js/app.js.map', `js/app.js.${H}.map`],
  ['LICENSE', `LICENSE.${H}`],
])

describe("Django's names become the author's again", () => {
  it.each([
    ['a relative url()', 'css/site.css', `a{b:url("../img/a.${H}.png")}`, 'a{b:url("../img/a.png")}'],
    ['an absolute one', 'css/site.css', `a{b:url("/static/v2/img/a.${H}.png")}`, 'a{b:url("/static/v2/img/a.png")}'],
    ['a name with a blank', 'css/site.css', `url("../img/a b.${H}.svg#i")`, 'url("../img/a b.svg#i")'],
    ['the font hack', 'css/site.css', `url("../img/a.${H}.png?#iefix")`, 'url("../img/a.png?#iefix")'],
    ['an import rule', 'css/site.css', `@import url("base.${H}.css");`, '@import url("base.css");'],
    ['a name without an ending', 'css/site.css', `url("../LICENSE.${H}")`, 'url("../LICENSE")'],
    ['a source map', 'js/app.js', `x\n//# sourceMappingURL=app.js.${H}.map\n`, 'x\n//# sourceMappingURL=app.js.map\n'],
    ['an import', 'js/app.js', `import{x} from "./lib/x.${H}.js"`, 'import{x} from "./lib/x.js"'],
    ['a bare import', 'js/app.js', `import"./lib/x.${H}.js"`, 'import"./lib/x.js"'],
    ['a dynamic import', 'js/app.js', `import("./lib/x.${H}.js")`, 'import("./lib/x.js")'],
  ])('in %s', (_, name, written, expected) => {
    expect(undoHashes(written, name, table).text).toBe(expected)
  })

  it('with the place and the target of each', () => {
    const text = `@import url("base.${H}.css?v=1"); a{b:url("../img/a.${H}.png")}`
    expect(undoHashes(text, 'css/site.css', table).references).toEqual([
      { target: 'css/base.css', written: `css/base.${H}.css`, range: [13, 38], fromSource: false, query: '?v=1' },
      {
        target: 'img/a.png',
        written: `img/a.${H}.png`,
        range: [text.indexOf('../'), text.indexOf('")}')],
        fromSource: false,
      },
    ])
  })

  it('and a name of the source alone, written because of a query, is told as such', () => {
    expect(undoHashes('@import url("base.ba9876543210.css?v=1");', 'css/site.css', table)).toEqual({
      text: '@import url("base.css?v=1");',
      references: [
        {
          target: 'css/base.css',
          written: 'css/base.ba9876543210.css',
          range: [13, 38],
          fromSource: true,
          query: '?v=1',
        },
      ],
    })
  })
})

describe('what Django did not write stays', () => {
  it.each([
    ['unquoted', 'css/site.css', `url(../img/a.${H}.png)`],
    ['another origin', 'css/site.css', `url("https://cdn.example/img/a.${H}.png")`],
    ['without a scheme', 'css/site.css', `url("//cdn.example/img/a.${H}.png")`],
    ['an unknown hash', 'css/site.css', 'url("../img/a.ba9876543210.png")'],
    ['a data URI', 'css/site.css', `url("data:image/png;base64,a.${H}.png")`],
    ['another kind of file', 'a.svg', `url("img/a.${H}.png")`],
  ])('%s', (_, name, text) => {
    expect(undoHashes(text, name, table)).toEqual({ text, references: [] })
  })
})
