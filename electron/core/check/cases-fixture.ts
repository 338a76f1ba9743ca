import type { CheckCode } from '../../../shared/model/check.ts'
import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { LaidFile } from '../files/lay-files.ts'

/** A labelled case: small files, and every finding that they must give; files below `static/` and `templates/`. */
export type CheckCase = {
  readonly files: Readonly<Record<string, LaidFile>>
  readonly settings?: Partial<CollectSettings>
  /** Folders to collect from, with their prefixes; `static` alone unless given. */
  readonly sources?: readonly (readonly [folder: string, prefix: string])[]
  /** STATIC_ROOT whose present state counts. */
  readonly staticRoot?: string
  /** Sentences on classes of a project that cannot be followed; they make the case one of a project. */
  readonly doubts?: readonly string[]
  /** Codes that it all but gives: what differs from a case that does is as little as can be. */
  readonly nearMissOf?: readonly CheckCode[]
  /** `code file:line:column target`, sorted; `<folder>` stands for the folder of the case. Files that nobody asks for are told only where `tellsUnused` is set. */
  readonly findings: readonly string[]
  readonly tellsUnused?: true
}

const MAP_WITHOUT_TEXT = '{"version":3,"sources":["lost.js"],"names":[],"mappings":""}'
const PIXELS = 'pixels'
/** Times of files, in seconds: the older and the newer. */
const OLD = 1_700_000_000
const NEW = 1_700_000_100
const old = (text: string): LaidFile => ({ text, mtime: OLD })
const newer = (text: string): LaidFile => ({ text, mtime: NEW })

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
    nearMissOf: ['unhashed-reference'],
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
  'stale-target: a file that only STATIC_ROOT still has': {
    files: { 'static/a.css': 'a { background: url(gone.png) }', 'root/gone.png': PIXELS },
    staticRoot: 'root',
    findings: ['stale-target a.css:1:21 gone.png'],
  },
  'near stale-target: the sources have it too': {
    files: { 'static/a.css': 'a { background: url(i.png) }', 'static/i.png': PIXELS, 'root/i.png': PIXELS },
    staticRoot: 'root',
    findings: [],
    nearMissOf: ['stale-target'],
  },
  'mtime-skip: an older copy of other bytes with a newer time': {
    files: { 'static/a.png': old('new'), 'root/a.png': newer('old') },
    settings: { storage: 'plain' },
    staticRoot: 'root',
    findings: ['mtime-skip a.png'],
  },
  'plain-and-hashed-differ: the same with hashed names': {
    files: { 'static/a.png': old('new'), 'root/a.png': newer('old') },
    staticRoot: 'root',
    findings: ['plain-and-hashed-differ a.png'],
  },
  'near mtime-skip: the copy is older': {
    files: { 'static/a.png': newer('new'), 'root/a.png': old('old') },
    settings: { storage: 'plain' },
    staticRoot: 'root',
    findings: [],
    nearMissOf: ['mtime-skip'],
  },
  'near plain-and-hashed-differ: the copy has equal bytes': {
    files: { 'static/a.png': old('same'), 'root/a.png': newer('same') },
    staticRoot: 'root',
    findings: [],
    nearMissOf: ['plain-and-hashed-differ', 'folder-in-the-way'],
  },
  'folder-in-the-way: STATIC_ROOT has a folder of that name': {
    files: { 'static/a.png': old('x'), 'root/a.png/b.txt': newer('y') },
    settings: { storage: 'plain' },
    staticRoot: 'root',
    findings: ['folder-in-the-way a.png'],
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
  'missing-output: a backslash in a name': {
    files: { 'static/a\\b.png': PIXELS },
    findings: ['missing-output a/b.png a/b.d399848208da.png', 'odd-name a\\b.png'],
  },
  'near missing-output, odd-name: a slash, a percent sign that stands for nothing': {
    files: { 'static/a/b.png': PIXELS, 'static/50%.png': PIXELS },
    findings: [],
    nearMissOf: ['missing-output', 'odd-name'],
  },
  'clash-of-hashed-names: a percent sign and what it stands for': {
    files: { 'static/a b.txt': 'x', 'static/a%20b.txt': 'x' },
    findings: ['clash-of-hashed-names a%20b.txt a b.txt', 'odd-name a%20b.txt a b.txt'],
  },
  'near clash-of-hashed-names: other bytes': {
    files: { 'static/a b.txt': 'x', 'static/a%20b.txt': 'y' },
    findings: ['odd-name a%20b.txt a b.txt'],
    nearMissOf: ['clash-of-hashed-names'],
  },
  'case-collision: names that differ in case alone': {
    files: { 'static/Logo.png': 'x', 'static/logo.png': 'y' },
    findings: ['case-collision logo.png Logo.png'],
  },
  'near case-collision: in two folders': {
    files: { 'static/a/Logo.png': 'x', 'static/b/logo.png': 'y' },
    findings: [],
    nearMissOf: ['case-collision'],
  },
  'shadowed-different: a later folder has other bytes': {
    files: { 'static/a.png': 'x', 'more/a.png': 'y' },
    sources: [
      ['static', ''],
      ['more', ''],
    ],
    findings: ['shadowed-different a.png <folder>/more/a.png'],
  },
  'near shadowed-different: equal bytes': {
    files: { 'static/a.png': 'x', 'more/a.png': 'x' },
    sources: [
      ['static', ''],
      ['more', ''],
    ],
    findings: [],
    nearMissOf: ['shadowed-different', 'duplicate-root'],
  },
  'duplicate-root: a folder given twice': {
    files: { 'static/a.png': 'x' },
    sources: [
      ['static', ''],
      ['static', 'again'],
    ],
    findings: ['duplicate-root  <folder>/static'],
  },
  'link-in-static-root: to a folder': {
    files: { 'static/a.png': 'x', 'other/b.png': 'y', 'root/shared': { link: '../other' } },
    staticRoot: 'root',
    findings: ['link-in-static-root shared ../other'],
  },
  'near link-in-static-root: to a file': {
    files: { 'static/a.png': 'x', 'other/b.png': 'y', 'root/b.png': { link: '../other/b.png' } },
    staticRoot: 'root',
    findings: [],
    nearMissOf: ['link-in-static-root'],
  },
  'nested-static-root: within a folder of sources': {
    files: { 'static/a.png': 'x', 'static/root/.keep': '' },
    staticRoot: 'static/root',
    findings: ['nested-static-root  <folder>/static'],
  },
  'near nested-static-root: beside it, with a name that begins alike': {
    files: { 'static/a.png': 'x', 'static-root/.keep': '' },
    staticRoot: 'static-root',
    findings: [],
    nearMissOf: ['nested-static-root'],
  },
  'source-link-outside: a link out of the folder': {
    files: { 'other/a.png': 'x', 'static/a.png': { link: '../other/a.png' } },
    findings: ['source-link-outside a.png <folder>/other/a.png'],
  },
  'near source-link-outside: a link within the folder': {
    files: { 'static/b/a.png': 'x', 'static/a.png': { link: 'b/a.png' } },
    findings: [],
    nearMissOf: ['source-link-outside'],
  },
  'newer-django: a version that is not known yet': {
    files: { 'static/a.png': 'x' },
    settings: { django: '7.0' },
    findings: ['newer-django '],
  },
  'near newer-django: the newest that is known': {
    files: { 'static/a.png': 'x' },
    settings: { django: '6.1' },
    findings: [],
    nearMissOf: ['newer-django'],
  },
  'same-release-id: a manifest for each release, and no id': {
    files: { 'static/a.png': 'x' },
    settings: { storage: 'release-manifest' },
    findings: ['same-release-id '],
  },
  'near same-release-id: with an id': {
    files: { 'static/a.png': 'x' },
    settings: { storage: 'release-manifest', releaseId: 'r7' },
    findings: [],
    nearMissOf: ['same-release-id'],
  },
  'settings-check: a prefix that ends with a slash': {
    files: { 'static/a.png': 'x' },
    sources: [['static', 'shop/']],
    findings: ['settings-check '],
  },
  'near settings-check: without the slash': {
    files: { 'static/a.png': 'x' },
    sources: [['static', 'shop']],
    findings: [],
    nearMissOf: ['settings-check', 'collect-error'],
  },
  'not-emulated: a class that cannot be followed': {
    files: { 'static/a.png': 'x' },
    doubts: ['shop.Storage overrides url'],
    findings: ['not-emulated '],
  },
  'near not-emulated: a project without such a class': {
    files: { 'static/a.png': 'x' },
    doubts: [],
    findings: [],
    nearMissOf: ['not-emulated'],
  },
  'collect-error: a prefix that leaves STATIC_ROOT': {
    files: { 'static/a.png': 'x' },
    sources: [['static', '../out']],
    findings: ['collect-error ../out/a.png'],
  },
  'order-dependent: a long chain within one folder': {
    files: Object.fromEntries(
      ['g', 'f', 'e', 'd', 'c', 'b', 'a'].map((name, index, names) => [
        `static/${name}.css`,
        index === names.length - 1 ? 'x{}' : `@import "${names[index + 1] ?? ''}.css";`,
      ]),
    ),
    settings: { order: 'disk' },
    findings: ['order-dependent g.css'],
  },
  'near order-dependent: one link less': {
    files: Object.fromEntries(
      ['g', 'f', 'e', 'd', 'c', 'b'].map((name, index, names) => [
        `static/${name}.css`,
        index === names.length - 1 ? 'x{}' : `@import "${names[index + 1] ?? ''}.css";`,
      ]),
    ),
    settings: { order: 'disk' },
    findings: [],
    nearMissOf: ['order-dependent'],
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
  'near module-loaded-twice: each with its hashed name': {
    files: {
      'static/a.js': 'import "./b.js";',
      'static/b.js': 'run()',
      'templates/p.html': `<script type="module" src="{% static 'b.js' %}"></script>{% static 'a.js' %}`,
    },
    settings: { jsModules: true },
    findings: [],
    nearMissOf: ['module-loaded-twice', 'template-name-missing', 'template-name-hashed', 'template-name-dynamic'],
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
  'near hardcoded-static-url, template-missing, missing-in-browser: the tag, a part that is there, another place': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `{% include 'part.html' %}<link href="{% static 'a.css' %}"><img src="/media/static/x.png">`,
      'templates/part.html': '<p>x</p>',
    },
    findings: [],
    nearMissOf: ['hardcoded-static-url', 'template-missing', 'missing-in-browser'],
  },
  'near already-hashed-input: a word that is as long as a hash': {
    files: { 'static/assets/index-settings.js': 'run()' },
    findings: [],
    nearMissOf: ['already-hashed-input'],
  },
  'near unused-file: asked for by a style sheet alone': {
    files: {
      'static/a.css': 'a { background: url(i.png) }',
      'static/i.png': PIXELS,
      'templates/p.html': `{% static 'a.css' %}`,
    },
    findings: [],
    tellsUnused: true,
    nearMissOf: ['unused-file'],
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
