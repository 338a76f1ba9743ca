import { randomBytes } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { chmod, chown, mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'
import { baseName, dirName, joinPath } from '../python/posix-path.ts'
import { notEmpty, type OutputPlace } from './output-place.ts'

/** A temporary folder that becomes the output folder when everything is in it, or goes away without a trace. */
export type StagingFolder = {
  readonly path: string
  /** Puts what was written into place. @throws InspectorError output-not-empty if something got there meanwhile */
  finish(): Promise<void>
  /** Removes everything that was made, folders above the output included. */
  discard(): Promise<void>
}

/**
 * Makes the temporary folder: beside the output folder, so that one rename ends the work. An empty folder that must stay
 * the same folder (a mount point, the working directory) or whose parent must not be written gets it inside.
 * @throws errors of node:fs
 */
export async function openStaging(place: OutputPlace): Promise<StagingFolder> {
  if (place.existing !== null && (await mustStay(place.existing, dirName(place.path)))) return openInside(place)
  try {
    await mkdir(nodePath(dirName(place.path)), { recursive: true })
    return await openBeside(place)
  } catch (error) {
    await removeEmptyFolders(place)
    if (place.existing !== null && isForbidden(error)) return openInside(place)
    throw error
  }
}

async function mustStay(folder: BigIntStats, parent: string): Promise<boolean> {
  const { dev } = await stat(nodePath(parent), { bigint: true })
  // The working directory may be gone; then it is another one.
  const here = await stat('.', { bigint: true }).catch(() => null)
  return folder.dev !== dev || (folder.dev === here?.dev && folder.ino === here.ino)
}

async function openBeside(place: OutputPlace): Promise<StagingFolder> {
  const path = await makeTemporary(dirName(place.path), `.${baseName(place.path)}.staticscope-`)
  if (place.existing !== null) await takeAfter(path, place.existing)
  return {
    path,
    async finish() {
      // Only POSIX lets a rename replace an empty folder.
      if (process.platform === 'win32' && place.existing !== null) await rmdir(nodePath(place.path))
      try {
        await rename(nodePath(path), nodePath(place.path))
      } catch (error) {
        throw isFilled(error) ? notEmpty(place.shown) : error
      }
    },
    async discard() {
      await removeTree(path)
      await removeEmptyFolders(place)
    },
  }
}

async function openInside(place: OutputPlace): Promise<StagingFolder> {
  const path = await makeTemporary(place.path, '.staticscope-')
  const moved: string[] = []
  return {
    path,
    async finish() {
      if ((await entriesOf(place.path)).length > 1) throw notEmpty(place.shown)
      for (const name of await entriesOf(path)) {
        await rename(nodePath(joinPath(path, name)), nodePath(joinPath(place.path, name)))
        moved.push(name)
      }
      await rmdir(nodePath(path))
    },
    async discard() {
      await removeTree(path)
      for (const name of moved) await removeTree(joinPath(place.path, name))
    },
  }
}

/** Like mkdtemp, but with the permissions that any new folder gets. */
async function makeTemporary(parent: string, prefix: string): Promise<string> {
  const path = joinPath(parent, prefix + randomBytes(3).toString('hex'))
  try {
    await mkdir(nodePath(path))
    return path
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return makeTemporary(parent, prefix)
  }
}

/** Permissions and group of the folder that is replaced; set first, because a set-group-id bit decides the group of what comes into it. */
async function takeAfter(path: string, { uid, gid, mode }: BigIntStats): Promise<void> {
  try {
    await chown(nodePath(path), Number(uid), Number(gid))
  } catch (error) {
    if (!isForbidden(error)) throw error
  }
  await chmod(nodePath(path), Number(mode & 0o7777n))
}

async function removeTree(path: string): Promise<void> {
  await rm(nodePath(path), { recursive: true, force: true, maxRetries: 3 })
}

/** Removes the folders that were made above the output folder. */
async function removeEmptyFolders({ path, above }: OutputPlace): Promise<void> {
  for (let folder = dirName(path); folder !== above && folder !== dirName(folder); folder = dirName(folder)) {
    try {
      await rmdir(nodePath(folder))
    } catch (error) {
      // One that was never made, or that somebody else uses by now.
      if (codeOf(error) !== 'ENOENT') return
    }
  }
}

async function entriesOf(path: string): Promise<string[]> {
  return (await readdir(nodePath(path), { encoding: 'buffer' })).map(decodeFileName)
}

function isFilled(error: unknown): boolean {
  return codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST'
}

function isForbidden(error: unknown): boolean {
  return codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM' || codeOf(error) === 'EROFS'
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
