import { releaseChoices } from '../state/release-choices.ts'
import { releaseOf, sideChoices, sideKey, sideOfKey, workingOf } from '../state/side-key.ts'
import { useApp } from '../state/store-context.ts'
import { ReleaseSides } from '../ui/ReleaseSides.tsx'

/** The two sides of the rollout, in the top bar: releases, and the working tree of the project that was shown last. */
export function RolloutSides() {
  const route = useApp((state) => (state.route.view === 'rollout' ? state.route : null))
  const releases = useApp((state) => state.releases)
  const projects = useApp((state) => state.projects)
  const projectId = useApp((state) => state.lastPreview?.projectId ?? null)
  const show = useApp((state) => state.showRollout)
  if (route === null) return null
  const { a, b } = route
  return (
    <ReleaseSides
      choices={sideChoices(
        [projectId, workingOf(a), workingOf(b)],
        (id) => projects[id]?.title,
        releaseChoices(releases, [releaseOf(a), releaseOf(b)]),
      )}
      a={sideKey(a)}
      b={sideKey(b)}
      onChange={(from, to) => show({ a: sideOfKey(from), b: sideOfKey(to), at: null, selected: null })}
    />
  )
}
