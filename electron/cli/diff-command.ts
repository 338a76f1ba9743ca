import { type Command, Option } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import { addMeansOptions, addOutputOptions, fileOrOutput } from './report-options.ts'
import { gather } from './source-options.ts'
import { addStoreOption } from './store-options.ts'

/** Adds arguments, options and the action of `diff`; what it needs is loaded when it is asked for. */
export function addDiffCommand(command: Command, finish: (code: ExitCode) => void, signal: AbortSignal): void {
  addMeansOptions(addOutputOptions(addStoreOption(command)))
    .argument(
      '<A>',
      'the older side: a release, a path, or a source such as sample:41, git:REF, "source:DIR --django 4.2"',
    )
    .argument('<B>', 'the newer side')
    .option('--markdown [FILE]', 'print or write a report for a pull request, below 60,000 characters', fileOrOutput)
    .option('--html <FILE>', 'write a report as one page that needs nothing else')
    .option('--findings', 'also check the references of both sides: which findings are new, fixed, or remain')
    .option('--only <CAUSE>', 'show only files of these causes: own, author, ripple, tool … (repeatable)', gather)
    .addOption(
      new Option(
        '--fail-on <level>',
        'end with 1 on alarms of this level or worse, on any change, or on findings that are new',
      )
        .choices(['error', 'warning', 'note', 'change', 'new-findings', 'never'])
        .default('error'),
    )
    .option('--keep-going', 'take sources in spite of errors: what is broken stays as it was written')
    .option('--yes', "allow the projects' Python to run without being asked")
    .action(async (a: string, b: string, options: Parameters<typeof import('./commands/diff.ts').diff>[2]) => {
      const { diff } = await import('./commands/diff.ts')
      finish(await diff(a, b, options, signal))
    })
}
