import type { CheckCase } from './check-case-fixture.ts'

const PIXELS = 'pixels'
const MAP_WITHOUT_TEXT = '{"version":3,"sources":["lost.js"],"names":[],"mappings":""}'

/** What static files ask for. */
export const REFERENCE_CASES: Readonly<Record<string, CheckCase>> = {
  'missing-target: url() of a file that is not there': {
    files: { 'static/a.css': 'a { background: url(gone.png) }' },
    findings: ['missing-target a.css:1:21 gone.png'],
  },
  'missing-in-browser: Worker, new URL, image-set and a page, which Django does not read': {
    files: {
      'static/a.js': 'new Worker("/static/w.js")\nconst u = new URL("./u.png", import.meta.url)\n',
      'static/b.css': 'a { background: image-set("i.png" 1x) }',
      'static/c.html': '<img src="p.png">',
    },
    findings: [
      'missing-in-browser a.js:1:13 w.js',
      'missing-in-browser a.js:2:20 u.png',
      'missing-in-browser b.css:1:28 i.png',
      'missing-in-browser c.html:1:11 p.png',
    ],
  },
  'unhashed-reference: image-set and an import, with the modules option off': {
    files: {
      'static/a.css': 'a { background: image-set("i.png" 1x) }',
      'static/i.png': PIXELS,
      'static/m.js': 'import "./n.js"',
      'static/n.js': 'run()',
    },
    findings: ['unhashed-reference a.css:1:28 i.png', 'unhashed-reference m.js:1:9 n.js'],
  },
  'unhashed-reference: a slash in the query': {
    files: { 'static/a.css': 'a { background: url(i.svg?set=x/y) }', 'static/i.svg': '<svg/>' },
    findings: ['unhashed-reference a.css:1:21 i.svg?set=x/y'],
  },
  'nothing: with a storage that does not hash, plain names are right': {
    files: { 'static/a.css': 'a { background: image-set("i.png" 1x) }', 'static/i.png': PIXELS },
    settings: { storage: 'plain' },
    findings: [],
    nearMissOf: ['unhashed-reference'],
  },
  'hash-before-rewrite: a query on a style sheet that is rewritten': {
    files: {
      'static/a.css': '@import url("b.css?v=1");',
      'static/b.css': 'a { background: url(i.png) }',
      'static/i.png': PIXELS,
    },
    findings: ['hash-before-rewrite a.css:1:14 b.css?v=1'],
  },
  'folder-lost: a backslash': {
    files: { 'static/a.css': 'a { background: url(img\\i.png) }', 'static/img/i.png': PIXELS },
    findings: ['folder-lost a.css:1:21 img\\i.png'],
  },
  'source-map-comment-removed: a map as data, in Django 4.2': {
    files: { 'static/a.js': 'run()\n//# sourceMappingURL=data:application/json,{}\n' },
    settings: { django: '4.2' },
    findings: ['source-map-comment-removed a.js:2:22 data:application/json,{}'],
  },
  'source-map-missing: named and not shipped': {
    files: { 'static/a.js': 'run()\n//# sourceMappingURL=a.js.map\n' },
    findings: ['source-map-missing a.js:2:22 a.js.map'],
  },
  'source-map-missing: in Django 3.2, which does not look for it': {
    files: { 'static/a.js': 'run()\n//# sourceMappingURL=a.js.map\n' },
    settings: { django: '3.2' },
    findings: ['source-map-missing a.js:2:22 a.js.map'],
  },
  'source-map-sources-missing: neither text nor file': {
    files: { 'static/a.js': 'run()\n//# sourceMappingURL=a.js.map\n', 'static/a.js.map': MAP_WITHOUT_TEXT },
    findings: ['source-map-sources-missing a.js.map:1:26 lost.js'],
  },
  'reference-in-comment: fails up to Django 6.0': {
    files: { 'static/a.css': '/* url(old.png) */ a { color: red }' },
    findings: ['reference-in-comment a.css:1:8 old.png'],
  },
  'reference-in-comment: Django 6.1 passes over it': {
    files: { 'static/a.css': '/* url(old.png) */ a { color: red }' },
    settings: { django: '6.1' },
    findings: ['reference-in-comment a.css:1:8 old.png'],
  },
  'nothing: a comment that names a file that is there': {
    files: { 'static/a.css': '/* url(i.png) */ a { color: red }', 'static/i.png': PIXELS },
    findings: [],
    nearMissOf: ['reference-in-comment'],
  },
  'case-mismatch: in CSS, where Django fails': {
    files: { 'static/a.css': 'a { background: url(Logo.png) }', 'static/logo.png': PIXELS },
    findings: ['case-mismatch a.css:1:21 Logo.png'],
  },
  'case-mismatch: in a page, where only browsers fail': {
    files: { 'static/a.html': '<img src="Logo.png">', 'static/logo.png': PIXELS },
    findings: ['case-mismatch a.html:1:11 Logo.png'],
  },
  'leaves-static-root: too many dots': {
    files: { 'static/a.css': 'a { background: url(../../x.png) }' },
    findings: ['leaves-static-root a.css:1:21 ../../x.png'],
  },
  'not-utf8: a byte of Latin-1': {
    files: { 'static/a.css': Uint8Array.from([0x61, 0xe9]) },
    findings: ['not-utf8 a.css'],
  },
  'cycle: two style sheets that import each other': {
    files: { 'static/a.css': '@import "b.css";', 'static/b.css': '@import "a.css";' },
    findings: ['cycle a.css:1:10 b.css'],
  },
  'pass-limit: a chain that is too long for one pass': {
    files: {
      'static/a.css': '@import "b.css";',
      'static/b.css': '@import "c.css";',
      'static/c.css': '@import "d.css";',
      'static/d.css': 'a { color: red }',
    },
    settings: { maxPasses: 1 },
    findings: ['pass-limit a.css d.css'],
  },
  'double-hash: an export before an import, with modules on': {
    files: {
      'static/a.js': 'export {x};\nimport y from "./m.js";\n',
      'static/m.js': 'export default 1',
    },
    settings: { jsModules: true },
    findings: ['double-hash a.js:2:16 m.2a9c434abe98.js', 'missing-target a.js:1:16 m.2a9c434abe98.js'],
  },
  'corrupted-data-uri: url() inside of a data URI': {
    files: {
      'static/a.css': `a { background: url("data:image/svg+xml,<svg fill='url(%23b)' stroke='url(%23c)'/>") }`,
    },
    findings: ['corrupted-data-uri a.css:1:75 #c'],
  },
  'nothing: a broken quote, which Django writes right': {
    files: {
      'static/a.css': `a { background: url('i.png") } b { background: url(i.png) }`,
      'static/i.png': PIXELS,
    },
    findings: [],
  },
  'missing-in-browser: behind a broken quote that Django writes right': {
    files: {
      'static/a.css': `a { background: url('i.png") } b { background: image-set("gone.png" 1x) }`,
      'static/i.png': PIXELS,
    },
    findings: ['missing-in-browser a.css:1:59 gone.png'],
  },
  'swallowed-error: a target that is lost in a later pass': {
    // The hashed name that m.css has in the first pass alone.
    files: {
      'static/m.css': 'url(n.css)',
      'static/n.css': '@import "z.png";',
      'static/z.png': '1',
      'static/x.css': 'a{b:url(z.png)} c{d:url(m.eccd91ff839c.css)}',
    },
    settings: { django: '5.2' },
    findings: ['swallowed-error x.css'],
  },
  'near swallowed-error: Django 3.2 ends with it': {
    files: {
      'static/m.css': 'url(n.css)',
      'static/n.css': '@import "z.png";',
      'static/z.png': '1',
      'static/x.css': 'a{b:url(z.png)} c{d:url(m.eccd91ff839c.css)}',
    },
    settings: { django: '3.2' },
    findings: ['missing-target x.css:1:25 m.eccd91ff839c.css'],
    nearMissOf: ['swallowed-error'],
  },
  'not-parsed: a map that breaks off, and a module that no browser could parse': {
    files: { 'static/a.js.map': '{"version":3,"sources":[', 'static/m.js': 'import { from "./n.js"\n' },
    findings: ['not-parsed a.js.map:1:25', 'not-parsed m.js:2:1'],
  },
  'near not-parsed: the same, whole': {
    files: {
      'static/a.js.map': '{"version":3,"sources":[],"names":[],"mappings":""}',
      'static/m.js': 'import { n } from "./n.js"\n',
      'static/n.js': 'export const n = 1',
    },
    settings: { storage: 'plain' },
    findings: [],
    nearMissOf: ['not-parsed'],
  },
  'near source-map-missing, source-map-sources-missing, source-map-comment-removed: the map brings all along': {
    files: {
      'static/a.js': 'run()\n//# sourceMappingURL=a.js.map\n',
      'static/a.js.map': '{"version":3,"sources":["lost.js"],"sourcesContent":["run()"],"names":[],"mappings":""}',
    },
    settings: { django: '4.2' },
    findings: [],
    nearMissOf: ['source-map-missing', 'source-map-sources-missing', 'source-map-comment-removed'],
  },
  'near hash-before-rewrite: a query on a style sheet without references': {
    files: { 'static/a.css': '@import url("b.css?v=1");', 'static/b.css': 'a { color: red }' },
    findings: [],
    nearMissOf: ['hash-before-rewrite'],
  },
  'near double-hash: the import before the export': {
    files: {
      'static/a.js': 'import y from "./m.js";\nexport {x};\n',
      'static/m.js': 'export default 1',
    },
    settings: { jsModules: true },
    findings: [],
    nearMissOf: ['double-hash'],
  },
  'near case-mismatch, leaves-static-root, not-utf8: the right case, dots that stay within, UTF-8': {
    files: {
      'static/b/a.css': 'a { background: url(../Logo.png); content: "é" }',
      'static/Logo.png': PIXELS,
    },
    findings: [],
    nearMissOf: ['case-mismatch', 'leaves-static-root', 'not-utf8'],
  },
  'near pass-limit, cycle: a chain that is as long as the passes allow': {
    files: { 'static/a.css': '@import "b.css";', 'static/b.css': 'a { color: red }' },
    settings: { maxPasses: 1 },
    findings: [],
    nearMissOf: ['pass-limit', 'cycle'],
  },
  'nothing: forms that browsers and Django understand alike': {
    files: {
      'static/a.css':
        '@import "b.css";\na { background: url("i.png?v=1#x") }\n@namespace svg url(http://www.w3.org/2000/svg);\nb { background: url(data:,x) }\nc { background: url(https://cdn.example/x.png) }\nd { fill: url(#y) }',
      'static/b.css': 'a { color: red }',
      'static/i.png': PIXELS,
      'static/a.js': 'const r = /"gone.js"/, s = `import("./gone.js")` // import("./gone.js")\n',
    },
    findings: [],
    nearMissOf: [
      'missing-target',
      'missing-in-browser',
      'reference-in-comment',
      'folder-lost',
      'corrupted-data-uri',
      'cycle',
    ],
  },
}
