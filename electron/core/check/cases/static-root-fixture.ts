import type { CheckCase } from './check-case-fixture.ts'
import type { LaidFile } from '../../files/lay-files.ts'

const PIXELS = 'pixels'
/** Times of files, in seconds: the older and the newer. */
const OLD = 1_700_000_000
const NEW = 1_700_000_100
const old = (text: string): LaidFile => ({ text, mtime: OLD })
const newer = (text: string): LaidFile => ({ text, mtime: NEW })

/** What lies in STATIC_ROOT already, and where that is. */
export const STATIC_ROOT_CASES: Readonly<Record<string, CheckCase>> = {
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
}
