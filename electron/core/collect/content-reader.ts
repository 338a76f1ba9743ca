import { availableParallelism } from 'node:os'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { learnDigest } from '../files/digest-of.ts'
import { type DiskContent, nodePath } from '../files/file-content.ts'
import { dirName } from '../python/posix-path.ts'
import { examineBytes, type Examined, type ExamineTask, type Screen } from '../jobs/examine-bytes.ts'
import { workerFile } from '../jobs/worker-file.ts'
import { WorkerPool } from '../jobs/worker-pool.ts'
import type { StoredFact } from '../releases/fact-store.ts'
import { isSettled } from '../releases/is-settled.ts'
import { type PreviewContext, systemClock } from './preview-context.ts'

/** A content to read; `known` is what an earlier run kept of this very state. */
type Unread = { readonly content: DiskContent; readonly screen: Screen; readonly known: StoredFact | null }
type Batch = { readonly files: readonly Unread[]; readonly task: ExamineTask }

const BATCH_FILES = 400
const BATCH_BYTES = 12 << 20
/** Below this, starting threads costs more than it saves. */
const FEW_BYTES = 4 << 20
/** Batches that a thread is given at once, so that it never waits for the one that hands them out. */
const BATCHES_AT_ONCE = 2
/** So many facts are kept in one go at least, and those of the rest of the last one's folder. */
const FACTS_AT_ONCE = 64

/**
 * Reads contents on several threads, beginning while more are still being found. What it learns goes into the contents,
 * and facts of settled files into the cache, batch by batch.
 */
export class ContentReader {
  readonly #context: PreviewContext
  readonly #workers: number
  readonly #startedAtNs: bigint
  readonly #algorithm: string | null
  readonly #asked = new Map<DiskContent, Screen>()
  #gathered: Unread[] = []
  #gatheredBytes = 0
  #waiting: Batch[] = []
  #waitingBytes = 0
  #pool: WorkerPool<ExamineTask, readonly Examined[]> | null = null
  readonly #filesOf = new Map<ExamineTask, readonly Unread[]>()
  /** Facts of settled files that are still to be kept, in parts that each go in one go. */
  readonly #unkept: StoredFact[][] = []
  #keeping: Promise<void> | null = null
  #added = 0
  #read = 0
  /** How many files there are in all; null while they are still being found. */
  #total: number | null = null

  /**
   * Made before the facts of the files are taken: what changes from then on is not kept.
   * @param algorithm the digest that the storage takes of contents
   */
  constructor(context: PreviewContext, algorithm = 'md5') {
    this.#context = context
    this.#algorithm = algorithm === 'md5' ? null : algorithm
    this.#workers = context.workers ?? availableParallelism()
    this.#startedAtNs = (context.clock ?? systemClock)()
  }

  /** Whether anything was to be read so far. */
  get hasBegun(): boolean {
    return this.#added > 0
  }

