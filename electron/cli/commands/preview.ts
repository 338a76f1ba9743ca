import { InspectorError } from '../../../shared/contract/errors.ts'
import type { WorkContext } from '../../core/collect/preview-context.ts'
import { previewStatic } from '../../core/collect/preview-static.ts'
import type { Preview, PreviewRequest } from '../../core/collect/preview-result.ts'
import type { Differences } from '../../core/what-if/compare-previews.ts'
import { reachedLevel } from '../reached-level.ts'
import { readAnyRequest } from '../read-any-request.ts'
import type { ProjectOptions } from '../project-options.ts'
import type { ReportOptions } from '../report-options.ts'
import { type PreviewExtras, showPreview } from '../show-preview.ts'
import type { SourceOptions } from '../source-options.ts'
import { withMeans } from '../with-means.ts'
import type { ExitCode } from '../exit-codes.ts'

/** The option that only this command has. */
type AgainstOption = { readonly againstOwn?: true }

/** What is previewed, and the project's own settings where those are to be compared. */
type Requests = { readonly request: PreviewRequest; readonly own: PreviewRequest | null }

/**
 * `staticscope preview`: shows what collectstatic would do, and writes nothing. With `--against-own` also what would
 * differ from the project's own settings.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, unreadable input and cancelling
 */
export async function preview(
  options: SourceOptions & ProjectOptions & ReportOptions & AgainstOption,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const requests = await readRequests(options, given, signal)
  const { result, extras } = await withMeans(options, signal, async (means) => {
    const result = await previewStatic(requests.request, means)
    return { result, extras: await extrasOf(result, requests, means) }
  })
  await showPreview(result, options, extras)
  return reachedLevel(result, options.failOn)
}

async function readRequests(
  options: SourceOptions & ProjectOptions & AgainstOption,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Requests> {
  if (options.againstOwn !== true) return { request: await readAnyRequest(options, given, signal), own: null }
  if (options.project === undefined)
    throw new InspectorError('bad-input', '--against-own needs --project DIR: folders have no settings of their own.')
  const { readBothRequests } = await import('../read-project-request.ts')
  return readBothRequests(options, given, signal)
}

async function extrasOf(result: Preview, { own }: Requests, means: WorkContext): Promise<PreviewExtras> {
  const differences = own === null ? null : await differencesFrom(own, result, means)
  if (!isRemote(result)) return { uploads: null, differences }
  const { planUploads } = await import('../../core/uploads/plan-uploads.ts')
  return { uploads: await planUploads(result, true, means.signal), differences }
}

async function differencesFrom(own: PreviewRequest, result: Preview, means: WorkContext): Promise<Differences> {
  const { comparePreviews } = await import('../../core/what-if/compare-previews.ts')
  return comparePreviews(await previewStatic(own, means), result)
}

function isRemote({ evidence }: Preview): boolean {
  return evidence.settings.storage.kind === 's3-manifest'
}
