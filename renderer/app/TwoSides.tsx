import { releaseChoices } from '../state/release-choices.ts'
import type { SideChoice } from '../state/route.ts'
import { releaseOf, sideChoices, sideKey, sideOfKey, workingOf } from '../state/side-key.ts'
import { useApp } from '../state/store-context.ts'
import { ReleaseSides } from '../ui/ReleaseSides.tsx'

type Props = {
  readonly a: SideChoice | null
  readonly b: SideChoice | null
  /** The project whose working tree can be chosen besides those that are; null for none. */
  readonly projectId: string | null
  readonly onChange: (a: SideChoice | null, b: SideChoice | null) => void
}

/** Two sides in the top bar: releases, and working trees of the projects in question. */
export function TwoSides({ a, b, projectId, onChange }: Props) {
  const releases = useApp((state) => state.releases)
  const projects = useApp((state) => state.projects)
  return (
    <ReleaseSides
      choices={sideChoices(
        [projectId, workingOf(a), workingOf(b)],
        (id) => projects[id]?.title,
        releaseChoices(releases, [releaseOf(a), releaseOf(b)]),
      )}
      a={sideKey(a)}
      b={sideKey(b)}
      onChange={(from, to) => onChange(sideOfKey(from), sideOfKey(to))}
    />
  )
}
