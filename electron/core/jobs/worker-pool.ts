import { Worker } from 'node:worker_threads'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** Heap of a worker, where its tasks ask for no other; reading and hashing needs little. */
const HEAP_MEGABYTES = 256
/** Room for what is young: with V8's own choice a worker that parses takes twice the memory, and is no quicker. */
const YOUNG_MEGABYTES = 8

/** @property heapAlone megabytes of heap of a worker that large tasks have to themselves; null for any other */
type Hand<Task> = { readonly worker: Worker; readonly tasks: Task[]; readonly heapAlone: number | null }

/** How tasks are handed out. An answer is the same in every way. */
export type HandingOut<Task> = {
  /**
   * Tasks that a worker is given at once: with two it goes on while an answer still waits to be heard, with one no task
   * waits behind a long one. One unless set.
   */
  readonly atOnce?: number
  /** Megabytes of heap that a worker may take. V8 lets half of it fill before it looks for what nobody needs any more. */
  readonly heap?: number
  /**
   * Megabytes of heap for a task that needs so much memory that no two of its kind may run at once; null for any other task.
   * Such tasks have a worker to themselves, which takes the next one if its heap is enough for that, and ends with the last.
   * No task unless set.
   */
  readonly heapAlone?: (task: Task) => number | null
  /** Hears of a task whose worker ran out of memory; unless set, all ends then. */
  readonly outOfMemory?: (task: Task) => void
}

/**
 * Worker threads that take tasks as they come, each the next one when it has room, and give their answers to `take`.
 * Threads start with the first tasks. A task is posted as it is; a worker answers with one message per task, in order.
 */
export class WorkerPool<Task, Answer> {
  readonly #file: string
  readonly #count: number
  readonly #handingOut: HandingOut<Task>
  readonly #take: (answer: Answer, task: Task) => void
  readonly #hands = new Set<Hand<Task>>()
  #waiting: Task[] = []
  #waitingAlone: { readonly task: Task; readonly heap: number }[] = []
  readonly #ended = Promise.withResolvers<void>()
  #isLast = false

  /** @param signal ends the workers at once */
  constructor(
    file: string,
    count: number,
    signal: AbortSignal,
    take: (answer: Answer, task: Task) => void,
    handingOut: HandingOut<Task> = {},
  ) {
    this.#file = file
    this.#handingOut = handingOut
    this.#count = Math.max(1, count)
    this.#take = take
    // Whoever waits for the end hears of a failure; until then it must not count as unhandled.
    this.#ended.promise.catch(() => undefined)
    const cancel = (): void => this.#fail(new InspectorError('cancelled', 'Cancelled'))
    if (signal.aborted) cancel()
    else signal.addEventListener('abort', cancel, { once: true })
    const forget = (): void => signal.removeEventListener('abort', cancel)
    this.#ended.promise.then(forget, forget)
  }

