import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { BrowserReading, Unreadable } from '../../../shared/model/reference.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { Preview } from '../collect/preview-result.ts'
import { type DiskContent, type FileContent, nodePath, readContentBytes } from '../files/file-content.ts'
import { isSameState, toDiskStat } from '../files/real-disk.ts'
import { runOnWorkers } from '../jobs/worker-pool.ts'
import { workerFile } from '../jobs/worker-file.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { prepareJavaScript } from '../references/javascript.ts'
import { NOTHING_READ } from '../references/pack-reading.ts'
import { decodeText, readPacked, type ReferencesTask } from '../references/read-packed.ts'
import { mayHoldReferences, readReferences } from '../references/read-references.ts'
import { unpackReading } from '../references/unpack-reading.ts'

/** Browsers' readings by logical name. */
export type Readings = ReadonlyMap<string, BrowserReading>

type Unread = { readonly name: string; readonly content: DiskContent }

/** Raised when the readers begin to find other things, so that nobody gets what older ones have kept. */
export const READERS_VERSION = 6
const BATCH_FILES = 200
const BATCH_BYTES = 4 << 20
/** Megabytes of heap of a worker: little, since V8 lets it fill halfway with what nobody needs any more. */
const HEAP = 96
/**
 * A file above this takes several times its size while it is read: such files have a worker to themselves, so that no two
 * are read at once and all of that goes with the worker.
 */
const LARGE_BYTES = 6 << 20
/** Megabytes of heap of that worker besides what the file takes. */
const HEAP_BESIDES = 64
/** Megabytes of heap for a file that may be why a worker ran out of memory. */
const LAST_HEAP = 1024
const TOO_LARGE: Unreadable = {
  line: 1,
  column: 1,
  message: 'Reading this file takes more memory than one file may have',
}
const GONE: Unreadable = {
  line: 1,
  column: 1,
  message: 'This file is gone, or may not be read any more, since the preview was made',
}
/** Below this, threads cost more than they save, and no file holds up the others for long. */
const FEW_BYTES = 256 << 10
/** Readings that are asked of the cache, or kept in it, at once. */
const KEPT_AT_ONCE = 1000
const READING = 'Reading references'

/**
 * Reads every collected file that may hold references as a browser does: on worker threads, and only what the cache does
 * not know by its MD5. Files that the preview could not read are left out; it has told of them. Those that went since then are unreadable.
 * @param isWanted whether a file is to be read, by its logical name
 * @throws InspectorError cancelled
 */
export async function readFiles(
  preview: Preview,
  work: WorkContext,
  isWanted: (name: string) => boolean = () => true,
): Promise<Readings> {
  await prepareJavaScript()
  const readings = new Map<string, BrowserReading>()
  const slices = new TimeSlices(work.signal)
  const unread: Unread[] = []
  const wanted: (readonly [string, FileContent])[] = []
  for (const { name } of preview.files) {
    if (slices.isOver) await slices.rest()
    const content =
      mayHoldReferences(name) && isWanted(name) ? preview.evidence.candidates.winners.get(name)?.content : null
    if (content != null) wanted.push([name, content])
  }
  for (let from = 0; from < wanted.length; from += KEPT_AT_ONCE) {
    const some = wanted.slice(from, from + KEPT_AT_ONCE)
    const known = work.facts?.loadRewrites(some.map(keyOf)) ?? new Map<string, string>()
    for (const [name, content] of some) {
      if (slices.isOver) await slices.rest()
      const packed = known.get(keyOf([name, content]))
      const reading = packed === undefined ? null : unpackReading(packed)
      if (reading !== null) readings.set(name, reading)
      else if (content.kind === 'disk') unread.push({ name, content })
      else addComputed(name, content, readings)
    }
  }
  await readAll(unread, work, slices, readings)
  return readings
}

/** Equal bytes under another ending are read otherwise. */
function keyOf([name, content]: readonly [string, FileContent]): string {
  return `references ${READERS_VERSION}\0${/(?:manifest\.json|\.\w+)$/.exec(name.toLowerCase())?.[0] ?? ''}\0${content.md5 ?? ''}`
}

function addComputed(name: string, content: FileContent, readings: Map<string, BrowserReading>): void {
  const reading = readReferences(name, decodeText(readContentBytes(content)))
  if (reading !== null) readings.set(name, reading)
}

/** Takes the packed readings of some files, in their order; null for those that cannot be read. */
type Take = (batch: readonly Unread[], packed: readonly (string | null)[]) => void

