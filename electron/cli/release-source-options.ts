import type { Command } from 'commander'
import type { ProjectOptions } from './project-options.ts'
import type { SourceOptions } from './source-options.ts'

/** The options that say where a release is taken from, as commander gives them. */
export type ReleaseSourceOptions = SourceOptions &
  ProjectOptions & {
    readonly git?: string
    readonly archive?: string
    readonly manifest?: string
    readonly keepGoing?: true
  }

/** Adds the sources that only releases have; those of a preview are there already. */
export function addReleaseSources(command: Command): Command {
  return command
    .option('--git <REF>', 'a commit, branch or tag of the project or the folders, laid out aside')
    .option('--archive <FILE>', 'zip, tar, tar.gz or tar.zst; paths of other options are then inside it')
    .option('--manifest <FILE>', 'a staticfiles.json: alone, or which one of --static-root or --archive')
    .option('--keep-going', 'take it in spite of errors: what is broken stays as it was written')
}

/** Whether a project, folders or the sample are named, of which a collect is foreseen. */
export function namesSources({ project, source, app, sample }: ReleaseSourceOptions): boolean {
  return [project, source, app, sample].some((named) => named !== undefined)
}
