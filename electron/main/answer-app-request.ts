import { readFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { PAGE_HEADERS, pageFileName, pageFileType } from '../../shared/contract/page-files.ts'

export type AppAnswer = {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array<ArrayBuffer> | null
}

/** The answer to one request of the own scheme: host, method and path are checked, and the file stays inside the bundle. */
export async function answerAppRequest(bundleFolder: string, method: string, address: string): Promise<AppAnswer> {
  if (method !== 'GET') return refusal(405)
  const url = new URL(address)
  if (url.host !== 'inspector') return refusal(403)
  const name = pageFileName(url.pathname)
  const type = name === null ? null : pageFileType(name)
  if (name === null || type === null) return refusal(404)
  const path = join(bundleFolder, name)
  const inside = relative(bundleFolder, path)
  if (inside.startsWith('..') || isAbsolute(inside)) return refusal(404)
  try {
    return { status: 200, headers: { ...PAGE_HEADERS, 'content-type': type }, body: await readFile(path) }
  } catch {
    return refusal(404)
  }
}

function refusal(status: number): AppAnswer {
  return { status, headers: { ...PAGE_HEADERS }, body: null }
}