  /** A content to read, once for each way of looking at it. Threads start as soon as there is enough for them. */
  add(content: DiskContent, screen: Screen, known: StoredFact | null): void {
    const asked = this.#asked.get(content)
    if (asked !== undefined && (screen === null || asked === screen)) return
    this.#asked.set(content, screen)
    this.#added++
    this.#gathered.push({ content, screen, known })
    this.#gatheredBytes += content.size
    if (this.#gathered.length >= BATCH_FILES || this.#gatheredBytes >= BATCH_BYTES) this.#closeBatch()
  }

  /**
   * Waits until all is read.
   * @param total files in all, read or known, for the progress
   * @throws InspectorError cancelled, unreadable, changed-while-reading
   */
  async finish(total: number): Promise<void> {
    this.#total = total
    if (this.hasBegun) this.#report()
    if (this.#gathered.length > 0) this.#closeBatch()
    for (const batch of this.#waiting) {
      await this.#context.rest()
      this.#take(
        batch.files.map(({ content, screen }) => examineBytes(nodePath(content.path), screen, this.#algorithm)),
        batch.files,
      )
    }
    this.#waiting = []
    await this.#pool?.finish()
    await this.#keeping
    // What was asked is of no use any more, and there may be many files.
    this.#asked.clear()
  }

  /** Ends what is still being read, for a preview that ends without it. What was learnt is kept. */
  stop(): void {
    this.#pool?.stop()
    this.#keep(this.#unkept.splice(0).flat())
  }

  #closeBatch(): void {
    const files = this.#gathered
    const task = {
      files: files.map(({ content, screen }) => ({ path: nodePath(content.path), screen })),
      algorithm: this.#algorithm,
    }
    this.#waiting.push({ files, task })
    this.#waitingBytes += this.#gatheredBytes
    this.#gathered = []
    this.#gatheredBytes = 0
    if (this.#pool === null && (this.#workers <= 1 || this.#waitingBytes < FEW_BYTES)) return
    this.#pool ??= this.#startPool()
    for (const batch of this.#waiting) {
      this.#filesOf.set(batch.task, batch.files)
      this.#pool.post(batch.task)
    }
    this.#waiting = []
  }

  #startPool(): WorkerPool<ExamineTask, readonly Examined[]> {
    const take = (results: readonly Examined[], task: ExamineTask): void => {
      this.#take(results, this.#filesOf.get(task) ?? [])
      this.#filesOf.delete(task)
    }
    const handingOut = { atOnce: BATCHES_AT_ONCE }
    return new WorkerPool(workerFile('examine'), this.#workers, this.#context.signal, take, handingOut)
  }

  #take(results: readonly Examined[], files: readonly Unread[]): void {
    const settled: StoredFact[] = []
    for (const [index, file] of files.entries()) {
      const result = results[index]
      if (result !== undefined) learn(file, result, this.#algorithm)
      const { mtimeNs, ctimeNs } = file.content.stat
      if (isSettled(mtimeNs, this.#startedAtNs, ctimeNs)) settled.push(factOf(file))
    }
    this.#read += files.length
    this.#unkept.push(...inFolders(settled, FACTS_AT_ONCE))
    if (this.#keeping === null) {
      this.#keeping = this.#keepAtPace().finally(() => (this.#keeping = null))
      // Whoever waits for the end hears of a cancel from the threads.
      this.#keeping.catch(() => undefined)
    }
    this.#report()
  }

  /** A batch in one go would hold up everything else, most of all when several threads answer at once. */
  async #keepAtPace(): Promise<void> {
    for (let part = this.#unkept.shift(); part !== undefined; part = this.#unkept.shift()) {
      this.#keep(part)
      await this.#context.rest()
    }
  }

  #keep(facts: readonly StoredFact[]): void {
    if (facts.length > 0) this.#context.facts?.save(facts)
  }

  #report(): void {
    if (this.#total === null) return
    const done = this.#total - this.#added + this.#read
    this.#context.report({ step: 'Reading files', done, total: this.#total })
  }
}

function learn({ content }: Unread, result: Examined, algorithm: string | null): void {
  if ('code' in result) {
    if (result.code === 'ENOENT')
      throw new InspectorError(
        'changed-while-reading',
        `${content.path} vanished while it was being read. Run the preview again.`,
      )
    throw new InspectorError(
      'unreadable',
      `${content.path} cannot be read (${result.code}). Make it readable for this user, or leave it out with an ignore pattern.`,
    )
  }
  if (result.size !== content.stat.size)
    throw new InspectorError(
      'changed-while-reading',
      `${content.path} changed while it was being read. Run the preview again.`,
    )
  content.md5 = result.md5
  if (algorithm !== null && result.digest !== null) learnDigest(content, algorithm, result.digest)
  if (result.utf8 !== null) content.utf8 = result.utf8
  if (result.mayRefer !== null) content.mayRefer = result.mayRefer
}

/** Facts in parts of at least so many; those of a folder stay together, as the store writes them together. */
function inFolders(facts: readonly StoredFact[], least: number): StoredFact[][] {
  const parts: StoredFact[][] = []
  let lastFolder = ''
  for (const fact of facts) {
    const part = parts.at(-1)
    const folder = dirName(fact.path)
    if (part === undefined || (part.length >= least && folder !== lastFolder)) parts.push([fact])
    else part.push(fact)
    lastFolder = folder
  }
  return parts
}

function factOf({ content, screen, known }: Unread): StoredFact {
  const { stat } = content
  let extra = known?.extra ?? ''
  if (screen !== null && content.mayRefer !== null) extra += screen.charAt(0) + (content.mayRefer ? '1' : '0')
  return {
    path: content.path,
    size: stat.size,
    mtimeNs: stat.mtimeNs,
    ctimeNs: stat.ctimeNs,
    inode: stat.inode,
    md5: content.md5 ?? '',
    utf8: content.utf8 ?? known?.utf8 ?? null,
    extra: extra === '' ? null : extra,
  }
}
