import { parentPort } from 'node:worker_threads'
import { examineBytes, type ExamineTask } from './examine-bytes.ts'

parentPort?.on('message', (task: ExamineTask) => {
  parentPort?.postMessage(task.files.map(({ path, screen }) => examineBytes(path, screen, task.algorithm)))
})
