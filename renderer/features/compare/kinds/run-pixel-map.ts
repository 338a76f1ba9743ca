import { startWorker } from '../../../editor/start-worker.ts'
import type { PixelAnswer, PixelTask } from './pixel-map.ts'
import workerAddress from './pixel-map.worker.ts?worker&url'

/**
 * Compares two pictures aside. Aborting ends the work at once.
 * @throws DOMException `AbortError`, or an Error when the worker fails
 */
export async function runPixelMap(task: PixelTask, signal: AbortSignal): Promise<PixelAnswer> {
  signal.throwIfAborted()
  const worker = startWorker(workerAddress)
  try {
    return await new Promise<PixelAnswer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      worker.addEventListener('message', ({ data }: MessageEvent<PixelAnswer>) => resolve(data))
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
      worker.postMessage(task)
    })
  } finally {
    worker.terminate()
  }
}
