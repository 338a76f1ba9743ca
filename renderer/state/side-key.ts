import type { MethodInput } from '../../shared/contract/methods.ts'
import type { ReleaseChoice } from './release-choices.ts'
import type { SideChoice } from './route.ts'

const WORKING = 'working:'
const RELEASE = 'release:'

/** A side as one word, for lists and addresses; null for none. */
export function sideKey(side: SideChoice | null): string | null {
  if (side === null) return null
  return side.kind === 'working' ? WORKING + side.projectId : RELEASE + side.name
}

/** The side that a word of `sideKey` stands for. */
export function sideOfKey(key: string | null): SideChoice | null {
  if (key === null) return null
  return key.startsWith(WORKING)
    ? { kind: 'working', projectId: key.slice(WORKING.length) }
    : { kind: 'release', name: key.slice(RELEASE.length) }
}

/** Where the engine takes a side from. */
export function sideInput(side: SideChoice): MethodInput<'compare.start'>['a'] {
  if (side.kind === 'release') return { release: side.name }
  // What would fail is looked at too: each error becomes a remark.
  return { source: { kind: 'project', projectId: side.projectId, keepGoing: true } }
}

/** The name of a side that is a kept release. */
export function releaseOf(side: SideChoice | null): string | null {
  return side?.kind === 'release' ? side.name : null
}

/** The project of a side that is a working tree. */
export function workingOf(side: SideChoice | null): string | null {
  return side?.kind === 'working' ? side.projectId : null
}

/**
 * What can be chosen as a side: working trees, then kept releases.
 * @param projectIds projects in question; nulls and repeats are left out
 * @param titleOf what a project is called; undefined where that is not known
 */
export function sideChoices(
  projectIds: readonly (string | null)[],
  titleOf: (projectId: string) => string | undefined,
  releases: readonly ReleaseChoice[],
): readonly ReleaseChoice[] {
  const working = [...new Set(projectIds)].flatMap((id) => (id === null ? [] : [id]))
  return [
    ...working.map((id) => ({
      id: WORKING + id,
      label: 'Working tree',
      explanation: `${titleOf(id) ?? 'The project'} as it is now`,
    })),
    ...releases.map((choice) => ({ ...choice, id: RELEASE + choice.id })),
  ]
}
