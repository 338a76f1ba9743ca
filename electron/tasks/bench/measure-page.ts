import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Bytes, compressed with gzip, of the scripts that the page loads before it shows anything: those of index.html and what
 * they import in turn, without what they import later. Null when the page is not built.
 */
export function firstScriptBytes(pageFolder: string): number | null {
  const page = join(pageFolder, 'index.html')
  if (!existsSync(page)) return null
  const pending = [...readFileSync(page, 'utf8').matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) =>
    join(pageFolder, path),
  )
  const seen = new Set<string>()
  let bytes = 0
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (seen.has(path) || !existsSync(path)) continue
    seen.add(path)
    const text = readFileSync(path, 'utf8')
    bytes += gzipSync(text, { level: 9 }).byteLength
    for (const [, target = ''] of text.matchAll(/(?:import|from)\s*["'](\.[^"']+\.js)["']/g))
      pending.push(join(path, '..', target))
  }
  return bytes
}
