import { InspectorError } from '../../../shared/contract/errors.ts'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { type CheckedRelease, type CheckedReleases, keysOfRelease } from '../check/finding-ages.ts'
import { RecentlyUsed } from '../preview/recently-used.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import type { HostParts } from './implementations.ts'
import type { OpenProject } from './open-projects.ts'
import { originOf } from './release-sources.ts'

/** Releases that are looked at at once, and those that stay known. */
const MOST = 10

/** The findings of kept releases: a release never changes, so each is checked once. */
export class KnownReleases {
  readonly #known = new RecentlyUsed<CheckedRelease | string>(3 * MOST)
  readonly #ofProject = new Map<string, CheckedReleases>()

  /** What was looked at for a project; null before. */
  find(projectId: string): CheckedReleases | null {
    return this.#ofProject.get(projectId) ?? null
  }

  /**
   * Checks the project's releases from the newest back to one of them.
   * @throws InspectorError not-found, cancelled, and what checking a release throws
   */
  async look(project: OpenProject, release: string, parts: HostParts, context: JobContext): Promise<void> {
    const all = releasesOf(project, parts)
    const last = all.findIndex(({ release: { name } }) => name === release)
    if (last < 0) throw new InspectorError('not-found', `${release} is no release of this project.`)
    // The chosen one is always among them.
    const wanted = last < MOST ? all.slice(0, last + 1) : [...all.slice(0, MOST - 1), ...all.slice(last, last + 1)]
    const { checkRelease } = await import('../check/check-release.ts')
    const { sideOfStore } = await import('../compare/compared-side.ts')
    const releases: CheckedRelease[] = []
    const remarks: string[] = []
    for (const { release: head } of wanted) {
      const key = JSON.stringify([head.name, head.takenAt])
      let found = this.#known.find(key)
      if (found === null) {
        const side = await sideOfStore(parts.releases.store(), head.name, context.signal)
        found = keysOfRelease(head.name, await checkRelease(side, { ...context, facts: parts.facts.open() }))
        this.#known.keep(key, found)
      }
      if (typeof found === 'string') remarks.push(found)
      else {
        releases.push(found)
        if (!found.knowsPages)
          remarks.push(`The templates of ${found.name} were not read, so names that pages ask for are not compared.`)
      }
    }
    this.#ofProject.set(project.id, { releases, remarks })
  }
}

/** Releases that were taken of a project, the newest first: of its folder as it was, or of a commit of it. */
export function releasesOf(project: OpenProject, parts: HostParts): readonly StoredRelease[] {
  const { display } = originOf(project, project.request)
  return parts.releases
    .store()
    .list()
    .filter(({ release: { origin } }) => origin.display === display || origin.display.startsWith(`${display} at `))
    .toSorted((one, other) => other.release.takenAt.localeCompare(one.release.takenAt))
}
