import { type Command, Option } from 'commander'
import { FAIL_LEVELS, type FailLevel } from './reached-level.ts'
import { workersOption } from './source-options.ts'

/** The options on what a command prints, as commander gives them. */
export type OutputOptions = {
  /** True: on standard output; a text: into that file. */
  readonly json?: true | string
  readonly quiet?: true
  readonly color: boolean
}

/** The same with how it ends. */
export type PrintOptions = OutputOptions & { readonly failOn: FailLevel }

/** The means of a preview. */
export type MeansOptions = {
  readonly cache: boolean
  readonly workers?: number
}

/** All options on reports, with the means of a preview. */
export type ReportOptions = PrintOptions & MeansOptions

/** Adds the options on reports, exit code and means, which all commands that preview share. */
export function addReportOptions(command: Command): Command {
  return addMeansOptions(addPrintOptions(command))
}

/** Adds the options on the means of a preview. */
export function addMeansOptions(command: Command): Command {
  return command.option('--no-cache', 'remember nothing of earlier runs').addOption(workersOption())
}

/** Adds the options on reports and exit code. */
export function addPrintOptions(command: Command): Command {
  return addOutputOptions(command).addOption(
    new Option('--fail-on <level>', 'end with 1 on findings of this level or worse')
      .choices([...FAIL_LEVELS])
      .default('error'),
  )
}

/** Adds the options on what is printed. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('--json [FILE]', 'print the whole result as JSON, or write it to a file', fileOrOutput)
    .option('--quiet', 'print nothing but errors')
    .option('--no-color', 'no colours')
}

/** The file of a report; `-` is standard output, as without a file. */
export function fileOrOutput(text: string): string | true {
  return text === '-' ? true : text
}
