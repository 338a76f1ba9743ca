import type { CheckCase } from './check-case-fixture.ts'

/** Settings, folders and classes of a project. */
export const SETTINGS_CASES: Readonly<Record<string, CheckCase>> = {
  'duplicate-root: a folder given twice': {
    files: { 'static/a.png': 'x' },
    sources: [
      ['static', ''],
      ['static', 'again'],
    ],
    findings: ['duplicate-root  <folder>/static'],
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
}
