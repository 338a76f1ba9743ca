import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { compressedForms } from '../collect/compress-file.ts'

/** A content to compress: a file on disk (raw bytes where its name is not UTF-8) or bytes; with or without brotli. */
export type CompressTask = {
  readonly content: { readonly path: string | Uint8Array } | { readonly bytes: Uint8Array }
  readonly brotli: boolean
}

parentPort?.on('message', ({ content, brotli }: CompressTask) => {
  const bytes =
    'bytes' in content
      ? content.bytes
      : readFileSync(typeof content.path === 'string' ? content.path : Buffer.from(content.path))
  parentPort?.postMessage(compressedForms(bytes, '', { brotli }))
})
