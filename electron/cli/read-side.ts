import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { InspectorError } from '../../shared/contract/errors.ts'
import { addProjectOptions, givenOptions } from './project-options.ts'
import { addReleaseSources, type ReleaseSourceOptions } from './release-source-options.ts'
import { addSourceOptions } from './source-options.ts'

/** One side of `diff`: a release of the store, or a source with the options that name it. */
export type Side =
  | { readonly kind: 'release'; readonly name: string }
  | { readonly kind: 'source'; readonly options: ReleaseSourceOptions; readonly given: ReadonlySet<string> }

/** Short forms `kind:value` of the options that name a source. */
const SHORT: Readonly<Record<string, (value: string) => readonly string[]>> = {
  project: (value) => ['--project', value],
  source: (value) => ['--source', value],
  'static-root': (value) => ['--static-root', value],
  archive: (value) => ['--archive', value],
  manifest: (value) => ['--manifest', value],
  sample: (value) => ['--sample', value],
  git: (value) => ['--project', '.', '--git', value],
}
const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz|tar\.zst)$/i

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
  const words = wordsOfShort(place) ?? wordsOfPath(place)
  if (words !== null) return sourceOf([...words, ...options], text)
  throw new InspectorError(
    'not-found',
    `There is no release ${text} in the store, and no such file or folder. Name a release (release list), a path, or a source such as sample:41, project:DIR or git:REF.`,
  )
}

function wordsOfShort(place: string): readonly string[] | null {
  const colon = place.indexOf(':')
  const [kind, value] = [place.slice(0, Math.max(0, colon)), place.slice(colon + 1)]
  const short = Object.hasOwn(SHORT, kind) ? SHORT[kind] : undefined
  return short === undefined || value === '' ? null : short(value)
}

/** The option that fits what lies at a path; null if nothing does. */
function wordsOfPath(path: string): readonly string[] | null {
  if (!existsSync(path)) return null
  if (!statSync(path).isDirectory()) return ARCHIVE.test(path) ? ['--archive', path] : ['--manifest', path]
  if (existsSync(join(path, 'manage.py'))) return ['--project', path]
  if (existsSync(join(path, 'staticfiles.json'))) return ['--static-root', path]
  return ['--source', path]
}

function sourceOf(words: readonly string[], text: string): Side {
  const command = addReleaseSources(addSourceOptions(addProjectOptions(new Command('side'))))
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
  try {
    command.parse(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    throw badSide(text, error.message.replace(/^error: /, ''))
  }
  if (command.args.length > 0) throw badSide(text, `${command.args.join(' ')} belongs to no option`)
  return { kind: 'source', options: command.opts<ReleaseSourceOptions>(), given: givenOptions(command) }
}

function badSide(text: string, why: string): InspectorError {
  return new InspectorError(
    'bad-input',
    `${text}: ${why}. Write options as for release add, such as "source:assets --django 4.2".`,
  )
}

/** Words as a shell would part them; quotes of both kinds keep blanks together. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  )
}
