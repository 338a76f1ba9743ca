import type { FileHistoryEntry, ReleaseFile, StoreCheck, StoredRelease } from '../../../shared/model/release.ts'

/** What the documents of `release --json` call themselves; a number changes when the meaning of a member does. */
const RELEASE_SCHEMA = 'staticscope/release@1'
const RELEASES_SCHEMA = 'staticscope/releases@1'
const CHECK_SCHEMA = 'staticscope/release-check@1'
const HISTORY_SCHEMA = 'staticscope/release-history@1'
const EXPORT_SCHEMA = 'staticscope/release-export@1'
const REMOVAL_SCHEMA = 'staticscope/release-removal@1'

/**
 * One release; with files, one of them on each line, in order of their names.
 * @param files null leaves them out
 */
export function* releaseDocument(
  { release, removedAt, stored }: StoredRelease,
  files: Iterable<readonly ReleaseFile[]> | null,
): Generator<string> {
  const head = JSON.stringify({ schema: RELEASE_SCHEMA, ...release, removedAt, stored }, null, 2)
  if (files === null) {
    yield `${head}\n`
    return
  }
  yield `${head.slice(0, -2)},\n  "files": [`
  let separator = '\n'
  for (const chunk of files)
    for (const file of chunk) {
      yield `${separator}    ${JSON.stringify(file)}`
      separator = ',\n'
    }
  yield separator === '\n' ? ']\n}\n' : '\n  ]\n}\n'
}

/** The heads of releases, the newest first. */
export function releasesDocument(releases: readonly StoredRelease[]): Iterable<string> {
  const heads = releases.map(({ release, removedAt, stored }) => {
    // A card is as long as a project has apps; it belongs to the release itself.
    const { card: _card, ...head } = release
    return { ...head, removedAt, stored }
  })
  return document({ schema: RELEASES_SCHEMA, releases: heads })
}

/** What a check of the whole store found. */
export function checkDocument(check: StoreCheck): Iterable<string> {
  return document({ schema: CHECK_SCHEMA, ...check })
}

/** Where and how a file stands in all releases. @param file its logical name */
export function historyDocument(file: string, history: readonly FileHistoryEntry[]): Iterable<string> {
  return document({ schema: HISTORY_SCHEMA, file, history })
}

/** What was written of a release: `output` is an absolute path, `files` how many. */
export function exportDocument(written: {
  readonly name: string
  readonly output: string
  readonly files: number
}): Iterable<string> {
  return document({ schema: EXPORT_SCHEMA, ...written })
}

/** A release that was taken off the list; `purged` is null while it can be restored; else what is gone for good. */
export type Removal = {
  readonly name: string
  readonly purged: { readonly releases: number; readonly contents: number; readonly bytes: number } | null
}

/** What became of a release that was removed. */
export function removalDocument(removal: Removal): Iterable<string> {
  return document({ schema: REMOVAL_SCHEMA, ...removal })
}

function document(value: unknown): Iterable<string> {
  return [`${JSON.stringify(value, null, 2)}\n`]
}
