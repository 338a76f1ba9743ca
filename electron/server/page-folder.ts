import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { isAbsolute, join, relative } from 'node:path'
import { PAGE_HEADERS, pageFileName, pageFileType } from '../../shared/contract/page-files.ts'

/** Answers with a file of the page from the built renderer, or with 404. Only names that the bundle can have are looked up. */
export async function sendPageFile(folder: string, urlPath: string, response: ServerResponse): Promise<void> {
  const name = pageFileName(urlPath)
  const type = name === null ? null : pageFileType(name)
  const path = name === null || type === null ? null : inside(folder, name)
  try {
    if (path === null || name === null || type === null) throw new Error('No such file of the page')
    const body = await readFile(path)
    // The bundler puts a hash of the content into every name below assets/.
    const lifetime = name.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
    response.writeHead(200, { ...PAGE_HEADERS, 'content-type': type, 'cache-control': lifetime })
    response.end(body)
  } catch {
    response.writeHead(404, { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8' })
    response.end('There is no such file.')
  }
}

function inside(folder: string, name: string): string | null {
  const path = join(folder, name)
  const way = relative(folder, path)
  return way.startsWith('..') || isAbsolute(way) ? null : path
}
