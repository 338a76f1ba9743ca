import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { ARCHIVE_LIMITS, ArchiveGuard, type ArchiveLimits } from './archive-guard.ts'
import { extractTar } from './extract-tar.ts'
import { extractZip } from './extract-zip.ts'
import { UnpackedFiles } from './unpacked-files.ts'

/** A temporary folder with what came out of an archive or a commit; `discard` removes it. */
export type AsideFolder = { readonly folder: string; readonly discard: () => Promise<void> }

type Format = 'zip' | 'tar' | 'tar.gz' | 'tar.zst'

/**
 * Unpacks an archive (zip, tar, tar.gz, tar.zst, told apart by their bytes) into a temporary folder.
 * @throws InspectorError hostile-archive, unreadable, missing-folder, disk-full, cancelled; nothing is left behind then
 */
export async function extractArchive(
  file: string,
  work: Pick<WorkContext, 'signal' | 'report'>,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<AsideFolder> {
  const size = await sizeOf(file)
  const format = await formatOf(file)
  const aside = await makeAside('archive')
  try {
    const guard = new ArchiveGuard(file, size, limits)
    const files = new UnpackedFiles(aside.folder, guard, work)
    if (format === 'zip') await extractZip(file, guard, files)
    else await extractTar(tarStream(file, format), file, guard, files)
    files.finish()
    return aside
  } catch (error) {
    await aside.discard()
    throw explained(file, error, work.signal)
  }
}

/**
 * A new empty folder apart from everything, for this user alone.
 * @param name what it is called, so that labels made of paths are those of the original
 */
export async function makeAside(name: string): Promise<AsideFolder> {
  const outer = await mkdtemp(join(tmpdir(), 'staticscope-'))
  const folder = join(outer, name)
  await mkdir(folder)
  return { folder, discard: () => rm(outer, { recursive: true, force: true, maxRetries: 3 }) }
}

function tarStream(file: string, format: Exclude<Format, 'zip'>): Readable {
  const stream = createReadStream(file)
  if (format === 'tar') return stream
  const unpacked = format === 'tar.gz' ? createGunzip() : createZstdDecompress()
  stream.on('error', (error) => unpacked.destroy(error))
  unpacked.on('close', () => stream.destroy())
  return stream.pipe(unpacked)
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file)
    if (found.isFile()) return found.size
  } catch (error) {
    throw explained(file, error, null)
  }
  throw new InspectorError('bad-input', `${file} is not a file. Name an archive: zip, tar, tar.gz or tar.zst.`)
}

/** By the first bytes: PKWARE's APPNOTE 4.3.7, RFC 1952, RFC 8878, and POSIX ustar at 257. */
async function formatOf(file: string): Promise<Format> {
  const handle = await open(file).catch((error: unknown) => {
    throw explained(file, error, null)
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0)
    const start = buffer.subarray(0, bytesRead)
    if (/^PK(?:\x03\x04|\x05\x06)/.test(start.toString('latin1'))) return 'zip'
    if (start[0] === 0x1f && start[1] === 0x8b) return 'tar.gz'
    if (start.readUInt32LE(0) === 0xfd2fb528) return 'tar.zst'
    if (start.toString('latin1', 257, 262) === 'ustar') return 'tar'
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  } finally {
    await handle.close()
  }
  throw new InspectorError('unreadable', `${file} is none of the archives that can be read: zip, tar, tar.gz, tar.zst.`)
}

function explained(file: string, error: unknown, signal: AbortSignal | null): unknown {
  if (signal?.aborted === true) return new InspectorError('cancelled', 'Cancelled')
  if (error instanceof InspectorError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new InspectorError(
      'disk-full',
      `The disk is too full to unpack ${file} in ${tmpdir()}; nothing was left behind. Free some space, or name another folder by TMPDIR.`,
      { cause: error },
    )
  if (code === 'ENOENT')
    return new InspectorError('missing-folder', `There is no archive ${file}, or it went away meanwhile.`, {
      cause: error,
    })
  if (code === 'EACCES' || code === 'EPERM')
    return new InspectorError('unreadable', `You may not read ${file}. Change its permissions.`, { cause: error })
  return new InspectorError(
    'unreadable',
    `${file} is damaged and cannot be unpacked: ${error.message.replace(/[.?!]+$/, '')}. Make it or fetch it again.`,
    {
      cause: error,
    },
  )
}
