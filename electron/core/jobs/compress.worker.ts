import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { compressedForms, type GzipLevel, gzipSize } from '../collect/compress-file.ts'

/** A content to compress: a file on disk (raw bytes where its name is not UTF-8) or bytes; with or without brotli. */
export type CompressTask = {
  readonly content: { readonly path: string | Uint8Array } | { readonly bytes: Uint8Array }
  readonly brotli: boolean
}

/** A content of which only the size under gzip is asked. */
export type GzipSizeTask = { readonly bytes: Uint8Array; readonly level: GzipLevel }

parentPort?.on('message', (task: CompressTask | GzipSizeTask) => {
  if ('level' in task) {
    parentPort?.postMessage(gzipSize(task.bytes, task.level))
    return
  }
  const { content, brotli } = task
  const bytes =
    'bytes' in content
      ? content.bytes
      : readFileSync(typeof content.path === 'string' ? content.path : Buffer.from(content.path))
  parentPort?.postMessage(compressedForms(bytes, '', { brotli }))
})
