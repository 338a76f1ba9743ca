import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { Preview, PreviewFile } from '../collect/preview-result.ts'

/** One file of a test's preview; what is left out is as plain as can be. */
export function previewFile(name: string, changes: Partial<PreviewFile> = {}): PreviewFile {
  return {
    name,
    source: `/shop/static/${name}`,
    provider: 0,
    size: 10,
    action: 'copy',
    hashedName: null,
    url: `/static/${name}`,
    md5: null,
    outputSize: null,
    adjustable: false,
    rewritten: 0,
    errors: 0,
    findings: 0,
    compressed: [],
    shadowed: [],
    ...changes,
  }
}

/** A candidate that lost, for tests that only count them. */
export const SHADOWED = { source: '/vendor/static/x', provider: 1, size: 3, equal: false } as const

/** A test's preview around some files. */
export function previewOf(files: readonly PreviewFile[], changes: Partial<Preview> = {}): Preview {
  return {
    request: { settings: DEFAULT_COLLECT_SETTINGS, sources: [], staticRoot: null },
    rules: { series: '5.2', family: 'C', newerThanKnown: false },
    storageClass: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
    providers: [
      { kind: 'directory', label: 'static', package: null, version: null },
      { kind: 'app', label: 'admin', package: 'Django', version: '5.2.19' },
    ],
    files,
    notCollected: [],
    succeeds: true,
    firstError: null,
    errors: [],
    findings: [],
    counts: {
      files: files.length,
      bytes: files.reduce((bytes, file) => bytes + file.size, 0),
      copied: files.length,
      linked: 0,
      unmodified: 0,
      replaced: 0,
      deleted: 0,
      hashed: 0,
      postProcessed: 0,
      rewritten: 0,
      shadowed: 0,
      notCollected: 0,
      compressed: 0,
      errors: 0,
      brokenFiles: 0,
      findings: 0,
    },
    summaryLine: `${files.length} static files copied to '<STATIC_ROOT>'.`,
    manifest: null,
    orderDependent: false,
    ...changes,
  }
}
