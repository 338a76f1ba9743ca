import { Worker } from 'node:worker_threads'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** Memory that one worker may take besides its buffers; reading and hashing needs little. */
const HEAP_MEGABYTES = 256
/** Room for what is young: with V8's own choice a worker that parses takes twice the memory, and is no quicker. */
const YOUNG_MEGABYTES = 8

type Hand<Task> = { readonly worker: Worker; readonly tasks: Task[] }

/**
 * Worker threads that take tasks as they come, each the next one when it has room, and give their answers to `take`.
 * Threads start with the first tasks. A task is posted as it is; a worker answers with one message per task, in order.
 */
export class WorkerPool<Task, Answer> {
  readonly #file: string
  readonly #count: number
  readonly #atOnce: number
  readonly #take: (answer: Answer, task: Task) => void
  readonly #hands: Hand<Task>[] = []
  #waiting: Task[] = []
  readonly #ended = Promise.withResolvers<void>()
  #isLast = false

  /**
   * @param signal ends the workers at once
   * @param atOnce tasks that a worker is given at once: with two it goes on while an answer still waits to be heard, with
   *   one no task waits behind a long one
   */
  constructor(
    file: string,
    count: number,
    signal: AbortSignal,
    take: (answer: Answer, task: Task) => void,
    atOnce = 1,
  ) {
    this.#file = file
    this.#atOnce = atOnce
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
    this.#waiting.push(task)
    if (this.#hands.length < this.#count && this.#hands.every(({ tasks }) => tasks.length > 0)) this.#start()
    const [roomiest] = this.#hands.toSorted((a, b) => a.tasks.length - b.tasks.length)
    if (roomiest !== undefined) this.#feed(roomiest)
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
    for (const { worker } of this.#hands) void worker.terminate()
    this.#ended.resolve()
  }

  #start(): void {
    const worker = new Worker(this.#file, {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    })
    const hand: Hand<Task> = { worker, tasks: [] }
    this.#hands.push(hand)
    worker.on('message', (answer: Answer) => this.#hear(hand, answer))
    worker.on('error', (error) => this.#fail(error))
    worker.on('exit', () => this.#fail(new Error('A worker ended early')))
  }

  #feed({ worker, tasks }: Hand<Task>): void {
    while (tasks.length < this.#atOnce) {
      const task = this.#waiting.shift()
      if (task === undefined) return
      tasks.push(task)
      worker.postMessage(task)
    }
  }

  #hear(hand: Hand<Task>, answer: Answer): void {
    const task = hand.tasks.shift()
    this.#feed(hand)
    try {
      if (task !== undefined) this.#take(answer, task)
    } catch (error) {
      this.#fail(error)
    }
    this.#endIfDone()
  }

  #endIfDone(): void {
    if (this.#isLast && this.#waiting.length === 0 && this.#hands.every(({ tasks }) => tasks.length === 0)) this.stop()
  }

  /** The first failure counts; after the end there is none. */
  #fail(error: unknown): void {
    this.#ended.reject(error)
    this.stop()
  }
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
): Promise<void> {
  const pool = new WorkerPool<Task, Answer>(file, count, signal, take)
  for (const task of tasks) pool.post(task)
  await pool.finish()
}
