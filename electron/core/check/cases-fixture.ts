import type { CollectSettings } from '../../../shared/model/collect-settings.ts'

/** A labelled case: small files, and every finding that they must give; files below `static/` and `templates/`. */
export type CheckCase = {
  readonly files: Readonly<Record<string, string | Uint8Array>>
  readonly settings?: Partial<CollectSettings>
  /** `code file:line:column target`, sorted. Files that nobody asks for are told only where `tellsUnused` is set. */
  readonly findings: readonly string[]
  readonly tellsUnused?: true
}

const MAP_WITHOUT_TEXT = '{"version":3,"sources":["lost.js"],"names":[],"mappings":""}'
const PIXELS = 'pixels'

/** The specification of the check by example: the key says what the case is about. */
export const CHECK_CASES: Readonly<Record<string, CheckCase>> = {
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
  },
  'module-loaded-twice: by {% static %} and by a plain import': {
    files: {
      'static/a.js': 'import "./b.js"',
      'static/b.js': 'run()',
      'templates/p.html': `<script type="module" src="{% static 'b.js' %}"></script>{% static 'a.js' %}`,
    },
    findings: ['module-loaded-twice a.js:1:9 b.js', 'unhashed-reference a.js:1:9 b.js'],
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
  'template-name-missing: no file, a leading slash, another case': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `{% static 'b.css' %}{% static '/a.css' %}{% static 'A.css' %}{% static 'a.css' %}`,
    },
    findings: [
      'template-name-missing p.html:1:12 b.css',
      'template-name-missing p.html:1:32 /a.css',
      'template-name-missing p.html:1:53 A.css',
    ],
  },
  'template-name-hashed and template-name-dynamic': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `{% static 'a.7067b21ee6ee.css' %}{% static name %}`,
    },
    findings: ['template-name-dynamic p.html:1:44 name', 'template-name-hashed p.html:1:12 a.css'],
  },
  'hardcoded-static-url: there, and not there': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': '<link href="/static/a.css"><link href="/static/gone.css">',
    },
    findings: ['hardcoded-static-url p.html:1:13 a.css', 'missing-in-browser p.html:1:40 gone.css'],
  },
  'template-missing: a part in no known folder': {
    files: { 'templates/p.html': `{% include 'gone.html' %}`, 'static/a.txt': 'a' },
    findings: ['template-missing p.html:1:12 gone.html'],
  },
  'already-hashed-input: output of a bundler': {
    files: { 'static/assets/index-DKpFM4TH.js': 'run()' },
    findings: ['already-hashed-input assets/index-DKpFM4TH.js assets'],
  },
  'unused-file: asked for by nobody, beside one that is': {
    files: {
      'static/a.css': 'a { background: url(i.png) }',
      'static/i.png': PIXELS,
      'static/old.png': PIXELS,
      'templates/p.html': `{% static 'a.css' %}`,
    },
    findings: ['unused-file old.png'],
    tellsUnused: true,
  },
  'odd-name: a percent sign': {
    files: { 'static/a%20b.png': PIXELS },
    findings: ['odd-name a%20b.png a b.png'],
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
  'nothing: forms that browsers and Django understand alike': {
    files: {
      'static/a.css':
        '@import "b.css";\na { background: url("i.png?v=1#x") }\n@namespace svg url(http://www.w3.org/2000/svg);\nb { background: url(data:,x) }\nc { background: url(https://cdn.example/x.png) }\nd { fill: url(#y) }',
      'static/b.css': 'a { color: red }',
      'static/i.png': PIXELS,
      'static/a.js': 'const r = /"gone.js"/, s = `import("./gone.js")` // import("./gone.js")\n',
    },
    findings: [],
  },
}