  /** Hands a task to a worker as soon as one has room. */
  post(task: Task): void {
    if (this.#isLast) return
    const heap = this.#handingOut.heapAlone?.(task) ?? null
    if (heap === null) this.#waiting.push(task)
    else this.#waitingAlone.push({ task, heap })
    this.#handOut()
  }

  /** Settles when the workers have ended; rejects with what they ended of. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  /**
   * Waits until all tasks are answered, and ends the workers.
   * @throws InspectorError `cancelled` at once when the signal fires; what a worker dies of; what `take` throws
   */
  async finish(): Promise<void> {
    this.#isLast = true
    this.#endIfDone()
    await this.#ended.promise
  }

  /** Ends the workers, whatever they are doing. */
  stop(): void {
    this.#isLast = true
    this.#waiting = []
    this.#waitingAlone = []
    for (const hand of this.#hands) this.#dismiss(hand)
    this.#ended.resolve()
  }

  #handOut(): void {
    this.#handOutAlone()
    const hands = [...this.#hands].filter(({ heapAlone }) => heapAlone === null)
    if (this.#hands.size < this.#count && this.#waiting.length > 0 && hands.every(({ tasks }) => tasks.length > 0))
      hands.push(this.#start(null))
    for (const hand of hands.toSorted((a, b) => a.tasks.length - b.tasks.length))
      while (hand.tasks.length < (this.#handingOut.atOnce ?? 1)) {
        const task = this.#waiting.shift()
        if (task === undefined) return
        give(hand, task)
      }
  }

  #handOutAlone(): void {
    const [next] = this.#waitingAlone
    if (next === undefined) return
    const hands = [...this.#hands]
    if (hands.some(({ heapAlone }) => heapAlone !== null)) return
    if (hands.length === this.#count) {
      const idle = this.#waiting.length === 0 ? hands.find(({ tasks }) => tasks.length === 0) : undefined
      if (idle === undefined) return
      this.#dismiss(idle)
    }
    this.#waitingAlone.shift()
    give(this.#start(next.heap), next.task)
  }

  #start(heapAlone: number | null): Hand<Task> {
    const heap = heapAlone ?? this.#handingOut.heap ?? HEAP_MEGABYTES
    const worker = new Worker(this.#file, {
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    })
    const hand: Hand<Task> = { worker, tasks: [], heapAlone }
    this.#hands.add(hand)
    worker.on('message', (answer: Answer) => this.#hear(hand, answer))
    worker.on('error', (error) => this.#mourn(hand, error))
    worker.on('exit', () => {
      if (this.#hands.has(hand)) this.#fail(new Error('A worker ended early'))
    })
    return hand
  }

  /** A worker for large tasks takes the next of them; without one its memory is given back. */
  #goOnOrDismiss(hand: Hand<Task>, heap: number): void {
    const [next] = this.#waitingAlone
    if (next === undefined || next.heap > heap) return this.#dismiss(hand)
    this.#waitingAlone.shift()
    give(hand, next.task)
  }

  #dismiss(hand: Hand<Task>): void {
    this.#hands.delete(hand)
    void hand.worker.terminate()
  }

  #hear(hand: Hand<Task>, answer: Answer): void {
    // What a worker had said before it was dismissed counts for nobody.
    if (!this.#hands.has(hand)) return
    const task = hand.tasks.shift()
    if (hand.heapAlone !== null) this.#goOnOrDismiss(hand, hand.heapAlone)
    this.#handOut()
    this.#tell(() => {
      if (task !== undefined) this.#take(answer, task)
    })
  }

  /** A worker has died: of its memory, which may be the fault of what it was given, or of an error. */
  #mourn(hand: Hand<Task>, error: unknown): void {
    const { outOfMemory } = this.#handingOut
    const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (!isMemory || outOfMemory === undefined || !this.#hands.has(hand)) {
      this.#fail(error)
      return
    }
    this.#dismiss(hand)
    const [task, ...others] = hand.tasks
    this.#waiting.unshift(...others)
    this.#handOut()
    this.#tell(() => {
      if (task !== undefined) outOfMemory(task)
    })
  }

  #tell(tell: () => void): void {
    try {
      tell()
    } catch (error) {
      this.#fail(error)
    }
    this.#endIfDone()
  }

  #endIfDone(): void {
    const isIdle = [...this.#hands].every(({ tasks }) => tasks.length === 0)
    if (this.#isLast && this.#waiting.length + this.#waitingAlone.length === 0 && isIdle) this.stop()
  }

  /** The first failure counts; after the end there is none. */
  #fail(error: unknown): void {
    this.#ended.reject(error)
    this.stop()
  }
}

function give<Task>({ worker, tasks }: Hand<Task>, task: Task): void {
  tasks.push(task)
  worker.postMessage(task)
}

/**
 * Runs tasks on worker threads, each on the first that has room, and gives their answers to `take` as they come.
 * @throws InspectorError `cancelled` at once when the signal fires (the workers are ended); what a worker dies of
 */
export async function runOnWorkers<Task, Answer>(
  file: string,
  tasks: readonly Task[],
  count: number,
  signal: AbortSignal,
  take: (answer: Answer, task: Task) => void,
  handingOut: HandingOut<Task> = {},
): Promise<void> {
  const pool = new WorkerPool<Task, Answer>(file, count, signal, take, handingOut)
  for (const task of tasks) pool.post(task)
  await pool.finish()
}
