import workerAddress from './pretty.worker.ts?worker&url'
import type { PrettyTask } from './pretty-text.ts'
import { startWorker } from './start-worker.ts'

/**
 * Prints a text in short lines, in a worker, for large ones take seconds. Aborting ends it at once.
 * @throws DOMException `AbortError`, or an Error when the worker fails
 */
export async function runPrettyText(task: PrettyTask, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  const worker = startWorker(workerAddress)
  const listening = new AbortController()
  try {
    return await new Promise<string>((resolve, reject) => {
      const options = { signal: listening.signal }
      signal.addEventListener('abort', () => reject(signal.reason as Error), options)
      worker.addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data), options)
      worker.addEventListener('error', ({ message }) => reject(new Error(message)), options)
      worker.postMessage(task)
    })
  } finally {
    listening.abort()
    worker.terminate()
  }
}
