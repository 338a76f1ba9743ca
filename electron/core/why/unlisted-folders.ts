import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { WhyContext } from './why-context.ts'

/** A folder called `static` that no finder looks into. `isApp`: the folder above it is a Python package. */
export type UnlistedFolder = { readonly folder: string; readonly isApp: boolean }

/** Folders that are looked through, so that a question is answered at once in a large project too. */
const MOST_FOLDERS = 1500
const DEEPEST = 5
/** They hold other people's projects, or nothing that is written by hand. */
const PASSED_OVER = new Set(['node_modules', 'site-packages', '__pycache__', 'venv', 'env', 'build', 'dist'])

const known = new WeakMap<Preview, Promise<readonly UnlistedFolder[]>>()

/** Folders called `static` in a project that no finder looks into; looked for once for a preview. */
export function unlistedFolders(context: WhyContext): Promise<readonly UnlistedFolder[]> {
  const found = known.get(context.preview) ?? lookThrough(context)
  known.set(context.preview, found)
  return found
}

async function lookThrough({ projectFolder, index, staticRoot }: WhyContext): Promise<readonly UnlistedFolder[]> {
  if (projectFolder === null) return []
  const listed = new Set(index.finderFolders.flatMap(({ path, real }) => (real === null ? [path] : [path, real])))
  const found: UnlistedFolder[] = []
  let left = MOST_FOLDERS
  let level = [projectFolder]
  for (let depth = 0; depth < DEEPEST && level.length > 0 && left > 0; depth++) {
    const looked = level.slice(0, left)
    left -= looked.length
    const below = await Promise.all(looked.map(async (folder) => ({ folder, entries: await entriesOf(folder) })))
    level = []
    for (const { folder, entries } of below) {
      const names = entries.map(({ name }) => decodeFileName(name))
      const isApp = names.includes('__init__.py') || names.includes('apps.py')
      for (const [at, entry] of entries.entries()) {
        const name = names[at] ?? ''
        if (!entry.isDirectory() || name.startsWith('.') || PASSED_OVER.has(name)) continue
        const path = `${folder}/${name}`
        if (listed.has(path) || path === staticRoot) continue
        if (name === 'static') found.push({ folder: path, isApp })
        else level.push(path)
      }
    }
  }
  return found
}

/** What cannot be read holds nothing for anybody. */
async function entriesOf(folder: string): Promise<readonly Dirent<Buffer>[]> {
  try {
    return await readdir(nodePath(folder), { withFileTypes: true, encoding: 'buffer' })
  } catch {
    return []
  }
}
