import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { compressedForms } from '../collect/compress-file.ts'

/** A content to compress: a file on disk (raw bytes where its name is not UTF-8) or bytes. */
export type CompressTask = { readonly path: string | Uint8Array } | { readonly bytes: Uint8Array }

parentPort?.on('message', (task: CompressTask) => {
  const bytes =
    'bytes' in task ? task.bytes : readFileSync(typeof task.path === 'string' ? task.path : Buffer.from(task.path))
  parentPort?.postMessage(compressedForms(bytes, ''))
})
