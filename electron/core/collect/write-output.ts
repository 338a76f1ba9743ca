import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { nodePath } from '../files/file-content.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { dirName, joinPath } from '../python/posix-path.ts'
import { asOutputError, findOutputPlace } from './output-place.ts'
import { openStaging } from './staging-folder.ts'
import { type Bytes, type Copy, type Target, writeBytes, writeCopies } from './write-files.ts'

/** Everything that is to be in the output folder. Paths are Python strings, relative to it. */
export type OutputPlan = {
  /** Folders, empty ones too; those above a file need not be listed. `mode` null: as the umask has it. */
  readonly directories: readonly { readonly path: string; readonly mode: number | null }[]
  readonly files: readonly PlannedFile[]
}

export type PlannedFile = Target & { readonly content: PlannedContent }

export type PlannedContent =
  | ({ readonly kind: 'copy' } & Copy)
  | ({ readonly kind: 'bytes' } & Bytes)
  /** A symbolic link; it has no mode and no time of its own. */
  | { readonly kind: 'link'; readonly target: string }

export type WriteOptions = {
  readonly signal: AbortSignal
  /** Called after each slice of the work with the number of files written and of all. */
  readonly report: (done: number, total: number) => void
  /** Folders that are collected from. */
  readonly forbidden: readonly string[]
}

/**
 * Refuses an output folder before any work is done.
 * @throws InspectorError output-not-empty, output-in-source, bad-input
 */
export async function assertOutputFolder(outputFolder: string, forbidden: readonly string[]): Promise<void> {
  await findOutputPlace(outputFolder, forbidden)
}

/**
 * Writes a plan into a new or empty folder (absolute path): first into a temporary folder, then by a rename into place.
 * Whatever goes wrong, nothing is left behind.
 * @throws InspectorError output-not-empty, output-in-source, bad-input, disk-full, changed-while-reading, unreadable, cancelled
 */
export async function writeOutput(plan: OutputPlan, outputFolder: string, options: WriteOptions): Promise<void> {
  const slices = new TimeSlices(options.signal)
  slices.check()
  const place = await findOutputPlace(outputFolder, options.forbidden)
  try {
    const staging = await openStaging(place)
    try {
      await writeAll(plan, staging.path, options, slices)
      slices.check()
      await staging.finish()
    } catch (error) {
      await staging.discard()
      throw error
    }
  } catch (error) {
    throw asOutputError(error, outputFolder)
  }
}

async function writeAll(plan: OutputPlan, folder: string, { report }: WriteOptions, slices: TimeSlices): Promise<void> {
  const total = plan.files.length
  let done = 0
  const rest = async (): Promise<void> => {
    if (!slices.isOver) return
    report(done, total)
    await slices.rest()
  }
  const links: PlannedFile[] = []
  makeFolders(plan, folder)
  for (const group of groupBySource(plan.files)) {
    const [first] = group
    if (first.content.kind === 'copy') await writeCopies(first.content, group, folder, rest)
    else if (first.content.kind === 'bytes') writeBytes(first.content, first, folder)
    else links.push(first)
    done += group.length
    await rest()
  }
  // Links come last: no file can then be written through one.
  for (const { path, content } of links)
    if (content.kind === 'link') symlinkSync(nodePath(content.target), nodePath(joinPath(folder, path)))
  // Permissions of folders come last too, innermost first: they may forbid writing into them.
  for (const { path, mode } of plan.directories.toSorted((a, b) => b.path.length - a.path.length))
    if (mode !== null) chmodSync(nodePath(joinPath(folder, path)), mode)
  report(total, total)
}

/**
 * Files in the order of the plan, except that all copies of one source come together: it is read once for its plain and
 * its hashed copy.
 */
function groupBySource(files: readonly PlannedFile[]): readonly (readonly [PlannedFile, ...PlannedFile[]])[] {
  const groups: [PlannedFile, ...PlannedFile[]][] = []
  const bySource = new Map<string, PlannedFile[]>()
  for (const file of files) {
    const source = file.content.kind === 'copy' ? file.content.source : null
    const known = source === null ? undefined : bySource.get(source)
    if (known !== undefined) {
      known.push(file)
      continue
    }
    const group: [PlannedFile, ...PlannedFile[]] = [file]
    groups.push(group)
    if (source !== null) bySource.set(source, group)
  }
  return groups
}

function makeFolders(plan: OutputPlan, root: string): void {
  const made = new Set([''])
  const make = (path: string): void => {
    if (made.has(path)) return
    make(dirName(path))
    mkdirSync(nodePath(joinPath(root, path)))
    made.add(path)
  }
  for (const { path } of plan.directories) make(checked(path))
  for (const { path } of plan.files) make(dirName(checked(path)))
}

/** A plan never leads out of its folder; Django refuses such names long before. */
function checked(path: string): string {
  if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw new RangeError(`a planned path leads elsewhere: ${path}`)
  return path
}
