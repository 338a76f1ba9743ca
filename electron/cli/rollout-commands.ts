import { type Command, Option } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import { addMeansOptions, addOutputOptions, fileOrOutput } from './report-options.ts'
import { addStoreOption } from './store-options.ts'

type Below = (above: Command, name: string, description: string) => Command
type RolloutOptions = import('./commands/rollout.ts').RolloutOptions

/** Adds `rollout` with its commands; what they need is loaded when it is asked for. */
export function addRolloutCommands(
  command: Command,
  below: Below,
  finish: (code: ExitCode) => void,
  signal: AbortSignal,
): void {
  addSides(command)
    .option('--markdown [FILE]', 'print or write a report for a pull request', fileOrOutput)
    .option('--html <FILE>', 'write a report as one page that needs nothing else')
    .addOption(
      new Option(
        '--fail-on <outcome>',
        'end with 1 if a visitor gets this or worse, other than by a restart or a rollback',
      )
        .choices(['500', '404', 'stale', 'never'])
        .default('never'),
    )
    .action(async (a: string, b: string, options: RolloutOptions) => {
      const { rollout } = await import('./commands/rollout.ts')
      finish(await rollout(a, b, options, signal))
    })
  addOutputOptions(below(command, 'topologies', 'list the topologies')).action(
    async (options: Parameters<typeof import('./commands/rollout.ts').rolloutTopologies>[0]) => {
      const { rolloutTopologies } = await import('./commands/rollout.ts')
      finish(await rolloutTopologies(options))
    },
  )
  below(command, 'schema', 'print the JSON Schema of plan files').action(async () => {
    const { rolloutSchema } = await import('./commands/rollout.ts')
    finish(await rolloutSchema())
  })
  addSides(below(command, 'keep', 'tell until when each file of A must stay')).action(
    async (a: string, b: string, _own: unknown, self: Command) => {
      const { rolloutKeep } = await import('./commands/rollout.ts')
      finish(await rolloutKeep(a, b, self.optsWithGlobals<RolloutOptions>(), signal))
    },
  )
  addSides(below(command, 'delete-list', 'list what may be deleted at a time; nothing is deleted'))
    .addOption(
      new Option('--format <format>', 'names, or lines of a script')
        .choices(['list', 'sh', 'aws', 'gsutil', 'az'])
        .default('list'),
    )
    .action(async (a: string, b: string, _own: unknown, self: Command) => {
      const { rolloutDeleteList } = await import('./commands/rollout.ts')
      finish(await rolloutDeleteList(a, b, self.optsWithGlobals(), signal))
    })
}

function addSides(command: Command): Command {
  return addMeansOptions(addOutputOptions(addStoreOption(command)))
    .argument('<A>', 'the release that is running: as for diff')
    .argument('<B>', 'the release that follows')
    .option('--topology <NAME>', 'which storages and processes there are (rollout topologies)')
    .option('--plan <FILE>', 'a plan, as YAML or JSON (rollout schema)')
    .option('--at <TIME>', 'a time of day such as 10:20, or a span after the start such as +20m')
    .option('--keep-going', 'take sources in spite of errors: what is broken stays as it was written')
    .option('--yes', "allow the projects' Python to run without being asked")
}
