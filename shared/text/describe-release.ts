import type { Origin, Unknown } from '../model/release.ts'

/** Where a release comes from, in a word or two. */
export function originWord({ kind, commit }: Pick<Origin, 'kind' | 'commit'>): string {
  const words: Readonly<Record<Origin['kind'], string>> = {
    django: 'Django project',
    folders: 'folders',
    git: 'commit',
    'static-root': 'collected folder',
    archive: 'archive',
    manifest: 'manifest',
  }
  return commit === null ? words[kind] : `${words[kind]} ${commit.slice(0, 12)}`
}

const UNKNOWN_SENTENCES: Readonly<Record<Unknown, string>> = {
  contents: 'The bytes of the files are not known, only their names.',
  sources: "The author's bytes of some files were recovered by undoing hashes, or are not known.",
  'plain-copies': 'Whether a plain copy is of this release is not known for every file.',
  references: 'Which file refers to which is not known.',
  providers: 'Which app or folder ships a file is not known.',
  settings: 'The settings that it was collected with are not known.',
  templates: 'Which names the templates use is not known.',
}

/** What the origin of a release cannot tell, as a sentence. */
export function unknownSentence(unknown: Unknown): string {
  return UNKNOWN_SENTENCES[unknown]
}
