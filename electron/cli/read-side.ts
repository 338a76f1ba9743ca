import { existsSync } from 'node:fs'
import { InspectorError } from '../../shared/contract/errors.ts'
import { commitOfHere, type NamedSource, optionOfWord, parseSourceWords } from './source-words.ts'

/** One side of `diff`: a release of the store, or a source with the options that name it. */
export type Side = { readonly kind: 'release'; readonly name: string } | ({ readonly kind: 'source' } & NamedSource)

/**
 * Reads one side: the name of a release (`release:NAME` where a name looks like something else), a short form
 * (`sample:41`, `git:main`, `project:DIR`), or a path: a `staticfiles.json`, an archive, a collected folder, a project or a
 * folder of sources. Options of the source follow in the same text (`"source:assets --django 4.2"`).
 * @param hasRelease whether the store has a release of a name
 * @throws InspectorError bad-input, not-found
 */
export function readSide(text: string, hasRelease: (name: string) => boolean): Side {
  if (text.startsWith('release:') && text !== 'release:')
    return { kind: 'release', name: text.slice('release:'.length) }
  if (hasRelease(text)) return { kind: 'release', name: text }
  const [place = '', ...options] = existsSync(text) ? [text] : wordsOf(text)
  const named = optionOfWord(place)
  if (named !== null) {
    const words = [named.option, named.value, ...options]
    return { kind: 'source', ...commitOfHere(parseSourceWords(words, text)) }
  }
  throw new InspectorError(
    'not-found',
    `There is no release ${text} in the store, and no such file or folder. Name a release (release list), a path, or a source such as sample:41, project:DIR or git:REF.`,
  )
}

/** Words as a shell would part them; quotes of both kinds keep blanks together. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  )
}
