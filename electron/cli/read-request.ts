import { InspectorError } from '../../shared/contract/errors.ts'
import { collectSettingsSchema } from '../../shared/model/collect-settings.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import { readApp, readSource, readStaticRoot } from './read-sources.ts'
import { sampleSources } from './sample-sources.ts'
import type { SourceOptions } from './source-options.ts'

/**
 * The request that a command line makes.
 * @throws InspectorError missing-folder, unreadable, bad-input
 */
export function readRequest(options: SourceOptions): PreviewRequest {
  const sources = [
    ...(options.source ?? []).map(readSource),
    ...(options.sample === undefined ? [] : sampleSources(options.sample === true ? null : options.sample)),
    ...(options.app ?? []).map(readApp),
  ]
  if (sources.length === 0) {
    throw new InspectorError('bad-input', 'No folder is named. Add --source DIR, --app LABEL=DIR or --sample.')
  }
  const settings = collectSettingsSchema.safeParse({
    django: options.django,
    storage: options.storage,
    staticUrl: options.staticUrl,
    jsModules: options.jsModules ?? false,
    manifestStrict: options.manifestStrict,
    maxPasses: options.maxPasses,
    ignore: options.ignore ?? [],
    defaultIgnore: options.defaultIgnore,
    clear: options.clear ?? false,
    link: options.link ?? false,
    postProcess: options.postProcess,
    keepOnlyHashed: options.keepOnlyHashed ?? false,
    releaseId: options.releaseId ?? null,
    order: options.order,
  })
  if (!settings.success) {
    const [issue] = settings.error.issues
    const option = `--${String(issue?.path[0] ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    throw new InspectorError('bad-input', `${option} is not right: ${issue?.message ?? 'unknown value'}.`)
  }
  return {
    settings: settings.data,
    sources,
    staticRoot: options.staticRoot === undefined ? null : readStaticRoot(options.staticRoot),
  }
}
