import type { InspectorClient } from '../../shared/contract/client.ts'
import { InspectorError } from '../../shared/contract/errors.ts'
import type { Job } from '../../shared/model/job.ts'
import type { AppState } from './app-store.ts'

/**
 * Waits until a job has ended well.
 * @param job as the call that started it gave it
 * @throws InspectorError cancelled, engine-gone, bad-input with what went wrong
 */
export async function endOfJob(client: InspectorClient, get: () => AppState, job: Job): Promise<void> {
  get().applyJob(job)
  const ended = await new Promise<Job>((resolve, reject) => {
    // The event that it has ended can come before the answer that it was started.
    const known = get().jobs[job.id] ?? job
    if (known.state !== 'running') return resolve(known)
    const stop = client.onEvent((event) => {
      if (event.topic === 'engine' && event.payload.state === 'gone') {
        stop()
        reject(new InspectorError('engine-gone', event.payload.reason))
      }
      if (event.topic !== 'job' || event.payload.id !== job.id || event.payload.state === 'running') return
      stop()
      resolve(event.payload)
    })
  })
  if (ended.state === 'cancelled') throw new InspectorError('cancelled', `${ended.title} was cancelled.`)
  if (ended.state === 'failed')
    throw new InspectorError('bad-input', ended.error?.message ?? `${ended.title} stopped without a reason.`)
}
