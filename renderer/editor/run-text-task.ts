import { startWorker } from './start-worker.ts'
import { doTextTask, type DiffResult, type FoldResult, type TextTask } from './text-work.ts'
import workerAddress from './text.worker.ts?worker&url'

/** Below this many UTF-16 units no thread is worth its start. */
const SMALL = 40_000

/** A worker that has nothing to do, kept for the next task. */
let idle: Worker | null = null

/**
 * Folds or compares texts aside, so that the window stays quick. Aborting ends the worker at once.
 * @throws DOMException `AbortError`, or an Error when the worker fails
 */
export async function runTextTask(task: TextTask, signal: AbortSignal): Promise<FoldResult | DiffResult> {
  const size = task.kind === 'fold' ? task.text.length : task.a.length + task.b.length
  if (size < SMALL) return doTextTask(task)
  signal.throwIfAborted()
  const worker = idle ?? startWorker(workerAddress)
  idle = null
  const listening = new AbortController()
  try {
    const result = await new Promise<FoldResult | DiffResult>((resolve, reject) => {
      const options = { signal: listening.signal }
      signal.addEventListener('abort', () => reject(signal.reason as Error), options)
      worker.addEventListener('message', ({ data }: MessageEvent<FoldResult | DiffResult>) => resolve(data), options)
      worker.addEventListener('error', ({ message }) => reject(new Error(message)), options)
      worker.postMessage(task)
    })
    keepIdle(worker)
    return result
  } catch (error) {
    worker.terminate()
    throw error
  } finally {
    listening.abort()
  }
}

function keepIdle(worker: Worker): void {
  idle?.terminate()
  idle = worker
}
