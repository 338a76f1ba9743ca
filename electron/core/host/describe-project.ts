import type { Project } from '../../../shared/model/project.ts'
import { namesThatDiffer, type OpenDjango } from '../projects/open-django.ts'
import { displayName, displayPath } from './display-path.ts'
import { isFolder } from './granted-folders.ts'
import type { OpenProject } from './open-projects.ts'

/** A project as a page sees it: no path that could be sent back, and of environment variables only the names. */
export async function describeProject(project: OpenProject): Promise<Project> {
  const { id, title, kind, request, chosenStaticRoot, django } = project
  const sources = await Promise.all(
    request.sources.map(async (source) => ({
      display: displayPath(source.path),
      name: displayName(source.path),
      prefix: source.kind === 'directory' ? source.prefix : '',
      appLabel: source.kind === 'app' ? source.label : null,
      missing: !(await isFolder(source.path)),
    })),
  )
  const configured = django === null ? chosenStaticRoot : request.project?.location || null
  return {
    id,
    title,
    kind,
    sources,
    staticRoot: request.staticRoot === null ? null : displayPath(request.staticRoot),
    staticRootChoice: django?.whatIf.staticRoot ?? (request.staticRoot === null ? 'clean' : 'configured'),
    configuredStaticRoot: configured === null ? null : displayPath(configured),
    settings: request.settings,
    django: django === null ? null : describeDjango(django, project),
  }
}

function describeDjango(
  { choice, own, refusal, reading }: OpenDjango,
  { request }: OpenProject,
): NonNullable<Project['django']> {
  return {
    display: displayPath(choice.project),
    settingsModule: reading?.facts.settingsModule ?? choice.settingsModule,
    version: reading?.facts.djangoFull ?? own.django,
    python: { display: displayPath(choice.python), version: reading?.facts.python ?? '' },
    variables: Object.keys(choice.environment),
    envFile: choice.envFile === null ? null : displayPath(choice.envFile),
    own,
    overridden: namesThatDiffer(own, request.settings),
    refusal: refusal?.message ?? null,
  }
}
