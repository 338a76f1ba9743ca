import { RealDisk, type DiskStat } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { isSettled } from '../releases/is-settled.ts'
import { compareFolders, isSameStat } from './compare-folders.ts'
import { optionsOf } from './django-settings-of.ts'
import { type Candidate, type Candidates, findCandidates } from './find-candidates.ts'
import type { Preview } from './preview-result.ts'

/** Numbers of files. */
export type FileCounts = { readonly added: number; readonly removed: number; readonly changed: number }

/**
 * Walks the folders again and compares what lies there with what the preview saw, by size, modified time and inode; of
 * a STATIC_ROOT whose state counts, what the preview asked for. Nothing is read, and what is known of a file's content
 * is handed on where it is certain to hold.
 * @param now the disk to look at; what it knows already is not looked at again
 * @throws InspectorError cancelled, bad-input for a link that leads into itself
 */
export async function checkFreshness(
  preview: Preview,
  signal: AbortSignal,
  now: RealDisk = new RealDisk(preview.request.settings.order),
): Promise<FileCounts & { readonly fresh: boolean }> {
  const slices = new TimeSlices(signal)
  const { settings, candidates, before } = preview.evidence
  const disk = new VirtualDisk(now, before.now)
  const present = await inSlices(findCandidates(disk, settings, optionsOf(preview.request.settings, false)), slices)
  const counts = { added: 0, removed: 0, changed: 0 }
  const known = candidatesByPath(candidates)
  for (const [path, { content }] of candidatesByPath(present)) {
    const old = known.get(path)
    known.delete(path)
    if (old === undefined) counts.added++
    else if (!isSameStat(statOf(old), content?.stat ?? null)) counts.changed++
    else if (content !== null && old.content !== null && content !== old.content && content.md5 === null) {
      const { mtimeNs, ctimeNs } = old.content.stat
      if (ctimeNs !== content.stat.ctimeNs || !isSettled(mtimeNs, before.now, ctimeNs)) continue
      content.md5 = old.content.md5
      content.utf8 = old.content.utf8
      content.mayRefer = old.content.mayRefer
    }
  }
  counts.removed = known.size
  const inRoot = preview.request.staticRoot === null ? NOTHING : await inSlices(compareRoots(preview, disk), slices)
  const added = counts.added + inRoot.added
  const removed = counts.removed + inRoot.removed
  const changed = counts.changed + inRoot.changed
  return { fresh: added + removed + changed === 0, added, removed, changed }
}

const NOTHING: FileCounts = { added: 0, removed: 0, changed: 0 }

/** A STATIC_ROOT that came or went counts as one change. */
function* compareRoots({ evidence }: Preview, now: VirtualDisk): Generator<void, FileCounts> {
  const { before, settings } = evidence
  const root = before.realFolder(settings.staticRoot)
  if (root !== now.realFolder(settings.staticRoot)) return { ...NOTHING, changed: 1 }
  return root === null ? NOTHING : yield* compareFolders(root, before.real, now.real)
}

async function inSlices<T>(work: Generator<unknown, T>, slices: TimeSlices): Promise<T> {
  let step = work.next()
  for (let ticks = 0; step.done !== true; step = work.next())
    if ((++ticks & 31) === 0 && slices.isOver) await slices.rest()
  return step.value
}

function candidatesByPath({ found }: Candidates): Map<string, Candidate> {
  return new Map(found.map((file) => [`${file.storage.files.location}/${file.path}`, file]))
}

function statOf({ content }: Candidate): DiskStat | null {
  return content?.stat ?? null
}
