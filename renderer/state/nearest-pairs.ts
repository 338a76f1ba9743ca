import type { StoredRelease } from '../../shared/model/release.ts'
import type { SideChoice } from './route.ts'

/** Two sides that somebody may want to see together, and what they are called. */
export type SidePair = { readonly label: string; readonly a: SideChoice; readonly b: SideChoice }

/**
 * The pairs that lie nearest when none is chosen: the newest kept release and what the open project is now, then the two
 * newest releases.
 * @param releases newest first as they come, removed ones among them; null while they are being read
 * @param project the open project; null for none
 */
export function nearestPairs(
  releases: readonly StoredRelease[] | null,
  project: { readonly id: string; readonly title: string | undefined } | null,
): readonly SidePair[] {
  const kept = (releases ?? []).filter(({ removedAt }) => removedAt === null)
  const [newest, second] = kept.map(({ release: { name } }) => ({ kind: 'release', name }) as const)
  if (newest === undefined) return []
  const pairs: SidePair[] = []
  if (project !== null)
    pairs.push({
      label: `${newest.name} → ${project.title ?? 'the project'} as it is now`,
      a: newest,
      b: { kind: 'working', projectId: project.id },
    })
  if (second !== undefined) pairs.push({ label: `${second.name} → ${newest.name}`, a: second, b: newest })
  return pairs
}
