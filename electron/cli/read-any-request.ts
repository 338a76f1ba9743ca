import { InspectorError } from '../../shared/contract/errors.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import type { ProjectOptions } from './project-options.ts'
import { readRequest } from './read-request.ts'
import type { SourceOptions } from './source-options.ts'

/** Options that mean nothing without a project. */
const OF_PROJECTS = { settings: '--settings', python: '--python', env: '--env', envFile: '--env-file' } as const

/**
 * The request that a command line makes: of the folders that it names, or of the project, read by its own Python.
 * What reads projects is loaded for them alone.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, no consent, a project that cannot be read, and cancelling
 */
export async function readAnyRequest(
  options: SourceOptions & ProjectOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<PreviewRequest> {
  if (options.project !== undefined) {
    const { readProjectRequest } = await import('./read-project-request.ts')
    return readProjectRequest(options, given, signal)
  }
  refuseWithoutProject(given)
  return readRequest(options)
}

/** Refuses options that mean nothing without a project. @throws InspectorError bad-input */
export function refuseWithoutProject(given: ReadonlySet<string>): void {
  const needless = Object.entries(OF_PROJECTS).find(([name]) => given.has(name))
  if (needless !== undefined) throw new InspectorError('bad-input', `${needless[1]} needs --project DIR.`)
}
