import type { Project } from '../../../../shared/model/project.ts'

/** What people call the folders of a project, in its order: an app by its label, another folder by its name and prefix. */
export function folderNames({ sources }: Project): readonly string[] {
  return sources.map(({ appLabel, name, prefix }) => {
    if (appLabel !== null) return `app ${appLabel}`
    return prefix === '' ? `folder ${name}` : `folder ${name} (${prefix}/)`
  })
}
