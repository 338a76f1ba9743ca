import { releaseChoices } from '../state/release-choices.ts'
import type { SideChoice } from '../state/route.ts'
import { useApp } from '../state/store-context.ts'
import { ReleaseSides } from '../ui/ReleaseSides.tsx'

/** The two sides of the comparison, in the top bar: releases, and working trees of the projects in question. */
export function CompareSides() {
  const route = useApp((state) => (state.route.view === 'compare' ? state.route : null))
  const releases = useApp((state) => state.releases)
  const projects = useApp((state) => state.projects)
  const show = useApp((state) => state.showComparison)
  if (route === null) return null
  const { a, b, projectId } = route
  const working = [...new Set([projectId, workingOf(a), workingOf(b)])].filter((id) => id !== null)
  const choices = [
    ...working.map((id) => ({
      id: WORKING + id,
      label: 'Working tree',
      explanation: `${projects[id]?.title ?? 'The project'} as it is now`,
    })),
    ...releaseChoices(releases, [releaseOf(a), releaseOf(b)]).map((choice) => ({ ...choice, id: RELEASE + choice.id })),
  ]
  return (
    <ReleaseSides
      choices={choices}
      a={keyOf(a)}
      b={keyOf(b)}
      onChange={(from, to) => show({ a: sideOf(from), b: sideOf(to), name: null })}
    />
  )
}

const WORKING = 'working:'
const RELEASE = 'release:'

function keyOf(side: SideChoice | null): string | null {
  if (side === null) return null
  return side.kind === 'working' ? WORKING + side.projectId : RELEASE + side.name
}

function sideOf(key: string | null): SideChoice | null {
  if (key === null) return null
  return key.startsWith(WORKING)
    ? { kind: 'working', projectId: key.slice(WORKING.length) }
    : { kind: 'release', name: key.slice(RELEASE.length) }
}

function workingOf(side: SideChoice | null): string | null {
  return side?.kind === 'working' ? side.projectId : null
}

function releaseOf(side: SideChoice | null): string | null {
  return side?.kind === 'release' ? side.name : null
}
