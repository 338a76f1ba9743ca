import { resolve } from 'node:path'
import { plural } from '../../../shared/text/plural.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { collectToFolder } from '../../core/collect/collect-to-folder.ts'
import type { WorkContext } from '../../core/collect/preview-context.ts'
import type { Preview, PreviewRequest } from '../../core/collect/preview-result.ts'
import type { ExitCode } from '../exit-codes.ts'
import { reachedLevel } from '../reached-level.ts'
import { readAnyRequest } from '../read-any-request.ts'
import type { ProjectOptions } from '../project-options.ts'
import type { ReportOptions } from '../report-options.ts'
import { showPreview } from '../show-preview.ts'
import type { SourceOptions } from '../source-options.ts'
import { withMeans } from '../with-means.ts'

/** The options that only this command has. */
type OutputOptions = {
  readonly output?: string
  readonly intoStaticRoot?: true
  readonly overwrite?: true
  readonly keepGoing?: true
}

/**
 * `staticscope collect`: writes what Django would write into a new or empty folder, or into the project's own STATIC_ROOT.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, unreadable input, a command that would fail, a full disk and cancelling
 */
export async function collect(
  options: SourceOptions & ProjectOptions & ReportOptions & OutputOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  if ((options.output === undefined) === (options.intoStaticRoot === undefined))
    throw new InspectorError('bad-input', 'Say where to write: --output DIR, or --into-static-root.')
  const request = await readAnyRequest(options, given, signal)
  const { result, output } = await withMeans(options, signal, (means) => write(request, options, means))
  await showPreview(result, options)
  if (options.json !== true && options.quiet !== true) {
    process.stdout.write(
      `\nWrote ${plural(result.counts.files, 'collected file')} and what is made of them to ${output}\n`,
    )
  }
  return reachedLevel(result, options.failOn)
}

async function write(
  request: PreviewRequest,
  { output, ...flags }: OutputOptions,
  means: WorkContext,
): Promise<{ readonly result: Preview; readonly output: string }> {
  const keepGoing = flags.keepGoing === true
  if (output !== undefined) {
    const folder = resolve(output)
    return { result: await collectToFolder(request, folder, { keepGoing }, means), output: folder }
  }
  const { collectIntoRoot } = await import('../collect-into-root.ts')
  const { preview, root } = await collectIntoRoot(request, { keepGoing, overwrites: flags.overwrite === true }, means)
  return { result: preview, output: root }
}
