import { stat } from 'node:fs/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ManifestCandidate } from '../../../shared/model/release.ts'
import { MANIFEST_NAME } from '../collect/storage-traits.ts'
import { nodePath } from '../files/file-content.ts'
import { baseName, dirName, joinPath } from '../python/posix-path.ts'
import { readManifest } from './read-manifest.ts'

/** So many names of a manifest are looked for, to tell which folder they are relative to. */
const SAMPLE = 200

/**
 * The manifests of a collected folder, the newest first: one as a rule, and one per release where a storage keeps them
 * apart (`STATIC_ROOT/<release>/staticfiles.json`).
 * @param files all files of the folder
 */
export async function findManifests(folder: string, files: readonly string[]): Promise<readonly ManifestCandidate[]> {
  const found = files.filter((file) => baseName(file) === MANIFEST_NAME)
  const candidates = await Promise.all(found.map((file) => describeManifest(folder, file)))
  return candidates.toSorted((a, b) => (a.writtenAt === b.writtenAt ? 0 : a.writtenAt > b.writtenAt ? -1 : 1))
}

/**
 * The folder that a manifest's names are relative to: its own or one above it, whichever has most of them.
 * @param manifest path relative to the folder that `files` are relative to
 * @returns a path relative to that folder; empty for itself
 */
export function rootOf(manifest: string, paths: ReadonlyMap<string, string>, files: ReadonlySet<string>): string {
  const sample = [...paths.values()].slice(0, SAMPLE)
  let [best, most] = [dirName(manifest), -1]
  for (let folder = dirName(manifest); ; folder = dirName(folder)) {
    const hits = sample.filter((hashedName) => files.has(joinPath(folder, hashedName))).length
    if (hits > most) [best, most] = [folder, hits]
    if (folder === '') return best
  }
}

/**
 * A manifest of any name, as it can be taken. One that is damaged says why.
 * @param file path relative to the folder
 */
export async function describeManifest(folder: string, file: string): Promise<ManifestCandidate> {
  const path = joinPath(folder, file)
  const head = {
    path: file.toWellFormed(),
    label: baseName(dirName(file)).toWellFormed(),
    writtenAt: await stat(nodePath(path)).then(
      ({ mtime }) => mtime.toISOString(),
      () => new Date(0).toISOString(),
    ),
  }
  try {
    const { table, version, hash } = await readManifest(path, file)
    return { ...head, names: table.names.length, version, hash, error: null }
  } catch (error) {
    if (!(error instanceof InspectorError)) throw error
    return { ...head, names: 0, version: null, hash: null, error: error.message }
  }
}
