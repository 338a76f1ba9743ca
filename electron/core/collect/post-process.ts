import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import { type FileContent, readSeenBytes } from '../files/file-content.ts'
import { PythonError } from '../python/python-error.ts'
import { compareCodePoints } from '../python/strings.ts'
import { decodeStrict, isValidUtf8 } from '../python/utf8.ts'
import { PAUSE } from './collectstatic-run.ts'
import { type FoundFile, openFound } from './find-files.ts'
import {
  beginRun,
  note,
  type Passed,
  type PostProcessContext,
  type PostProcessEvent,
  type PostProcessResult,
  type PostProcessRun,
} from './post-process-run.ts'
import { adjustFile, FILES_IN_A_BREATH, hashFile } from './process-file.ts'

/**
 * `HashedFilesMixin.post_process`: pass 0 over all files, then passes over adjustable files until no name changes.
 * @param paths destination path → found file, in collection order
 * @throws PythonError what Django does not yield: UnicodeDecodeError up to 4.2, SuspiciousFileOperation, OSError
 */
export function* postProcess(
  paths: ReadonlyMap<string, FoundFile>,
  context: PostProcessContext,
): Generator<PostProcessEvent, PostProcessResult> {
  const { rules, storage } = context.names.settings
  const run = beginRun(context)
  const adjustable = yield* adjustableOf(paths, run)
  const files = context.tolerant ? withoutUndecodable(paths, adjustable, run) : paths
  yield PAUSE
  const order = deepestFirst([...files.keys()], (name) => name)
  yield PAUSE
  const atTheEnd = new Map<string, Passed>()

  for (const passed of onePass(order, files, adjustable, run)) {
    if (isBreathDue(run)) yield PAUSE
    if (rules.yieldsEveryPass || !adjustable.has(passed.name) || passed.processed instanceof PythonError) yield passed
    else atTheEnd.set(passed.name, passed)
  }

  const adjustableOrder = order.filter((name) => adjustable.has(name))
  let unresolved: string[] = []
  let passes = 0
  if (storage.maxPasses === 0 && rules.series === '3.2')
    throw new PythonError('UnboundLocalError', "local variable 'substitutions' referenced before assignment")
  while (passes < storage.maxPasses) {
    unresolved = []
    passes++
    run.pass = passes
    for (const passed of onePass(adjustableOrder, files, adjustable, run)) {
      if (isBreathDue(run)) yield PAUSE
      if (rules.yieldsEveryPass) yield passed
      else if (passed.processed instanceof PythonError)
        // The next yield of the same file overwrites it: the error is swallowed, its pattern stays unapplied.
        run.context.onError({ name: passed.name, error: passed.processed, reference: null, pass: passes }, true)
      atTheEnd.set(passed.name, passed)
      if (passed.substituted) unresolved.push(passed.name)
    }
    if (unresolved.length === 0) break
  }

  if (unresolved.length > 0) {
    const name = rules.namesUnresolved ? unresolved.toSorted(compareCodePoints).join(', ') : 'All'
    const error = new PythonError('RuntimeError', 'Max post-process passes exceeded.')
    if (context.tolerant) note(run, { name, error, reference: null, pass: run.pass })
    else yield { kind: 'item', name, hashedName: null, processed: error }
  }
  if (!rules.yieldsEveryPass) yield* atTheEnd.values()
  return { hashedFiles: run.hashedFiles, outputs: run.outputs, references: run.references, passes }
}

/** Whether the driver is to look at the clock before the next file. */
function isBreathDue(run: PostProcessRun): boolean {
  if (++run.unbreathed < FILES_IN_A_BREATH) return false
  run.unbreathed = 0
  return true
}

/**
 * Items by number of path parts of their names, most first; ties keep the order of collection (`path_level`).
 * One list per level instead of a sort: names are many, levels few.
 */
export function deepestFirst<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const levels: T[][] = []
  for (const item of items) {
    const level = levelOf(nameOf(item))
    while (levels.length <= level) levels.push([])
    levels[level]?.push(item)
  }
  return levels.toReversed().flat()
}

function levelOf(name: string): number {
  let level = 0
  for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1)) level++
  return level
}

/** `_post_process`. */
function* onePass(
  order: readonly string[],
  files: ReadonlyMap<string, FoundFile>,
  adjustable: ReadonlySet<string>,
  run: PostProcessRun,
): Generator<Passed> {
  for (const name of order) {
    const file = files.get(name)
    if (file === undefined) continue
    const again = run.settled.get(name)
    if (again !== undefined && !run.shared.has(again.hashedName ?? '')) {
      // What Django yields again has been kept, except in 3.2, where the command counts it again.
      if (run.rewriting.rules.yieldsEveryPass) yield again
      continue
    }
    try {
      if (adjustable.has(name)) yield* adjustFile(name, file, run)
      else yield hashFile(name, file, run)
    } catch (error) {
      if (!run.context.tolerant || !(error instanceof PythonError)) throw error
      note(run, { name, error, reference: null, pass: run.pass })
    }
  }
}

/** `adjustable_paths`: those of which a pattern may match. Gives way in between. */
function* adjustableOf(
  paths: ReadonlyMap<string, FoundFile>,
  run: PostProcessRun,
): Generator<PostProcessEvent, Set<string>> {
  const adjustable = new Set<string>()
  let seen = 0
  for (const path of paths.keys()) {
    if ((++seen & LOOK_EVERY) === 0) yield PAUSE
    if (run.patternsFor(path).length > 0) adjustable.add(path)
  }
  return adjustable
}

/** Tolerant runs note adjustable files that are not UTF-8 and leave them out, among what is adjustable too. */
function withoutUndecodable(
  paths: ReadonlyMap<string, FoundFile>,
  adjustable: Set<string>,
  run: PostProcessRun,
): ReadonlyMap<string, FoundFile> {
  const left = new Set<string>()
  for (const name of adjustable) {
    const file = paths.get(name)
    const error = file === undefined ? null : undecodable(file)
    if (error === null) continue
    note(run, { name, error, reference: null, pass: run.pass })
    left.add(name)
    adjustable.delete(name)
  }
  return left.size === 0 ? paths : new Map([...paths].filter(([name]) => !left.has(name)))
}

function undecodable(file: FoundFile): PythonError | null {
  let content: FileContent
  try {
    content = openFound(file)
  } catch (error) {
    if (error instanceof PythonError) return null
    throw error
  }
  if (content.kind === 'disk' && content.utf8 === true) return null
  const bytes = readSeenBytes(content)
  if (isValidUtf8(bytes)) return null
  try {
    decodeStrict(bytes)
    return null
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}
