import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import { InspectorError } from '../../shared/contract/errors.ts'
import { addProjectOptions, givenOptions } from './project-options.ts'
import { addReleaseSources, namesSources, type ReleaseSourceOptions } from './release-source-options.ts'
import { addSourceOptions } from './source-options.ts'

/** Options that name a source, and which of them stand there themselves. */
export type NamedSource = { readonly options: ReleaseSourceOptions; readonly given: ReadonlySet<string> }

/** Options that name a source; each has a short form, `kind:value`. */
const OPTIONS = ['--project', '--source', '--static-root', '--archive', '--manifest', '--sample', '--git'] as const
/** The option that a word stands for, with its value. */
export type OptionOfWord = { readonly option: (typeof OPTIONS)[number]; readonly value: string }
const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz|tar\.zst)$/i

/**
 * The option that means the same as a short form (`sample:41`, `git:main`, `project:DIR`) or a path: a `staticfiles.json`,
 * an archive, a collected folder, a project or a folder of sources.
 * @returns null where the text is no short form and nothing lies there
 */
export function optionOfWord(text: string): OptionOfWord | null {
  const colon = text.indexOf(':')
  const [kind, value] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)]
  const short = value === '' ? undefined : OPTIONS.find((option) => option === `--${kind}`)
  return short === undefined ? optionOfPath(text) : { option: short, value }
}

function optionOfPath(path: string): OptionOfWord | null {
  if (!existsSync(path)) return null
  const isFolder = statSync(path).isDirectory()
  const holds = (name: string): boolean => existsSync(join(path, name))
  if (!isFolder) return { option: ARCHIVE.test(path) ? '--archive' : '--manifest', value: path }
  return {
    option: holds('manage.py') ? '--project' : holds('staticfiles.json') ? '--static-root' : '--source',
    value: path,
  }
}

/**
 * The same, and a folder may have a prefix: `[PREFIX=]DIR`.
 * @param sources what may be named, for the error
 * @throws InspectorError not-found
 */
export function optionOfSource(text: string, sources: string): OptionOfWord {
  const named = optionOfWord(text)
  if (named !== null) return named
  const equals = text.indexOf('=')
  if (equals > 0 && existsSync(text.slice(equals + 1))) return { option: '--source', value: text }
  throw new InspectorError('not-found', `${text === '' ? 'An empty name' : text} is not there. Name ${sources}.`)
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
  const byWords = texts.map((text) => optionOfSource(text, TAKEN))
  const seen = new Set(given)
  for (const { option } of byWords) {
    const name = new Option(option).attributeName()
    if (option !== '--source' && seen.has(name))
      throw new InspectorError('bad-input', `${option} is named twice. Take one release at a time.`)
    seen.add(name)
  }
  const { source = [] } = options
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => given.has(name)))
  const words = byWords.flatMap(({ option, value }) => [option, value])
  const named = parseSourceWords(words, texts.join(' '))
  const folders = [...(named.options.source ?? []), ...source]
  const merged = { ...options, ...named.options, ...rest, ...(folders.length > 0 && { source: folders }) }
  return commitOfHere({ options: merged, given: new Set([...given, ...named.given]) })
}

const TAKEN =
  'a folder, written [PREFIX=]DIR, a project, an archive, a collected folder, a staticfiles.json, or a source such as sample:41 or git:REF'

function badSource(text: string, why: string): InspectorError {
  return new InspectorError(
    'bad-input',
    `${text}: ${why}. Write options as for release add, such as "source:assets --django 4.2".`,
  )
}
