import type { Origin, StoreCheck, StoredRelease } from '../../../shared/model/release.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'

/** The sentence above the list: how many releases there are, how much of the store is theirs alone, and the newest. */
export function describeReleases(kept: readonly StoredRelease[]): string {
  const [newest] = kept
  if (newest === undefined) return 'No release is kept.'
  const count = kept.length === 1 ? '1 release is kept' : `${kept.length} releases are kept`
  return `${count}; the newest is ${newest.release.name}.`
}

/** What a kind of source is called in a row. */
export function sourceWord(kind: Origin['kind']): string {
  const words: Readonly<Record<Origin['kind'], string>> = {
    django: 'Project',
    folders: 'Folders',
    git: 'Commit',
    'static-root': 'Collected',
    archive: 'Archive',
    manifest: 'Manifest',
  }
  return words[kind]
}

/** What a check of the store found, as a sentence. */
export function describeCheck({ releases, contents, bytes, database, damages, unreadable }: StoreCheck): string {
  const read = `${plural(releases, 'release')}, ${plural(contents, 'content')}, ${formatBytes(bytes)} read`
  const faults = database.length + damages.length + unreadable.length
  if (faults === 0) return `The store is sound: ${read}.`
  const touched = new Set([...damages.flatMap((damage) => damage.releases), ...unreadable]).size
  return `${plural(faults, 'damage')} found, in ${plural(touched, 'release')}: ${read}.`
}

/** What to try after a take that gave nothing, where the sentence of the error does not say it; else null. */
export function adviceFor({ code }: { readonly code: string }): string | null {
  switch (code) {
    case 'would-fail':
    case 'damaged-manifest':
      return null
    case 'hostile-archive':
      return 'Nothing was unpacked. Pack the folder again with tar or zip, and take that archive.'
    case 'name-taken':
      return 'Choose another name, or rename the release that has it.'
    case 'disk-full':
      return 'The store is as it was. Make room on the disk, then try again.'
    case 'consent-needed':
      return "Open the project first and allow its Python; a commit is read with the project's own interpreter."
    case 'changed-while-reading':
      return 'A build was probably writing there. Try again when it has ended.'
    case 'missing-folder':
      return 'Bring the folder back, or choose another source.'
    default:
      return 'The store is as it was. Try again, or take another source.'
  }
}

/** Labels as people write them, with commas between. */
export function readLabels(text: string): string[] {
  const labels = text.split(',').map((label) => label.trim().slice(0, 100))
  return [...new Set(labels.filter((label) => label !== ''))]
}
