import { type DiskStat, RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { optionsOf } from './django-settings-of.ts'
import { type Candidate, type Candidates, findCandidates } from './find-candidates.ts'
import type { Preview } from './preview-result.ts'

/**
 * Walks the folders again and compares what lies there with what the preview saw, by size, modified time and inode.
 * Nothing is read. Counts are files.
 * @throws InspectorError cancelled
 */
export async function checkFreshness(
  preview: Preview,
  signal: AbortSignal,
): Promise<{ fresh: boolean; added: number; removed: number; changed: number }> {
  const slices = new TimeSlices(signal)
  const { settings, candidates, before } = preview.evidence
  const real = new RealDisk(preview.request.settings.order)
  const walk = findCandidates(new VirtualDisk(real, before.now), settings, optionsOf(preview.request.settings, false))
  let step = walk.next()
  for (let ticks = 0; step.done !== true; step = walk.next())
    if ((++ticks & 31) === 0 && slices.isOver) await slices.rest()

  const known = statsOf(candidates)
  const present = statsOf(step.value)
  let added = 0
  let changed = 0
  for (const [path, stat] of present) {
    const old = known.get(path)
    if (old === undefined) added++
    else if (!isSame(old, stat)) changed++
  }
  let removed = 0
  for (const path of known.keys()) if (!present.has(path)) removed++
  return { fresh: added + removed + changed === 0, added, removed, changed }
}

/** Facts of all candidates by path; null for what cannot be opened, such as a broken link. */
function statsOf({ winners, shadowed }: Candidates): ReadonlyMap<string, DiskStat | null> {
  const stats = new Map<string, DiskStat | null>()
  const add = ({ storage, path, content }: Candidate): void =>
    void stats.set(`${storage.files.location}/${path}`, content?.stat ?? null)
  for (const file of winners.values()) add(file)
  for (const losers of shadowed.values()) losers.forEach(add)
  return stats
}

function isSame(before: DiskStat | null, now: DiskStat | null): boolean {
  return before?.size === now?.size && before?.mtimeNs === now?.mtimeNs && before?.inode === now?.inode
}
