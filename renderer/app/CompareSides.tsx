import { releaseChoices } from '../state/release-choices.ts'
import { releaseOf, sideChoices, sideKey, sideOfKey, workingOf } from '../state/side-key.ts'
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
  return (
    <ReleaseSides
      choices={sideChoices(
        [projectId, workingOf(a), workingOf(b)],
        (id) => projects[id]?.title,
        releaseChoices(releases, [releaseOf(a), releaseOf(b)]),
      )}
      a={sideKey(a)}
      b={sideKey(b)}
      onChange={(from, to) => show({ a: sideOfKey(from), b: sideOfKey(to), name: null })}
    />
  )
}
