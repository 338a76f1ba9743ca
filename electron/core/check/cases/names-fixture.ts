import type { CheckCase } from './check-case-fixture.ts'

const PIXELS = 'pixels'

/** Names of files, who wins them, and the order of folders. */
export const NAME_CASES: Readonly<Record<string, CheckCase>> = {
  'already-hashed-input: output of a bundler': {
    files: { 'static/assets/index-DKpFM4TH.js': 'run()' },
    findings: ['already-hashed-input assets/index-DKpFM4TH.js assets'],
  },
  'odd-name: a percent sign': {
    files: { 'static/a%20b.png': PIXELS },
    findings: ['odd-name a%20b.png a b.png'],
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
  'near already-hashed-input: a word that is as long as a hash': {
    files: { 'static/assets/index-settings.js': 'run()' },
    findings: [],
    nearMissOf: ['already-hashed-input'],
  },
}
