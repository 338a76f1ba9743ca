import { Worker } from 'node:worker_threads'
import { InspectorError } from '../../../shared/contract/errors.ts'

/** Memory that one worker may take besides its buffers; reading and hashing needs little. */
const HEAP_MEGABYTES = 256

/**
 * Runs tasks on worker threads, each on the first that is free, and gives their answers to `take` as they come.
 * The workers live for this one call. A task is posted as it is; the worker answers with one message per task.
 * @throws InspectorError `cancelled` at once when the signal fires (the workers are ended); what a worker dies of
 */
export async function runOnWorkers<Task, Answer>(
  file: string,
  tasks: readonly Task[],
  count: number,
  signal: AbortSignal,
  take: (answer: Answer, task: Task) => void,
): Promise<void> {
  let next = 0
  const workers: Worker[] = []
  try {
    await Promise.all(
      Array.from({ length: Math.min(count, tasks.length) }, () => {
        const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } })
        workers.push(worker)
        return new Promise<void>((resolve, reject) => {
          let current: Task | null = null
          const post = (): void => {
            if (next >= tasks.length) return resolve()
            current = tasks[next++] ?? null
            worker.postMessage(current)
          }
          worker.on('message', (answer: Answer) => {
            if (current !== null) take(answer, current)
            post()
          })
          worker.on('error', reject)
          worker.on('exit', () => reject(new Error('A worker ended early')))
          signal.addEventListener('abort', () => reject(new InspectorError('cancelled', 'Cancelled')), { once: true })
          if (signal.aborted) reject(new InspectorError('cancelled', 'Cancelled'))
          else post()
        })
      }),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