async function readAll(
  unread: readonly Unread[],
  work: WorkContext,
  slices: TimeSlices,
  readings: Map<string, BrowserReading>,
): Promise<void> {
  if (unread.length === 0) return
  let done = 0
  let kept: [string, string][] = []
  const keep = (): void => {
    if (kept.length > 0) work.facts?.saveRewrites(kept)
    kept = []
  }
  const take: Take = (batch, packed) => {
    for (const [index, { name, content }] of batch.entries()) {
      const text = packed[index] ?? null
      const reading = text === null ? null : unpackReading(text)
      if (text === null || reading === null) {
        // What could be read then and cannot now is told here, for the preview did not.
        if (content.md5 !== null) readings.set(name, { ...NOTHING_READ, unreadable: GONE })
        continue
      }
      readings.set(name, reading)
      if (content.md5 !== null && isAsSeen(content)) kept.push([keyOf([name, content]), text])
    }
    if (kept.length >= KEPT_AT_ONCE) keep()
    done += batch.length
    work.report({ step: READING, done, total: unread.length })
  }
  work.report({ step: READING, done, total: unread.length })
  try {
    const bytes = unread.reduce((sum, { content }) => sum + content.size, 0)
    if (bytes < FEW_BYTES) await readHere(unread, slices, take)
    else {
      const heavy = await readOnWorkers(batchesOf(unread), work, take, heapFor)
      const alone = ([file]: readonly Unread[]): number | null =>
        file !== undefined && file.content.size > FEW_BYTES ? LAST_HEAP : null
      const unreadable = await readOnWorkers(
        heavy.map((file) => [file]),
        work,
        take,
        alone,
      )
      for (const { name } of unreadable) readings.set(name, { ...NOTHING_READ, unreadable: TOO_LARGE })
    }
  } finally {
    // What was read before a cancel need not be read again.
    keep()
  }
}

/** Whether a file is still the one that the MD5 was taken of; what is read of another must not be kept under it. */
function isAsSeen({ path, stat }: DiskContent): boolean {
  const now = statSync(nodePath(path), { bigint: true, throwIfNoEntry: false })
  return now !== undefined && isSameState(toDiskStat(now), stat)
}

async function readHere(unread: readonly Unread[], slices: TimeSlices, take: Take): Promise<void> {
  for (const file of unread) {
    if (slices.isOver) await slices.rest()
    take([file], [await readPacked(nodePath(file.content.path), file.name)])
  }
}

/** @returns the files of batches on which a worker ran out of memory */
async function readOnWorkers(
  batches: readonly (readonly Unread[])[],
  work: WorkContext,
  take: Take,
  heapAlone: (batch: readonly Unread[]) => number | null,
): Promise<Unread[]> {
  const tasks = new Map<ReferencesTask, readonly Unread[]>(
    batches.map((batch) => [batch.map(({ name, content }) => ({ name, path: nodePath(content.path) })), batch]),
  )
  const batchOf = (task: ReferencesTask): readonly Unread[] => tasks.get(task) ?? []
  const heavy: Unread[] = []
  await runOnWorkers<ReferencesTask, readonly (string | null)[]>(
    workerFile('references'),
    [...tasks.keys()],
    work.workers ?? availableParallelism(),
    work.signal,
    (packed, task) => take(batchOf(task), packed),
    {
      heap: HEAP,
      heapAlone: (task) => heapAlone(batchOf(task)),
      outOfMemory: (task) => heavy.push(...batchOf(task)),
    },
  )
  return heavy
}

/**
 * There are up to three texts of a script at once, a letter in each takes a byte, or two where one is outside of Latin-1.
 * A file for which that is too little is read once more, see `LAST_HEAP`.
 */
function heapFor(batch: readonly Unread[]): number | null {
  const largest = Math.max(...batch.map(({ content }) => content.size))
  return largest <= LARGE_BYTES ? null : HEAP_BESIDES + Math.ceil((5 * largest) / (1 << 20))
}

/**
 * Large files first, since they are read one after the other and must not come last; the others from the small ones on, so
 * that what goes on beside the largest takes little memory.
 */
function batchesOf(unread: readonly Unread[]): Unread[][] {
  const bySize = unread.toSorted((a, b) => a.content.size - b.content.size)
  const large = bySize.filter(({ content }) => content.size > LARGE_BYTES)
  const batches: Unread[][] = []
  let bytes = 0
  for (const file of bySize.slice(0, bySize.length - large.length)) {
    const last = batches.at(-1)
    if (last === undefined || last.length >= BATCH_FILES || bytes + file.content.size > BATCH_BYTES) {
      batches.push([file])
      bytes = file.content.size
    } else {
      last.push(file)
      bytes += file.content.size
    }
  }
  return [...large.toReversed().map((file) => [file]), ...batches]
}
