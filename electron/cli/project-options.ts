import { type Command, Option } from 'commander'
import { gather, readCount } from './source-options.ts'

/** The options that name a Django project, as commander gives them. */
export type ProjectOptions = {
  readonly project?: string
  readonly settings?: string
  readonly python?: string
  readonly env?: readonly string[]
  readonly envFile?: string
  readonly yes?: true
  readonly timeout?: number
}

/** Adds the options that name a project and how its Python is run. */
export function addProjectOptions(command: Command): Command {
  return command
    .option('--project <DIR>', 'a Django project, whose own settings are read by its own Python')
    .option('--settings <MODULE>', 'its settings module (default: as manage.py says)')
    .option('--python <FILE>', 'its interpreter (default: found, as of .venv, poetry, conda)')
    .option('--env <NAME=VALUE>', 'an environment variable for it (repeatable)', gather)
    .option('--env-file <FILE>', 'a file of environment variables for it')
    .option('--yes', "allow the project's Python to run without being asked")
    .addOption(
      new Option('--timeout <seconds>', 'how long the project may take to load')
        .default(60)
        .argParser((text) => readCount(text, 1, 3600)),
    )
}

/** Names of the options that stand on the command line themselves: they override what a project's settings say. */
export function givenOptions(command: Command): ReadonlySet<string> {
  const names = Object.keys(command.opts())
  return new Set(names.filter((name) => command.getOptionValueSource(name) === 'cli'))
}
