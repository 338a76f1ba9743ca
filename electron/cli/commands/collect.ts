import { resolve } from 'node:path'
import { plural } from '../../../shared/text/plural.ts'
import { collectToFolder } from '../../core/collect/collect-to-folder.ts'
import type { ExitCode } from '../exit-codes.ts'
import { reachedLevel } from '../reached-level.ts'
import { readAnyRequest } from '../read-any-request.ts'
import type { ProjectOptions } from '../project-options.ts'
import type { ReportOptions } from '../report-options.ts'
import { showPreview } from '../show-preview.ts'
import type { SourceOptions } from '../source-options.ts'
import { withMeans } from '../with-means.ts'

/** The options that only this command has. */
type OutputOptions = { readonly output: string; readonly keepGoing?: true }

/**
 * `staticscope collect`: writes what Django would write into a new or empty folder.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, unreadable input, a command that would fail, a full disk and cancelling
 */
export async function collect(
  options: SourceOptions & ProjectOptions & ReportOptions & OutputOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const request = await readAnyRequest(options, given, signal)
  const output = resolve(options.output)
  const keepGoing = options.keepGoing ?? false
  const result = await withMeans(options, signal, (means) => collectToFolder(request, output, { keepGoing }, means))
  await showPreview(result, options)
  if (options.json !== true && options.quiet !== true) {
    process.stdout.write(
      `\nWrote ${plural(result.counts.files, 'collected file')} and what is made of them to ${output}\n`,
    )
  }
  return reachedLevel(result, options.failOn)
}
