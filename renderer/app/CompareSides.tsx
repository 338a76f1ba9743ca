import { projectOf } from '../state/route.ts'
import { releaseChoices } from '../state/release-choices.ts'
import { releaseOf, sideChoices, sideKey, sideOfKey, workingOf } from '../state/side-key.ts'
import { useApp } from '../state/store-context.ts'
import { ReleaseSides } from '../ui/ReleaseSides.tsx'

/** The two sides of the comparison, in the top bar: releases, and working trees of the projects in question. */
export function CompareSides() {
  // Sides stay the same objects while other parts of the route change, as they do with each row that is gone to.
  const a = useApp(({ route }) => (route.view === 'compare' ? route.a : null))
  const b = useApp(({ route }) => (route.view === 'compare' ? route.b : null))
  const projectId = useApp(({ route }) => projectOf(route))
  const releases = useApp((state) => state.releases)
  const projects = useApp((state) => state.projects)
  const show = useApp((state) => state.showComparison)
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
