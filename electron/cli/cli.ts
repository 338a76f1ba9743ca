#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander'
import { addCheckCommand } from './check-command.ts'
import { addDiffCommand } from './diff-command.ts'
import { EXIT_CODES, type ExitCode } from './exit-codes.ts'
import { addProjectOptions, givenOptions } from './project-options.ts'
import { addReleaseCommands } from './release-commands.ts'
import { addRolloutCommands } from './rollout-commands.ts'
import { addMeansOptions, addOutputOptions, addPrintOptions, addReportOptions } from './report-options.ts'
import { addCollectstaticWords, addSourceOptions, addTemplateOptions, gather, readCount } from './source-options.ts'

/** Stops the work in hand; a second interrupt ends the process at once. */
const interrupt = new AbortController()

/** Imports nothing heavy: each command is loaded when it is asked for, so that help and wrong options answer at once. */
function createProgram(finish: (code: ExitCode) => void): Command {
  const program = new Command('staticscope')
    .description("Shows what Django's collectstatic would do, without a byte written.")
    .configureHelp({ sortOptions: false, helpWidth: Math.min(process.stdout.columns ?? 80, 100) })
    .addHelpText('after', '\nExit: 0 fine, 1 findings, 2 wrong use or unreadable input, 3 fault, 130 cancelled')
    .exitOverride()
  const below = (above: Command, name: string, description: string): Command =>
    above.command(name).description(description).exitOverride().showHelpAfterError('(see --help)')
  const command = (name: string, description: string): Command => below(program, name, description)

  const withProject = (name: string, description: string): Command =>
    addReportOptions(addSourceOptions(addProjectOptions(command(name, description))))

  withProject('preview', 'show what collectstatic would do')
    .option('--against-own', "also show what would differ from the project's own settings")
    .action(async (options: Parameters<typeof import('./commands/preview.ts').preview>[0], self: Command) => {
      const { preview } = await import('./commands/preview.ts')
      finish(await preview(options, givenOptions(self), interrupt.signal))
    })
  withProject('collect', 'write what collectstatic would write into an empty folder')
    .option('--output <DIR>', 'a new or empty folder')
    .option('--into-static-root', "the project's own STATIC_ROOT; what would be lost is shown first")
    .option('--overwrite', 'agree to what --into-static-root would overwrite and remove')
    .option('--keep-going', 'write in spite of errors: what is broken stays as it was written')
    .action(async (options: Parameters<typeof import('./commands/collect.ts').collect>[0], self: Command) => {
      const { collect } = await import('./commands/collect.ts')
      finish(await collect(options, givenOptions(self), interrupt.signal))
    })
  const verify = command('verify', "run a project's real collectstatic into a temporary folder and compare")
  addMeansOptions(addOutputOptions(addCollectstaticWords(addProjectOptions(verify)))).action(
    async (options: Parameters<typeof import('./commands/verify.ts').verify>[0], self: Command) => {
      const { verify: runVerify } = await import('./commands/verify.ts')
      finish(await runVerify(options, givenOptions(self), interrupt.signal))
    },
  )
  const why = command('why', 'tell why a name or path is collected or not').argument('<NAME>', 'a name, URL or path')
  addTemplateOptions(addMeansOptions(addOutputOptions(addSourceOptions(addProjectOptions(why))))).action(
    async (name: string, options: Parameters<typeof import('./commands/why.ts').why>[1], self: Command) => {
      const { why: tellWhy } = await import('./commands/why.ts')
      finish(await tellWhy(name, options, givenOptions(self), interrupt.signal))
    },
  )
  addPrintOptions(addProjectOptions(command('settings', "show a Django project's settings on static files")))
    .option('--forget', "forget that this project's Python may run")
    .action(async (options: Parameters<typeof import('./commands/settings.ts').settings>[0]) => {
      const { settings } = await import('./commands/settings.ts')
      finish(await settings(options, interrupt.signal))
    })
  addCheckCommand(
    command('check', 'find every reference that breaks or goes stale, for Django and for browsers'),
    finish,
    interrupt.signal,
  )
  addDiffCommand(
    command('diff', 'compare two releases: what changed, and which edit caused it'),
    finish,
    interrupt.signal,
  )
  addRolloutCommands(
    command('rollout', 'play a rollout: who gets something wrong while two releases overlap'),
    below,
    finish,
    interrupt.signal,
  )
  addReleaseCommands(command('release', 'keep releases, and look into them'), below, finish, interrupt.signal)
  addSourceOptions(addProjectOptions(command('serve', 'open the window in a browser, on 127.0.0.1')))
    .addOption(new Option('--port <n>', 'port (default: a free one)').argParser((text) => readCount(text, 0, 65535)))
    .option('--allow <DIR>', 'a folder that the page may look into (repeatable; default: the current folder)', gather)
    .option('--no-open', 'print the address and open no browser')
    .action(async (options: Parameters<typeof import('./commands/serve.ts').serve>[0], self: Command) => {
      const { serve } = await import('./commands/serve.ts')
      finish(await serve(options, givenOptions(self), interrupt.signal))
    })
  return program
}

/** Runs one command line; gives the exit code. Never throws. */
async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT_CODES.fine
  try {
    await createProgram((finished) => (code = finished)).parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.fine : EXIT_CODES.badInput
    const { explainFailure } = await import('./explain-failure.ts')
    return explainFailure(error, (text) => process.stderr.write(text))
  }
}

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (interrupt.signal.aborted) process.exit(EXIT_CODES.cancelled)
    interrupt.abort()
  })
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe: no fault, and nobody is left to tell.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT_CODES.fine)
  // Half a document must not pass for a whole one, as where output goes into a file on a full disk.
  process.stderr.write(
    `staticscope: The output cannot be written (${error.code ?? error.message}), so it is not whole. Free some space, or let it go elsewhere.\n`,
  )
  process.exit(EXIT_CODES.badInput)
})

// The bundle is CommonJS, which has no top-level await.
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
