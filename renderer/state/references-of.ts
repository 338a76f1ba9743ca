import type { ReferencesRoute } from './route.ts'

/** The references of a project as they open at first. */
export function referencesOf(projectId: string): ReferencesRoute {
  return {
    view: 'references',
    projectId,
    list: 'findings',
    by: 'effect',
    filter: 'open',
    since: null,
    search: '',
    selected: null,
    tab: 'finding',
  }
}
