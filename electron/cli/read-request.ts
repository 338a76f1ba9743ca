import { InspectorError } from '../../shared/contract/errors.ts'
import type { CollectSettings } from '../../shared/model/collect-settings.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import { readApp, readSource, readStaticRoot } from './read-sources.ts'
import { sampleSources } from './sample-sources.ts'
import { DEFAULT_STATIC_URL, type SourceOptions } from './source-options.ts'

/**
 * The request that a command line makes.
 * @throws InspectorError missing-folder, unreadable, bad-input
 */
export async function readRequest(options: SourceOptions): Promise<PreviewRequest> {
  const sources = [
    ...(options.source ?? []).map(readSource),
    ...(options.sample === undefined ? [] : sampleSources(options.sample === true ? null : options.sample)),
    ...(options.app ?? []).map(readApp),
  ]
  if (sources.length === 0) {
    throw new InspectorError('bad-input', 'No folder is named. Add --source DIR, --app LABEL=DIR or --sample.')
  }
  const settings = settingsOf(options)
  // What else a command line holds has been checked already, and the schema brings a whole library.
  if (hasFreeText(options)) {
    const { checkSettings } = await import('./check-settings.ts')
    checkSettings(settings)
  }
  return {
    settings,
    sources,
    staticRoot: options.staticRoot === undefined ? null : readStaticRoot(options.staticRoot),
  }
}

function settingsOf(options: SourceOptions): CollectSettings {
  return {
    django: options.django,
    storage: options.storage,
    staticUrl: options.staticUrl,
    jsModules: options.jsModules ?? false,
    manifestStrict: options.manifestStrict,
    maxPasses: options.maxPasses,
    ignore: [...(options.ignore ?? [])],
    defaultIgnore: options.defaultIgnore,
    clear: options.clear ?? false,
    link: options.link ?? false,
    postProcess: options.postProcess,
    keepOnlyHashed: options.keepOnlyHashed ?? false,
    releaseId: options.releaseId ?? null,
    order: options.order,
  }
}

/** Whether there is a text that may hold anything; versions, numbers and choices are checked where options are read. */
function hasFreeText({ staticUrl, ignore, releaseId }: SourceOptions): boolean {
  return staticUrl !== DEFAULT_STATIC_URL || ignore !== undefined || releaseId !== undefined
}
