import { InspectorError } from '../../../shared/contract/errors.ts'
import type { WhatIfChange } from '../../../shared/model/what-if.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import { openDjango } from '../projects/open-django.ts'
import { reorderSources } from '../what-if/reorder-sources.ts'
import type { OpenProject } from './open-projects.ts'

/**
 * A project with what is to be tried on it, under an id of its own; the project itself stays as it is.
 * @throws InspectorError bad-input where the change needs something that the project does not have
 */
export function applyWhatIf(id: string, project: OpenProject, change: WhatIfChange): OpenProject {
  const tried = withSettings(project, change)
  const request = change.order === undefined ? tried.request : reorderSources(tried.request, change.order)
  if (request.sources.length === 0 && project.request.sources.length > 0)
    throw new InspectorError('bad-input', 'No folder is left to collect from. Keep at least one.')
  return { ...tried, id, request }
}

function withSettings(project: OpenProject, change: WhatIfChange): OpenProject {
  const { staticRoot, order: _, ignore, ...changed } = change
  const settings = { ...changed, ...(ignore === undefined ? {} : { ignore: [...ignore] }) }
  const { django, request, chosenStaticRoot } = project
  if (django !== null && django.reading !== null) {
    const whatIf = {
      settings: { ...django.whatIf.settings, ...settings },
      staticRoot: staticRoot ?? django.whatIf.staticRoot,
    }
    return { ...project, ...openDjango({ ...django, whatIf }, django.reading.facts) }
  }
  return {
    ...project,
    request: {
      ...request,
      settings: { ...request.settings, ...settings },
      staticRoot: rootOf(request, chosenStaticRoot, staticRoot),
    },
  }
}

function rootOf(
  { staticRoot }: PreviewRequest,
  chosen: string | null,
  choice: WhatIfChange['staticRoot'],
): string | null {
  if (choice === undefined) return staticRoot
  if (choice === 'clean') return null
  if (chosen !== null) return chosen
  throw new InspectorError('bad-input', 'No STATIC_ROOT was chosen with these folders. Open them again with one.')
}
