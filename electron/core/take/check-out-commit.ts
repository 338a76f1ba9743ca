import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { nodePath } from '../files/file-content.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { decodeFileName } from '../python/file-names.ts'
import { dirName, joinPath, normPath } from '../python/posix-path.ts'
import { type AsideFolder, makeAside } from './extract-archive.ts'
import { readObjects } from './read-objects.ts'
import { askGit } from './run-git.ts'

/** A commit laid out in a temporary folder. */
export type CheckedOut = AsideFolder & {
  /** The full id of the commit. */
  readonly commit: string
  /** Top of the user's own checkout, absolute and without links; `folder` stands for it. */
  readonly top: string
  /** What is not there as a clone would have it: submodules, pointers of Git LFS, links that lead out. */
  readonly remarks: readonly string[]
}

/** One blob of the commit's tree. Paths are Python strings relative to the top. */
type TreeFile = { readonly mode: string; readonly id: string; readonly path: string }

/** What `git lfs pointer` writes: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1'

/**
 * Lays the files of a commit out in a temporary folder. The user's checkout, index, stash and configuration are not
 * touched, and no filter runs: the bytes are those that git stores.
 * @param folder absolute path in the repository
 * @param ref a branch, tag or commit
 * @throws InspectorError bad-input, not-found, not-available, unreadable, disk-full, cancelled; nothing is left behind then
 */
export async function checkOutCommit(
  folder: string,
  ref: string,
  work: Pick<WorkContext, 'signal' | 'report'>,
): Promise<CheckedOut> {
  const top = await topOf(folder, work.signal)
  const commit = await commitOf(top, ref, work.signal)
  work.report({ step: `Reading commit ${commit.slice(0, 12)}`, done: 0, total: 0 })
  const { files, remarks } = await treeOf(top, commit, work.signal)
  const aside = await makeAside(basename(top) || 'repository')
  try {
    const told = await layFiles(top, files, aside.folder, work)
    return { ...aside, commit, top, remarks: [...remarks, ...told] }
  } catch (error) {
    await aside.discard()
    throw explained(error)
  }
}

async function topOf(folder: string, signal: AbortSignal): Promise<string> {
  try {
    const said = await askGit(folder, ['rev-parse', '--show-toplevel'], signal)
    return decodeFileName(await realpath(said.subarray(0, -1), { encoding: 'buffer' }))
  } catch (error) {
    if (!(error instanceof InspectorError) || error.code !== 'unreadable') throw error
    throw new InspectorError('bad-input', `${folder} is in no git repository that can be read.`, {
      cause: error,
      ...(error.details === null ? {} : { details: error.details }),
    })
  }
}

async function commitOf(top: string, ref: string, signal: AbortSignal): Promise<string> {
  try {
    const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
    return (await askGit(top, words, signal)).toString().trim()
  } catch (error) {
    if (!(error instanceof InspectorError) || error.code !== 'unreadable') throw error
    throw new InspectorError('not-found', `${top} has no commit ${ref}. Name a branch, a tag or a commit.`, {
      cause: error,
    })
  }
}

/** `git ls-tree -r -z`: mode, kind and id, then a tab and the raw bytes of the path. */
async function treeOf(
  top: string,
  commit: string,
  signal: AbortSignal,
): Promise<{ files: readonly TreeFile[]; remarks: readonly string[] }> {
  const listing = await askGit(top, ['ls-tree', '-r', '-z', '--full-tree', commit], signal)
  const files: TreeFile[] = []
  const remarks: string[] = []
  for (let at = 0; at < listing.length;) {
    const end = listing.indexOf(0, at)
    const tab = listing.indexOf(9, at)
    const [mode = '', , id = ''] = listing.toString('latin1', at, tab).split(' ')
    const path = decodeFileName(listing.subarray(tab + 1, end))
    at = end + 1
    if (isStrange(path)) remarks.push(`${path} has a name that leads elsewhere, and was left out.`)
    else if (mode === '160000') remarks.push(`${path} is a submodule; its files are not part of the commit.`)
    else files.push({ mode, id, path })
  }
  return { files, remarks }
}

function isStrange(path: string): boolean {
  return path.split('/').some((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git')
}

async function layFiles(
  top: string,
  files: readonly TreeFile[],
  folder: string,
  work: Pick<WorkContext, 'signal' | 'report'>,
): Promise<readonly string[]> {
  const remarks: string[] = []
  const links: { path: string; target: string }[] = []
  const slices = new TimeSlices(work.signal)
  const made = new Set<string>([''])
  let done = 0
  for await (const [file, bytes] of readObjects(top, files, work.signal)) {
    const { mode, path } = file
    const parent = dirName(path)
    if (!made.has(parent)) mkdirSync(nodePath(joinPath(folder, parent)), { recursive: true })
    made.add(parent)
    if (mode === '120000') links.push({ path, target: decodeFileName(bytes) })
    else {
      const place = nodePath(joinPath(folder, path))
      writeFileSync(place, bytes, { flag: 'wx' })
      if (mode === '100755') chmodSync(place, 0o755)
      if (bytes.subarray(0, LFS_POINTER.length).toString('latin1') === LFS_POINTER)
        remarks.push(`${path} is a pointer of Git LFS; its contents are not in the repository.`)
    }
    work.report({ step: 'Laying out the commit', done: ++done, total: files.length })
    if (slices.isOver) await slices.rest()
  }
  // Links come last: no file can then be written through one.
  for (const { path, target } of links) {
    const resolved = normPath(joinPath(dirName(path), target))
    if (target.startsWith('/') || resolved === '..' || resolved.startsWith('../'))
      remarks.push(`${path} is a link that leads out of the repository, and was left out.`)
    else symlinkSync(nodePath(target), nodePath(joinPath(folder, path)))
  }
  return remarks
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') return error
  return new InspectorError(
    'disk-full',
    'The disk is too full to lay out the commit; nothing was left behind. Free some space, or name another folder by TMPDIR.',
    { cause: error },
  )
}
