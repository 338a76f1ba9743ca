import type { DiskContent } from '../files/file-content.ts'
import { RealDisk } from '../files/real-disk.ts'
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
 * is handed on where it is certain to hold. Gives the counts, and all that the finders see now.
 * @param now the disk to look at; what it knows already is not looked at again
 * @throws InspectorError cancelled, bad-input for a link that leads into itself
 */
export async function checkFreshness(
  preview: Preview,
  signal: AbortSignal,
  now: RealDisk = new RealDisk(preview.request.settings.order),
): Promise<FileCounts & { readonly candidates: Candidates }> {
  const slices = new TimeSlices(signal)
  const { settings, candidates, before } = preview.evidence
  const disk = new VirtualDisk(now, before.now)
  const present = await inSlices(findCandidates(disk, settings, optionsOf(preview.request.settings, false)), slices)
  const counts = { added: 0, removed: 0, changed: 0 }
  const [old, young] = withoutEqualEnds(candidates.found, present.found)
  const known = byPath(old)
  for (const [path, { content }] of byPath(young)) {
    const was = known.get(path)
    known.delete(path)
    if (was === undefined) counts.added++
    else if (!isSameStat(was.content?.stat ?? null, content?.stat ?? null)) counts.changed++
    else handOn(was.content, content, before.now)
  }
  counts.removed = known.size
  const inRoot = preview.request.staticRoot === null ? NOTHING : await inSlices(compareRoots(preview, disk), slices)
  const added = counts.added + inRoot.added
  const removed = counts.removed + inRoot.removed
  const changed = counts.changed + inRoot.changed
  return { added, removed, changed, candidates: present }
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

/** Gives what is known of a content to a newer look at the same file, if it had settled when it was read. */
function handOn(old: DiskContent | null, young: DiskContent | null, readAtNs: bigint): void {
  if (old === null || young === null || young.md5 !== null) return
  const { mtimeNs, ctimeNs } = old.stat
  if (ctimeNs !== young.stat.ctimeNs || !isSettled(mtimeNs, readAtNs, ctimeNs)) return
  young.md5 = old.md5
  young.utf8 = old.utf8
  young.mayRefer = old.mayRefer
}

/** Two lists without the equal candidates at their beginning and end, which are nearly all. */
function withoutEqualEnds(
  old: readonly Candidate[],
  young: readonly Candidate[],
): [readonly Candidate[], readonly Candidate[]] {
  const shorter = Math.min(old.length, young.length)
  let start = 0
  while (start < shorter && isSame(old[start], young[start])) start++
  let end = 0
  while (end < shorter - start && isSame(old.at(-1 - end), young.at(-1 - end))) end++
  return [old.slice(start, old.length - end), young.slice(start, young.length - end)]
}

/** One file and one content, not two that look the same. */
function isSame(old: Candidate | undefined, young: Candidate | undefined): boolean {
  return (
    old !== undefined &&
    young !== undefined &&
    old.content !== null &&
    old.content === young.content &&
    old.path === young.path &&
    old.storage.files.location === young.storage.files.location
  )
}

function byPath(files: readonly Candidate[]): Map<string, Candidate> {
  return new Map(files.map((file) => [`${file.storage.files.location}/${file.path}`, file]))
}
