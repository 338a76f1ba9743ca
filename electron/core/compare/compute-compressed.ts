import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { findCost, freshFiles, type GzipSizes } from '../../../shared/analysis/find-cost.ts'
import { isTextLike } from '../../../shared/analysis/is-text-like.ts'
import type { Content } from '../../../shared/model/release.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { GzipSizeTask } from '../jobs/compress.worker.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import { workerFile } from '../jobs/worker-file.ts'
import { WorkerPool } from '../jobs/worker-pool.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { ComparedSide } from './compared-side.ts'
import { keepGzipSizes, recallGzipSizes } from './remember-gzip-sizes.ts'

/** What most servers and CDNs take where nobody chose: zlib's own default. */
const LEVEL = 6
/** Threads that compress, and contents that are on their way to them: the engine has other work too. */
const THREADS = 2
const ON_THE_WAY = 8
/** Larger contents are left out. */
const MOST = 64 << 20

/** The contents whose compressed size the cost of a comparison lacks: text without a compressed form, under a new URL. */
export async function contentsToCompress(
  { differences }: Comparison,
  a: ComparedSide,
  b: ComparedSide,
  known: GzipSizes,
  signal: AbortSignal,
): Promise<readonly Content[]> {
  const wanted = new Map<string, Content>()
  for (const { name, output, compressed } of await freshFiles(a, b, differences, new TimeSlices(signal)))
    if (output !== null && compressed.length === 0 && output.size > 0 && output.size <= MOST && isTextLike(name))
      if (!known.has(output.hash)) wanted.set(output.hash, output)
  return [...wanted.values()]
}

/**
 * Tells what contents take under gzip: from what was computed before, else on threads of their own. A content that cannot
 * be had is left out.
 * @param sizes gets each size as it is known, so that nothing is computed twice
 * @throws InspectorError cancelled
 */
export async function computeGzipSizes(
  contents: readonly Content[],
  side: ComparedSide,
  sizes: Map<string, number>,
  context: GzipContext,
): Promise<void> {
  const { facts } = context
  const hashes = contents.map(({ hash }) => hash)
  for (const [hash, size] of facts === null ? [] : recallGzipSizes(hashes, LEVEL, facts)) sizes.set(hash, size)
  const unknown = hashes.filter((hash) => !sizes.has(hash))
  if (unknown.length === 0) return
  try {
    await compressAll(unknown, side, sizes, context)
  } finally {
    const computed = unknown.flatMap((hash) => {
      const size = sizes.get(hash)
      return size === undefined ? [] : [[hash, size] as const]
    })
    if (facts !== null) keepGzipSizes(computed, LEVEL, facts)
  }
}

/** What computing sizes needs; without facts every size is computed. */
type GzipContext = JobContext & Pick<WorkContext, 'facts'>

async function compressAll(
  hashes: readonly string[],
  side: ComparedSide,
  sizes: Map<string, number>,
  { signal, report }: JobContext,
): Promise<void> {
  let done = 0
  let onTheWay = 0
  let wake: (() => void) | null = null
  const tell = (): void => report({ step: 'Computing compressed sizes', done: ++done, total: hashes.length })
  type Task = GzipSizeTask & { readonly hash: string }
  const take = (size: number, { hash }: Task): void => {
    sizes.set(hash, size)
    onTheWay--
    tell()
    wake?.()
  }
  const pool = new WorkerPool<Task, number>(workerFile('compress'), THREADS, signal, take)
  // A pool that fails or is cancelled takes no more answers: nobody may wait for room then.
  const ended = pool.ended.catch(() => undefined)
  for (const hash of hashes) {
    if (signal.aborted) break
    const bytes = await side.readBytes(hash)
    if (bytes === null) {
      tell()
      continue
    }
    onTheWay++
    pool.post({ hash, bytes, level: LEVEL })
    if (onTheWay >= ON_THE_WAY) await Promise.race([ended, new Promise<void>((resolve) => (wake = resolve))])
  }
  await pool.finish()
}

/** The comparison with what its files take compressed, as far as it is known or computed. */
export async function withCompressedCost(
  comparison: Comparison,
  a: ComparedSide,
  b: ComparedSide,
  sizes: GzipSizes,
  signal: AbortSignal,
): Promise<Comparison> {
  const cost = await findCost(a, b, comparison.differences, new TimeSlices(signal), sizes)
  return { ...comparison, head: { ...comparison.head, cost } }
}
