import { randomBytes } from 'node:crypto'
import { lstat, mkdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { nodePath } from '../files/file-content.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { baseName, dirName, joinPath } from '../python/posix-path.ts'
import { asOutputError } from './output-place.ts'
import { wouldFail } from './collect-to-folder.ts'
import type { RootPlan } from './plan-into-root.ts'
import type { WorkContext } from './preview-context.ts'
import { writeOutput } from './write-output.ts'

/** How far the second part came, for whoever has to be told what is unfinished. */
type Progress = { placed: number; removed: number; at: string }

/**
 * Carries out a plan: first everything is written into a temporary folder, which a cancel or a full disk ends without a
 * trace; then each file is put into place by a rename, the manifest last, and what is to go is removed. The second part
 * takes moments and is not cancelled. What fails there says what is done and what is not.
 * @param keepGoing write also when the command would fail
 * @throws InspectorError would-fail, output-in-source, disk-full, changed-while-reading, cancelled, bad-input
 */
export async function applyIntoRoot(
  plan: RootPlan,
  { keepGoing }: { readonly keepGoing: boolean },
  work: WorkContext,
): Promise<void> {
  if (!plan.preview.succeeds && !keepGoing) throw wouldFail(plan.preview)
  const forbidden = plan.preview.request.sources.map(({ path }) => path)
  const staging = await openBeside(plan.root)
  try {
    await writeOutput({ directories: plan.folders.map((path) => ({ path, mode: null })), files: plan.files }, staging, {
      signal: work.signal,
      report: (done, total) => work.report({ step: 'Writing files', done, total }),
      forbidden,
    })
    new TimeSlices(work.signal).check()
    await putIntoPlace(plan, staging)
  } finally {
    await rm(nodePath(staging), { recursive: true, force: true, maxRetries: 3 })
  }
}

/** A name for a new folder on the same file system: beside STATIC_ROOT, or in it where it is a mount point. */
async function openBeside(root: string): Promise<string> {
  const name = `.${baseName(root)}.staticscope-${randomBytes(3).toString('hex')}`
  const parent = dirName(root)
  const [above, inside] = await Promise.all([stat(nodePath(parent)), stat(nodePath(root))])
  return joinPath(above.dev === inside.dev ? parent : root, name)
}

async function putIntoPlace({ root, added, overwritten, removed, folders }: RootPlan, staging: string): Promise<void> {
  const slices = new TimeSlices(null)
  const progress: Progress = { placed: 0, removed: 0, at: '' }
  const names = [...added, ...overwritten].toSorted((a, b) => Number(isManifest(a)) - Number(isManifest(b)))
  try {
    for (const folder of folders) await mkdir(nodePath(joinPath(root, folder)), { recursive: true })
    for (const name of names) {
      progress.at = name
      await rename(nodePath(joinPath(staging, name)), nodePath(joinPath(root, name)))
      progress.placed++
      if (slices.isOver) await slices.rest()
    }
    for (const name of removed) {
      progress.at = name
      await removeIfThere(joinPath(root, name))
      progress.removed++
      if (slices.isOver) await slices.rest()
    }
  } catch (error) {
    throw unfinished(error, root, progress, names.length, removed.length)
  }
}

/** Old pages must never see a manifest that names files which are not there yet. */
function isManifest(name: string): boolean {
  return name.endsWith('.json') && baseName(name) === 'staticfiles.json'
}

async function removeIfThere(path: string): Promise<void> {
  const found = await lstat(nodePath(path)).catch(() => null)
  if (found !== null) await unlink(nodePath(path))
}

function unfinished(error: unknown, root: string, progress: Progress, files: number, removals: number): unknown {
  const told = asOutputError(error, root)
  if (!(told instanceof InspectorError)) return told
  const { placed, removed, at } = progress
  return new InspectorError(
    told.code,
    `${root} is unfinished: ${placed} of ${files} files are in place and ${removed} of ${removals} are removed; it stopped at ${at}. ` +
      'Correct what is below, then collect again.',
    { details: told.details ?? told.message, cause: error },
  )
}
