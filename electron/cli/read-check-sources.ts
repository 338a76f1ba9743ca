import type { CheckSources } from '../core/check/check-references.ts'
import { readProjectNames } from '../core/check/read-media.ts'
import {
  appFoldersOf,
  djangoFolders,
  templateFoldersOf,
  usualTemplateFolders,
  withAddedFolders,
} from '../core/check/template-folders.ts'
import type { PreviewRequest } from '../core/collect/preview-result.ts'
import { settingsCard } from '../core/projects/settings-card.ts'
import { openProject } from './open-project.ts'
import type { ProjectOptions } from './project-options.ts'
import { readAnyRequest } from './read-any-request.ts'
import { projectRequestOf, refuseFolders } from './read-project-request.ts'
import { readFolder } from './read-sources.ts'
import { sampleTemplates } from './sample-sources.ts'
import type { SourceOptions, TemplateOptions } from './source-options.ts'

/** What a command line names: the request, and where templates and Python lie. */
export type NamedSources = { readonly request: PreviewRequest } & Pick<
  CheckSources,
  'templateFolders' | 'python' | 'rendered' | 'remarks'
>

/**
 * Reads what a command line names, for what looks at references.
 * @param wantsTemplates whether templates and Python are looked at too; folders of templates that are named say so
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use and unreadable input
 */
export async function readCheckSources(
  options: SourceOptions & ProjectOptions & TemplateOptions,
  wantsTemplates: boolean,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<NamedSources> {
  const none = { templateFolders: null, python: new Map<string, never>() }
  const added = (options.templateFolder ?? []).map((path) => readFolder(path, '--template-folder'))
  const isWanted = wantsTemplates || added.length > 0
  if (options.project !== undefined) {
    refuseFolders(options)
    const { project, facts, plan } = await openProject(options, signal)
    const request = projectRequestOf(facts, options, given)
    if (!isWanted) return { request, ...none }
    const card = settingsCard(project, facts)
    const templateFolders = withAddedFolders(templateFoldersOf(card), added)
    const { references: python, rendered, remarks } = await readProjectNames(plan.order, appFoldersOf(card), signal)
    return { request, templateFolders, python, rendered, remarks }
  }
  const request = await readAnyRequest(options, given, signal)
  if (!isWanted) return { request, ...none }
  const known =
    options.sample === undefined
      ? usualTemplateFolders(request.sources, true)
      : djangoFolders(sampleTemplates(options.sample === true ? null : options.sample))
  return { request, ...none, templateFolders: withAddedFolders(known, added) }
}
