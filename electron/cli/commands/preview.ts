import { previewStatic } from '../../core/collect/preview-static.ts'
import type { Preview } from '../../core/collect/preview-result.ts'
import { reachedLevel } from '../reached-level.ts'
import { readAnyRequest } from '../read-any-request.ts'
import type { ProjectOptions } from '../project-options.ts'
import type { ReportOptions } from '../report-options.ts'
import { showPreview } from '../show-preview.ts'
import type { SourceOptions } from '../source-options.ts'
import { withMeans } from '../with-means.ts'
import type { ExitCode } from '../exit-codes.ts'

/**
 * `staticscope preview`: shows what collectstatic would do, and writes nothing.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, unreadable input and cancelling
 */
export async function preview(
  options: SourceOptions & ProjectOptions & ReportOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const request = await readAnyRequest(options, given, signal)
  const { result, uploads } = await withMeans(options, signal, async (means) => {
    const result = await previewStatic(request, means)
    if (!isRemote(result)) return { result, uploads: null }
    const { planUploads } = await import('../../core/uploads/plan-uploads.ts')
    return { result, uploads: await planUploads(result, true, signal) }
  })
  await showPreview(result, options, uploads)
  return reachedLevel(result, options.failOn)
}

function isRemote({ evidence }: Preview): boolean {
  return evidence.settings.storage.kind === 's3-manifest'
}
