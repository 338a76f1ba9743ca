import type { PreviewFile } from '../collect/preview-result.ts'
import type { OutlineSource } from './outline-items.ts'

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

/** What a test's outline shows. */
export function outlineOf(files: readonly PreviewFile[], changes: Partial<OutlineSource> = {}): OutlineSource {
  return {
    providers: [
      { kind: 'directory', label: 'static', package: null, version: null },
      { kind: 'app', label: 'admin', package: 'Django', version: '5.2.19' },
    ],
    files,
    notCollected: [],
    errors: [],
    findings: [],
    ...changes,
  }
}
