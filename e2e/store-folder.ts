import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostOptions } from './app-fixture.ts'

/** Where each host keeps its releases. */
export function storeFolder(host: HostOptions['host'], userFolder: string): string {
  return join(userFolder, host === 'electron' ? 'engine/releases' : 'releases')
}

/** Paths of all files in a folder and below, in order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).toSorted()
}
