import { DEFAULT_COLLECT_SETTINGS } from '../model/collect-settings.ts'
import type { Content, Release, ReleaseFile, ReleaseReference } from '../model/release.ts'
import type { WholeRelease } from './comparison.ts'

/** A content of a test: a hash made from a word, equal for equal words. */
export function contentOf(word: string, size = word.length): Content {
  const bytes = Array.from(word, (sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0')).join('')
  return { hash: bytes.padEnd(64, '0').slice(0, 64), size }
}

/** One file of a test's release: its source and output have the same bytes unless told otherwise. */
export function releaseFile(name: string, word: string, changes: Partial<ReleaseFile> = {}): ReleaseFile {
  const content = contentOf(word)
  const dot = name.lastIndexOf('.')
  return {
    name,
    hashedName: `${name.slice(0, dot)}.${word}${name.slice(dot)}`,
    source: content,
    output: content,
    plain: null,
    isRecovered: false,
    provider: null,
    references: [],
    compressed: [],
    ...changes,
  }
}

/** A reference of a test. */
export function referenceTo(target: string, written: string, fromSource = false): ReleaseReference {
  return { target, written, range: [0, 0], fromSource }
}

/** A release of a test, collected by Django 5.2 into a manifest. */
export function wholeRelease(files: readonly ReleaseFile[], changes: Partial<Release> = {}): WholeRelease {
  const release: Release = {
    name: 'release',
    note: '',
    labels: [],
    takenAt: '2026-01-01T00:00:00.000Z',
    origin: { kind: 'folders', display: '/shop', commit: null },
    settings: DEFAULT_COLLECT_SETTINGS,
    storageClass: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
    card: null,
    manifest: { version: '1.1', hash: null },
    providers: [],
    pages: null,
    unknowns: [],
    remarks: [],
    counts: { files: files.length, bytes: 0 },
    ...changes,
  }
  return { release, files }
}
