import type { BigIntStats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'
import { decodeFileName } from '../python/file-names.ts'
import { baseName, dirName, joinPath, normPath } from '../python/posix-path.ts'

/** Where output goes: checked, links resolved. */
export type OutputPlace = {
  /** As the user gave it; what messages name. */
  readonly shown: string
  /** Without links, except in folders that do not exist yet. */
  readonly path: string
  /** The empty folder that is there; null for a new one. */
  readonly existing: BigIntStats | null
  /** The nearest folder above that exists, without links. */
  readonly above: string
}

/**
 * Checks a folder that output is to be written to: new or empty, and not inside a folder that is collected from, not even
 * by way of a link or a mount.
 * @param output absolute path
 * @param sources folders that are collected from; missing ones do not matter
 * @throws InspectorError output-not-empty, output-in-source, bad-input
 */
export async function findOutputPlace(output: string, sources: readonly string[]): Promise<OutputPlace> {
  try {
    const place = await resolveOutput(normPath(output))
    const { path, existing, above } = place
    await assertOutside(output, existing === null ? above : path, sources)
    if (existing === null) {
      if (!(await stat(nodePath(above))).isDirectory())
        throw new InspectorError(
          'bad-input',
          `The output folder ${output} lies below the file ${above}. Name another folder.`,
        )
      return place
    }
    if (!existing.isDirectory())
      throw new InspectorError('bad-input', `The output folder ${output} is a file. Name a new or an empty folder.`)
    if ((await readdir(nodePath(path))).length > 0) throw notEmpty(output)
    return place
  } catch (error) {
    throw asOutputError(error, output)
  }
}

/** The error for an output folder with something in it. */
export function notEmpty(output: string): InspectorError {
  return new InspectorError(
    'output-not-empty',
    `The output folder ${output} is not empty, and nothing in it may be overwritten. Name a new or an empty folder.`,
  )
}

/** An error of writing as a sentence about the output folder; what is known already, and faults, stay as they are. */
export function asOutputError(error: unknown, output: string): unknown {
  if (error instanceof InspectorError || !(error instanceof Error) || !('syscall' in error) || !('code' in error))
    return error
  const options = { details: error.message, cause: error }
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new InspectorError(
        'disk-full',
        `The disk is too full for ${output}; nothing was left behind. Free some space, or name a folder on another disk.`,
        options,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new InspectorError(
        'bad-input',
        `The output folder ${output} may not be written (${error.code}). Change its permissions, or name another folder.`,
        options,
      )
    default:
      return new InspectorError(
        'bad-input',
        `The output folder ${output} cannot be written (${String(error.code)}). Name another folder.`,
        options,
      )
  }
}

/** The place without links. A link that leads nowhere is refused, since a folder cannot be made behind it. */
async function resolveOutput(output: string): Promise<OutputPlace> {
  const path = await realPathOrNull(output)
  if (path !== null) {
    const existing = await stat(nodePath(path), { bigint: true })
    return { shown: output, path, existing, above: dirName(path) }
  }
  if (await isThere(output)) {
    throw new InspectorError(
      'bad-input',
      `The output folder ${output} is a link that leads nowhere. Name the folder itself.`,
    )
  }
  const missing: string[] = []
  for (let folder = output; ; folder = dirName(folder)) {
    missing.unshift(baseName(folder))
    const above = await realPathOrNull(dirName(folder))
    if (above !== null) return { shown: output, path: missing.reduce(joinPath, above), existing: null, above }
  }
}

async function realPathOrNull(path: string): Promise<string | null> {
  try {
    return decodeFileName(await realpath(nodePath(path), { encoding: 'buffer' }))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(nodePath(path))
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Compares by device and inode, so that another spelling of the same folder is the same folder. */
async function assertOutside(output: string, folder: string, sources: readonly string[]): Promise<void> {
  const sourceByIdentity = new Map<string, string>()
  for (const source of sources) {
    const identity = await identityOrNull(source)
    if (identity !== null) sourceByIdentity.set(identity, source)
  }
  for (let above = folder; ; above = dirName(above)) {
    const identity = await identityOrNull(above)
    const source = identity === null ? undefined : sourceByIdentity.get(identity)
    if (source !== undefined) {
      throw new InspectorError(
        'output-in-source',
        `The output folder ${output} lies in the source folder ${source}, so its files would be collected next time. ` +
          'Name a folder outside of it.',
      )
    }
    if (above === dirName(above)) return
  }
}

/** Null where it cannot be told: a folder that cannot be read is not collected from either. */
async function identityOrNull(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(nodePath(path), { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
