import type { Preview } from '../collect/preview-result.ts'
import type { OutlineView } from '../preview/outline-view.ts'
import { csvLine } from './csv-line.ts'

const FILE_COLUMNS = [
  'name',
  'action',
  'hashed name',
  'URL',
  'provider',
  'package',
  'version',
  'source',
  'size',
  'output size',
  'MD5',
  'rewritten',
  'errors',
  'findings',
  'shadowed',
] as const

const IGNORED_COLUMNS = ['name', 'pattern', 'provider', 'source'] as const

/** The rows of an outline, its filter, search and order included, as comma-separated values; closed groups too. */
export function* outlineCsv(preview: Preview, view: Pick<OutlineView, 'items' | 'kind'>): Generator<string> {
  // Spreadsheets take a text without this mark for Latin-1.
  yield '\ufeff'
  if (view.kind === 'file') yield* fileLines(preview, view.items())
  else yield* ignoredLines(preview, view.items())
}

function* fileLines({ files, providers }: Preview, items: Iterable<number>): Generator<string> {
  yield csvLine(FILE_COLUMNS)
  for (const item of items) {
    const file = files[item]
    if (file === undefined) continue
    const provider = providers[file.provider]
    yield csvLine([
      file.name,
      file.action,
      file.hashedName,
      file.url,
      provider?.label ?? null,
      provider?.package ?? null,
      provider?.version ?? null,
      file.source,
      file.size,
      file.outputSize,
      file.md5,
      file.rewritten,
      file.errors,
      file.findings,
      file.shadowed.length,
    ])
  }
}

function* ignoredLines({ notCollected, providers }: Preview, items: Iterable<number>): Generator<string> {
  yield csvLine(IGNORED_COLUMNS)
  for (const item of items) {
    const ignored = notCollected[item]
    if (ignored === undefined) continue
    yield csvLine([ignored.name, ignored.pattern, providers[ignored.provider]?.label ?? null, ignored.source])
  }
}
