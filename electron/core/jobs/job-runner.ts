import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { InspectorError, toErrorData } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import { ProgressGate, type Progress } from './progress.ts'

/** What long work is given: a signal that ends it, and a way to tell how far it is. */
export type JobContext = { readonly signal: AbortSignal; readonly report: (progress: Progress) => void }

/** What a job is, for people and for whoever asks for the same again. */
export type JobRequest = {
  readonly kind: Job['kind']
  readonly projectId: string
  readonly title: string
  /** Work with equal input has an equal key. */
  readonly key: string
}

type Running = {
  readonly request: JobRequest
  readonly abort: AbortController
  readonly gate: ProgressGate
  readonly ended: Promise<void>
}

/** Ended jobs stay in the list for a while, so that a page that was reloaded still learns how they ended. */
const ENDED_JOBS = 20
/** How long closing waits for work that does not heed its signal. */
const CLOSING_MS = 3000

/** Runs long work for every host: `(input, { signal, report }) → output`, with events and cancel. */
export class JobRunner {
  readonly #emit: (job: Job) => void
  readonly #jobs = new Map<string, Job>()
  readonly #running = new Map<string, Running>()

  /** @param emit hears of each state that a job gets into: at most ten times a second, and always of the last one */
  constructor(emit: (job: Job) => void) {
    this.#emit = emit
  }

  /**
   * Starts work, or joins work of the same key that is running. Running work of the same kind and project with another
   * key is out of date and gets cancelled.
   * @param work what it gives is for itself to keep; what it throws becomes the job's error
   */
  start(request: JobRequest, work: (context: JobContext) => Promise<void>): Job {
    for (const [id, running] of this.#running) {
      const { kind, projectId, key } = running.request
      if (running.abort.signal.aborted || kind !== request.kind || projectId !== request.projectId) continue
      const job = this.#jobs.get(id)
      if (job !== undefined && key === request.key) return job
      this.cancel(id)
    }
    const id = randomUUID()
    const { kind, projectId, title } = request
    const job: Job = { id, kind, projectId, title, state: 'running', step: 'Starting', done: 0, total: 0, error: null }
    this.#jobs.set(id, job)
    const abort = new AbortController()
    const gate = new ProgressGate(() => this.#tell(id))
    gate.sendNow()
    this.#running.set(id, { request, abort, gate, ended: this.#run(id, work, abort.signal, gate) })
    return job
  }

  /** Running jobs and those that ended last, oldest first. */
  list(): Job[] {
    return [...this.#jobs.values()]
  }

  /**
   * Asks a job to end and returns at once; its last event says how it ended. An ended job stays as it is.
   * @throws InspectorError `not-found`
   */
  cancel(id: string): void {
    if (!this.#jobs.has(id)) throw new InspectorError('not-found', 'There is no such job any more.')
    const running = this.#running.get(id)
    if (running === undefined || running.abort.signal.aborted) return
    this.#change(id, { step: 'Cancelling' })
    running.gate.sendNow()
    running.abort.abort()
  }

  /** Cancels everything and waits until it has ended (a few seconds at most). */
  async close(): Promise<void> {
    const running = [...this.#running]
    for (const [id] of running) this.cancel(id)
    const patience = new AbortController()
    await Promise.race([
      Promise.all(running.map(([, { ended }]) => ended)),
      after(CLOSING_MS, null, { signal: patience.signal }).catch(() => null),
    ])
    patience.abort()
  }

  async #run(
    id: string,
    work: (context: JobContext) => Promise<void>,
    signal: AbortSignal,
    gate: ProgressGate,
  ): Promise<void> {
    const report = (progress: Progress) => {
      if (signal.aborted || !this.#running.has(id)) return
      this.#change(id, { step: progress.step, done: progress.done, total: progress.total })
      gate.offer()
    }
    const end = await endOf(work, { signal, report })
    this.#running.delete(id)
    this.#change(id, end)
    gate.sendNow()
    this.#forgetOldest()
  }

  #change(id: string, change: Partial<Job>): void {
    const job = this.#jobs.get(id)
    if (job !== undefined) this.#jobs.set(id, { ...job, ...change })
  }

  #tell(id: string): void {
    const job = this.#jobs.get(id)
    if (job !== undefined) this.#emit(job)
  }

  #forgetOldest(): void {
    const ended = [...this.#jobs.keys()].filter((id) => !this.#running.has(id))
    for (const id of ended.slice(0, -ENDED_JOBS)) this.#jobs.delete(id)
  }
}

/** How work ended. After a cancel it is cancelled, whatever it gives or throws. */
async function endOf(
  work: (context: JobContext) => Promise<void>,
  context: JobContext,
): Promise<Pick<Job, 'state' | 'error'>> {
  // Work that throws before its first wait must not throw into whoever started it.
  await Promise.resolve()
  try {
    await work(context)
  } catch (error) {
    const { code, message } = toErrorData(error)
    const reading = error instanceof InspectorError ? error.reading : null
    if (code !== 'cancelled' && !context.signal.aborted)
      return { state: 'failed', error: reading === null ? { code, message } : { code, message, reading } }
    return { state: 'cancelled', error: null }
  }
  return { state: context.signal.aborted ? 'cancelled' : 'done', error: null }
}
