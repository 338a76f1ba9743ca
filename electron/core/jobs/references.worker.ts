import { parentPort } from 'node:worker_threads'
import { readPacked, type ReferencesTask } from '../references/read-packed.ts'

parentPort?.on('message', (task: ReferencesTask) => {
  void Promise.all(task.map(({ path, name }) => readPacked(path, name))).then((packed) =>
    parentPort?.postMessage(packed),
  )
})
