import type { PROJECT_METHODS } from '../../../shared/contract/project-methods.ts'
import type { SourceChoice } from '../../../shared/model/project.ts'
import type { SourceFolder } from '../collect/preview-result.ts'
import { cardOf, inspectProject, openDjangoProject, rereadProject } from './django-projects.ts'
import type { GrantedFolders } from './granted-folders.ts'
import { readSample } from './sample-project.ts'
import type { HostParts, Implementations } from './implementations.ts'

/** The methods on projects, for the one list of what the engine's side does. */
export function projectMethods(parts: HostParts): Pick<Implementations, keyof typeof PROJECT_METHODS> {
  const { sampleFolder, grants, consents, projects, reaches } = parts
  return {
    'projects.recents': () => projects.recents(),
    'projects.openSample': async () => {
      const { title, request } = await readSample(sampleFolder)
      return projects.open('sample', request, title)
    },
    'projects.openFolders': ({ sources, staticRootGrantId, settings }) => {
      const folders = sources.map((source) => folderOf(source, grants))
      // Django asks the finders in the order of STATICFILES_FINDERS: all directories come before all apps.
      const request = {
        settings,
        sources: [
          ...folders.filter(({ kind }) => kind === 'directory'),
          ...folders.filter(({ kind }) => kind === 'app'),
        ],
        staticRoot: staticRootGrantId === null ? null : grants.pathOf(staticRootGrantId),
      }
      return projects.open('folders', request, null)
    },
    'projects.inspect': (input) => inspectProject(input, parts),
    'projects.openDjango': (input) => openDjangoProject(input, parts),
    'projects.reread': ({ id }) => rereadProject(id, parts),
    'projects.settings': ({ projectId }) => cardOf(projects.get(projectId)),
    'projects.reopen': async ({ id }) =>
      // The sample is read anew, for an update may have moved it.
      projects.get(id).kind === 'sample' ? reopenSample(parts) : projects.reopen(id),
    'projects.forget': ({ id }) => {
      const folder = projects.forget(id)
      reaches.forget(id)
      if (folder !== null) consents.forget(folder)
      return null
    },
    'projects.get': ({ id }) => projects.describe(id),
    'projects.configure': ({ id, settings, staticRoot }) => projects.configure(id, settings, staticRoot ?? null),
  }
}

function folderOf({ grantId, prefix, appLabel }: SourceChoice, grants: GrantedFolders): SourceFolder {
  const path = grants.pathOf(grantId)
  return appLabel === null ? { kind: 'directory', path, prefix } : { kind: 'app', path, label: appLabel }
}

async function reopenSample({ sampleFolder, projects }: HostParts) {
  const { title, request } = await readSample(sampleFolder)
  const { settings } = projects.get('sample').request
  return projects.open('sample', { ...request, settings }, title)
}
