import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import { addProjectOptions, givenOptions } from './project-options.ts'
import { addReleaseSources } from './release-source-options.ts'
import { addMeansOptions, addOutputOptions } from './report-options.ts'
import { addSourceOptions, gather } from './source-options.ts'
import { addStoreOption } from './store-options.ts'

/** The options of a command, without those that it is not given by commander. */
type Given<F extends (...words: never[]) => unknown, At extends number = 0> = Parameters<F>[At]

/**
 * Adds the commands of the release store below `release`. Each loads what it needs when it is asked for.
 * @param make makes a command below another one
 */
export function addReleaseCommands(
  release: Command,
  make: (above: Command, name: string, description: string) => Command,
  finish: (code: ExitCode) => void,
  signal: AbortSignal,
): void {
  const command = (name: string, description: string): Command => addStoreOption(make(release, name, description))

  const add = addReleaseSources(addSourceOptions(addProjectOptions(command('add', 'take a release and keep it'))))
  addMeansOptions(addOutputOptions(add))
    .argument(
      '[SOURCE...]',
      'a project, folders written [PREFIX=]DIR, a collected folder, an archive, a staticfiles.json, sample:41 or git:REF; the options name them too',
    )
    .requiredOption('--name <NAME>', 'what to call it')
    .option('--note <TEXT>', 'a note on it')
    .option('--label <LABEL>', 'a label (repeatable)', gather)
    .option('--all', 'take every manifest of --static-root or --archive, each called NAME and its folder')
    .action(
      async (
        sources: readonly string[],
        options: Given<typeof import('./commands/release/add.ts').add, 1>,
        self: Command,
      ) => {
        const { add: addRelease } = await import('./commands/release/add.ts')
        finish(await addRelease(sources, options, givenOptions(self), signal))
      },
    )
  addOutputOptions(command('list', 'list the releases'))
    .option('--removed', 'also those that were removed and can be restored')
    .action(async (options: Given<typeof import('./commands/release/list.ts').list>) => {
      finish(await (await import('./commands/release/list.ts')).list(options))
    })
  addOutputOptions(command('show', 'show one release; with --json, all of its files').argument('<NAME>')).action(
    async (name: string, options: Given<typeof import('./commands/release/show.ts').show, 1>) => {
      finish(await (await import('./commands/release/show.ts')).show(name, options))
    },
  )
  addOutputOptions(command('export', 'write what a release serves into a folder or an archive').argument('<NAME>'))
    .requiredOption('--output <PLACE>', 'a new or empty folder, or a new .tar, .tar.gz or .tar.zst')
    .action(async (name: string, options: Given<typeof import('./commands/release/export.ts').exportOne, 1>) => {
      finish(await (await import('./commands/release/export.ts')).exportOne(name, options, signal))
    })
  addOutputOptions(command('remove', 'remove a release; it can be restored for a day').argument('<NAME>'))
    .option('--now', 'throw away at once what was removed, and free its contents')
    .action(async (name: string, options: Given<typeof import('./commands/release/remove.ts').remove, 1>) => {
      finish(await (await import('./commands/release/remove.ts')).remove(name, options))
    })
  addOutputOptions(command('restore', 'have a removed release back').argument('<NAME>')).action(
    async (name: string, options: Given<typeof import('./commands/release/remove.ts').restore, 1>) => {
      finish(await (await import('./commands/release/remove.ts')).restore(name, options))
    },
  )
  addOutputOptions(command('edit', 'change the name, note and labels of a release').argument('<NAME>'))
    .option('--name <NAME>', 'another name')
    .option('--note <TEXT>', 'another note')
    .option('--label <LABEL>', 'labels instead of those it has (repeatable)', gather)
    .option('--no-labels', 'no labels')
    .action(async (name: string, options: Given<typeof import('./commands/release/edit.ts').edit, 1>) => {
      finish(await (await import('./commands/release/edit.ts')).edit(name, options))
    })
  addOutputOptions(command('check', 'read the whole store again and tell what is damaged')).action(
    async (options: Given<typeof import('./commands/release/check.ts').check>) => {
      finish(await (await import('./commands/release/check.ts')).check(options, signal))
    },
  )
  addOutputOptions(command('history', 'show one file in all releases').argument('<FILE>')).action(
    async (file: string, options: Given<typeof import('./commands/release/history.ts').history, 1>) => {
      finish(await (await import('./commands/release/history.ts')).history(file, options))
    },
  )
}
