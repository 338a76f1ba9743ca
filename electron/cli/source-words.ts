import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import { InspectorError } from '../../shared/contract/errors.ts'
import { addProjectOptions, givenOptions } from './project-options.ts'
import { addReleaseSources, namesSources, type ReleaseSourceOptions } from './release-source-options.ts'
import { addSourceOptions } from './source-options.ts'

/** Options that name a source, and which of them stand there themselves. */
export type NamedSource = { readonly options: ReleaseSourceOptions; readonly given: ReadonlySet<string> }

/** Short forms `kind:value` of the options that name a source. */
const SHORT: Readonly<Record<string, (value: string) => readonly string[]>> = {
  project: (value) => ['--project', value],
  source: (value) => ['--source', value],
  'static-root': (value) => ['--static-root', value],
  archive: (value) => ['--archive', value],
  manifest: (value) => ['--manifest', value],
  sample: (value) => ['--sample', value],
  git: (value) => ['--git', value],
}
const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz|tar\.zst)$/i

/**
 * The options that mean the same as a short form (`sample:41`, `git:main`, `project:DIR`) or a path: a `staticfiles.json`,
 * an archive, a collected folder, a project or a folder of sources.
 * @returns null where the text is no short form and nothing lies there
 */
export function wordsOfSource(text: string): readonly string[] | null {
  const colon = text.indexOf(':')
  const [kind, value] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)]
  const short = Object.hasOwn(SHORT, kind) ? SHORT[kind] : undefined
  return short !== undefined && value !== '' ? short(value) : wordsOfPath(text)
}

function wordsOfPath(path: string): readonly string[] | null {
  if (!existsSync(path)) return null
  if (!statSync(path).isDirectory()) return ARCHIVE.test(path) ? ['--archive', path] : ['--manifest', path]
  if (existsSync(join(path, 'manage.py'))) return ['--project', path]
  if (existsSync(join(path, 'staticfiles.json'))) return ['--static-root', path]
  return ['--source', path]
}

/**
 * Reads options of a source that do not stand on the command line by themselves.
 * @param text what the user wrote, for the error
 * @throws InspectorError bad-input
 */
export function parseSourceWords(words: readonly string[], text: string): NamedSource {
  const command = addReleaseSources(addSourceOptions(addProjectOptions(new Command('source'))))
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
  try {
    command.parse(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    throw badSource(text, error.message.replace(/^error: /, ''))
  }
  if (command.args.length > 0) throw badSource(text, `${command.args.join(' ')} belongs to no option`)
  return { options: command.opts<ReleaseSourceOptions>(), given: givenOptions(command) }
}

/** A commit without a project or folders is one of the project in the current folder. */
export function commitOfHere<N extends NamedSource>(named: N): N {
  const { git, archive } = named.options
  if (git === undefined || archive !== undefined || namesSources(named.options)) return named
  return { ...named, options: { ...named.options, project: '.' }, given: new Set([...named.given, 'project']) }
}

/**
 * Adds sources that stand as words (`release add dist.tar.gz`) to the options that name sources too. Folders, written
 * `[PREFIX=]DIR`, come before those of --source; everything else is named once.
 * @throws InspectorError not-found, bad-input
 */
export function withSourceWords<O extends ReleaseSourceOptions>(
  texts: readonly string[],
  options: O,
  given: ReadonlySet<string>,
): { readonly options: O; readonly given: ReadonlySet<string> } {
  if (texts.length === 0) return { options, given }
  const words = texts.flatMap((text) => wordsOfSource(text) ?? wordsOfPrefixed(text))
  for (const [at, word] of words.entries())
    if (
      at % 2 === 0 &&
      word !== '--source' &&
      (words.indexOf(word) < at || given.has(new Option(word).attributeName()))
    )
      throw new InspectorError('bad-input', `${word} is named twice. Take one release at a time.`)
  const { source = [] } = options
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => given.has(name)))
  const named = parseSourceWords(words, texts.join(' '))
  const folders = [...(named.options.source ?? []), ...source]
  const merged = { ...options, ...named.options, ...rest, ...(folders.length > 0 && { source: folders }) }
  return commitOfHere({ options: merged, given: new Set([...given, ...named.given]) })
}

/** `PREFIX=DIR`, else nothing lies there. @throws InspectorError not-found */
function wordsOfPrefixed(text: string): readonly string[] {
  const equals = text.indexOf('=')
  if (equals > 0 && existsSync(text.slice(equals + 1))) return ['--source', text]
  throw new InspectorError(
    'not-found',
    `${text} is not there. Name a folder, written [PREFIX=]DIR, a project, an archive, a collected folder, a staticfiles.json, or a source such as sample:41 or git:REF.`,
  )
}

function badSource(text: string, why: string): InspectorError {
  return new InspectorError(
    'bad-input',
    `${text}: ${why}. Write options as for release add, such as "source:assets --django 4.2".`,
  )
}
