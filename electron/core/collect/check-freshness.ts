import { runAtPace } from '../../../shared/analysis/pace.ts'
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
  const present = await runAtPace(findCandidates(disk, settings, optionsOf(preview.request.settings, false)), slices)
  const counts = await runAtPace(compareFound(candidates.found, present.found, before.now), slices)
  const inRoot = preview.request.staticRoot === null ? NOTHING : await runAtPace(compareRoots(preview, disk), slices)
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

/** Gives what is known of a content to a newer look at the same file, if it had settled when it was read. */
function handOn(old: DiskContent | null, young: DiskContent | null, readAtNs: bigint): void {
  if (old === null || young === null || young.md5 !== null) return
  const { mtimeNs, ctimeNs } = old.stat
  if (ctimeNs !== young.stat.ctimeNs || !isSettled(mtimeNs, readAtNs, ctimeNs)) return
  young.md5 = old.md5
  young.utf8 = old.utf8
  young.mayRefer = old.mayRefer
}

/** Counts what differs between two walks, and hands on what is known where nothing does. Gives way after each file. */
function* compareFound(
  old: readonly Candidate[],
  young: readonly Candidate[],
  readAtNs: bigint,
): Generator<void, FileCounts> {
  let added = 0
  let removed = 0
  // Two finders may walk one folder.
  const changed = new Set<string>()
  for (const [was, now] of pairsOf(old, young)) {
    yield
    if (was === null) added++
    else if (now === null) removed++
    else if (was.content === now.content) continue
    else if (!isSameStat(was.content?.stat ?? null, now.content?.stat ?? null)) changed.add(pathOf(now))
    else handOn(was.content, now.content, readAtNs)
  }
  return { added, removed, changed: changed.size }
}

type Pair = readonly [old: Candidate | null, young: Candidate | null]

/**
 * The files of two walks, each with itself in the other; null for what is in one alone. As a rule both walks met the same
 * files in the same order, so that few need be looked for by their path.
 */
function* pairsOf(old: readonly Candidate[], young: readonly Candidate[]): Generator<Pair> {
  const shorter = Math.min(old.length, young.length)
  const isSame = (one: Candidate | undefined, other: Candidate | undefined): boolean =>
    one !== undefined &&
    other !== undefined &&
    one.path === other.path &&
    one.storage.files.location === other.storage.files.location
  let start = 0
  for (; start < shorter && isSame(old[start], young[start]); start++) yield [old[start] ?? null, young[start] ?? null]
  let end = 0
  for (; end < shorter - start && isSame(old.at(-1 - end), young.at(-1 - end)); end++)
    yield [old.at(-1 - end) ?? null, young.at(-1 - end) ?? null]
  const rest = byPath(old.slice(start, old.length - end))
  for (const [path, file] of byPath(young.slice(start, young.length - end))) {
    yield [rest.get(path) ?? null, file]
    rest.delete(path)
  }
  for (const file of rest.values()) yield [file, null]
}

function byPath(files: readonly Candidate[]): Map<string, Candidate> {
  return new Map(files.map((file) => [pathOf(file), file]))
}

function pathOf({ storage, path }: Candidate): string {
  return `${storage.files.location}/${path}`
}
