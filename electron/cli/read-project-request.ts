import { InspectorError } from '../../shared/contract/errors.ts'
import type { CollectSettings } from '../../shared/model/collect-settings.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import { projectRequest } from '../core/projects/project-request.ts'
import type { ProjectFacts } from '../core/projects/reader-answer.ts'
import { openProject } from './open-project.ts'
import type { ProjectOptions } from './project-options.ts'
import { readStaticRoot } from './read-sources.ts'
import type { SourceOptions } from './source-options.ts'

/** Options that override a setting only where they stand on the command line. */
const OVERRIDES = [
  'django',
  'storage',
  'staticUrl',
  'jsModules',
  'manifestStrict',
  'maxPasses',
  'keepOnlyHashed',
] as const

/**
 * The request that the settings of a project make, with what the command line overrides.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, no consent, a project that cannot be read, and cancelling
 */
export async function readProjectRequest(
  options: SourceOptions & ProjectOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<PreviewRequest> {
  refuseFolders(options)
  return projectRequestOf((await openProject(options, signal)).facts, options, given)
}

/**
 * The same, and the request of the project's own settings, which has only the order of files from the command line.
 * @throws InspectorError for wrong use, no consent, a project that cannot be read, and cancelling
 */
export async function readBothRequests(
  options: SourceOptions & ProjectOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<{ readonly request: PreviewRequest; readonly own: PreviewRequest }> {
  refuseFolders(options)
  const { facts } = await openProject(options, signal)
  const own = projectRequest(facts, { settings: { order: options.order }, staticRoot: null, hasOutput: false })
  return { request: projectRequestOf(facts, options, given), own }
}

/**
 * The request that the settings of a project make that was read, with what the command line overrides.
 * @throws InspectorError would-fail, bad-input
 */
export function projectRequestOf(
  facts: ProjectFacts,
  options: SourceOptions,
  given: ReadonlySet<string>,
): PreviewRequest {
  return projectRequest(facts, {
    settings: overridesOf(options, given),
    staticRoot: staticRootOf(options.staticRoot),
    hasOutput: given.has('output'),
  })
}

/** @throws InspectorError bad-input when a project and folders are named at once */
export function refuseFolders(options: SourceOptions): void {
  if (options.source !== undefined || options.app !== undefined || options.sample !== undefined)
    throw new InspectorError(
      'bad-input',
      'Name a project or folders, not both: --project has its folders from its settings.',
    )
}

/** What a command line overrides of a project's settings, collectstatic's own options included. */
export function overridesOf(options: SourceOptions, given: ReadonlySet<string>): Partial<CollectSettings> {
  const { django, storage, staticUrl, jsModules = false, manifestStrict, maxPasses, keepOnlyHashed = false } = options
  const chosen = { django, storage, staticUrl, jsModules, manifestStrict, maxPasses, keepOnlyHashed }
  const overridden = Object.fromEntries(OVERRIDES.filter((name) => given.has(name)).map((name) => [name, chosen[name]]))
  return {
    ...overridden,
    ...(options.releaseId === undefined ? {} : { releaseId: options.releaseId }),
    ignore: [...(options.ignore ?? [])],
    defaultIgnore: options.defaultIgnore,
    clear: options.clear ?? false,
    link: options.link ?? false,
    postProcess: options.postProcess,
    order: options.order,
  }
}

function staticRootOf(folder: string | undefined): Parameters<typeof projectRequest>[1]['staticRoot'] {
  if (folder === undefined) return null
  return folder === 'configured' ? { kind: 'configured' } : { kind: 'folder', path: readStaticRoot(folder) }
}
