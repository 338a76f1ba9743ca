import { type Command, Option } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import { addProjectOptions, givenOptions } from './project-options.ts'
import { addMeansOptions, addOutputOptions, fileOrOutput } from './report-options.ts'
import { addSourceOptions, addTemplateOptions, gather } from './source-options.ts'

/** Adds arguments, options and the action of `check`; what it needs is loaded when it is asked for. */
export function addCheckCommand(command: Command, finish: (code: ExitCode) => void, signal: AbortSignal): void {
  addTemplateOptions(addMeansOptions(addOutputOptions(addSourceOptions(addProjectOptions(command)))))
    .argument('[SOURCE...]', 'folders written [PREFIX=]DIR, a Django project, or sample:42; the options name them too')
    .option(
      '--templates',
      'also look up the names that templates and Python ask for (takes no folder: --template-folder)',
    )
    .option(
      '--also <GLOB>',
      'also read other files for addresses below STATIC_URL: paths from the project or this folder (repeatable)',
      gather,
    )
    .option('--accepted <FILE>', 'findings that the team lives with, as JSON')
    .option('--sarif [FILE]', 'print or write SARIF 2.1.0', fileOrOutput)
    .option('--markdown [FILE]', 'print or write a report for a pull request, below 60,000 characters', fileOrOutput)
    .option('--github [FILE]', 'print or write annotations for GitHub Actions', fileOrOutput)
    .addOption(
      new Option('--fail-on <level>', 'end with 1 on findings of this level or worse, or of this code').default(
        'error',
      ),
    )
    .action(
      async (
        sources: readonly string[],
        options: Parameters<typeof import('./commands/check.ts').check>[1],
        self: Command,
      ) => {
        const { check } = await import('./commands/check.ts')
        finish(await check(sources, options, givenOptions(self), signal))
      },
    )
}
