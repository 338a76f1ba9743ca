import { readFileSync } from 'node:fs'
import { type FileContent, nodePath, contentOf } from '../files/file-content.ts'
import type { Collected } from './collected-answer.ts'

/** The manifest's path relative to where the storage writes; null where there is none, or it lies elsewhere. */
export function manifestName({ manifest, location }: Collected): string | null {
  if (manifest === null || location === null || !manifest.startsWith(`${location}/`)) return null
  return manifest.slice(location.length + 1)
}

/**
 * The manifest that Django wrote, with its path relative to where the storage writes, or from the folder that stood for
 * STATIC_ROOT; null if it wrote none.
 */
export function writtenManifest(
  collected: Collected,
  root: string,
): { readonly name: string; readonly content: FileContent } | null {
  if (collected.manifest === null) return null
  try {
    const content = contentOf(readFileSync(nodePath(collected.manifest)))
    return { name: manifestName(collected) ?? collected.manifest.replace(root, '<STATIC_ROOT>'), content }
  } catch {
    // `--no-post-process` writes none, and neither does a run that ends in an error.
    return null
  }
}
