import type { CheckSources } from '../core/check/check-references.ts'
import { readProjectNames } from '../core/check/read-media.ts'
import { djangoFolders, templateFoldersOf, usualTemplateFolders } from '../core/check/template-folders.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import { settingsCard } from '../core/projects/settings-card.ts'
import { openProject } from './open-project.ts'
import type { ProjectOptions } from './project-options.ts'
import { readAnyRequest } from './read-any-request.ts'
import { projectRequestOf, refuseFolders } from './read-project-request.ts'
import { sampleTemplates } from './sample-sources.ts'
import type { SourceOptions } from './source-options.ts'

/** What a command line names: the request, and where templates and Python lie. */
export type NamedSources = { readonly request: PreviewRequest } & Pick<
  CheckSources,
  'templateFolders' | 'python' | 'remarks'
>

/**
 * Reads what a command line names, for what looks at references.
 * @param wantsTemplates whether templates and Python are looked at too
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use and unreadable input
 */
export async function readCheckSources(
  options: SourceOptions & ProjectOptions,
  wantsTemplates: boolean,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<NamedSources> {
  const none = { templateFolders: null, python: new Map<string, never>() }
  if (options.project !== undefined) {
    refuseFolders(options)
    const { project, facts, plan } = await openProject(options, signal)
    const request = projectRequestOf(facts, options, given)
    if (!wantsTemplates) return { request, ...none }
    const templateFolders = templateFoldersOf(settingsCard(project, facts))
    const { references: python, remarks } = await readProjectNames(plan.order, signal)
    return { request, templateFolders, python, remarks }
  }
  const request = await readAnyRequest(options, given, signal)
  if (!wantsTemplates) return { request, ...none }
  const templateFolders =
    options.sample === undefined
      ? usualTemplateFolders(request.sources, true)
      : djangoFolders(sampleTemplates(options.sample === true ? null : options.sample))
  return { request, ...none, templateFolders }
}
