import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import { type FileContent, readContentBytes } from '../files/file-content.ts'
import { globMatcher } from '../python/fnmatch.ts'
import { PythonError } from '../python/python-error.ts'
import { compareCodePoints } from '../python/strings.ts'
import { decodeStrict, isValidUtf8 } from '../python/utf8.ts'
import { effectiveStaticUrl } from './collect-settings.ts'
import { PAUSE, type Pause } from './collectstatic-run.ts'
import { type FoundFile, openFound } from './find-files.ts'
import { cleanName, type HashedNames } from './hashed-names.ts'
import type { PatternSet } from './patterns.ts'
import { isPlainName } from './plain-name.ts'
import type { Recording } from '../uploads/recorded-storage.ts'
import { rewriteFile, type RewriteFileContext } from './rewrite-file.ts'
import type { PlacedReference, RewriteMemory } from './rewrite-memory.ts'

/** One item that `post_process` yields to the command: `processed` false means that nothing was written. */
export type Processed = {
  readonly name: string
  readonly hashedName: string | null
  readonly processed: boolean | PythonError
}

/** What post-processing tells while it works. A pause gives the driver a chance to breathe. */
export type PostProcessEvent = { readonly kind: 'tick' } | Pause | ({ readonly kind: 'item' } & Processed)

/** An error met in a tolerant run, or one that a strict run swallows. */
export type ErrorNote = {
  readonly name: string
  readonly error: PythonError
  readonly reference: PlacedReference | null
  /** The pass in which it first appeared; 0 is the one over all files. */
  readonly pass: number
}

export type PostProcessContext = {
  readonly names: HashedNames
  readonly patterns: readonly PatternSet[]
  readonly patternsKey: string
  readonly memory: RewriteMemory
  readonly tolerant: boolean
  readonly keepIntermediateFiles: boolean
  /** Every call of the storage is noted: what would change nothing is done all the same. */
  readonly recording: Recording | null
  /** Hears each error of a tolerant run once, in order of first appearance; in strict runs the swallowed ones. */
  readonly onError: (note: ErrorNote, swallowed: boolean) => void
}

/** What stays after post-processing. */
export type PostProcessResult = {
  /** `hashed_files`, in the order in which names were first set. */
  readonly hashedFiles: ReadonlyMap<string, string>
  /** Content under each hashed name, by logical name, as last saved or found equal. */
  readonly outputs: ReadonlyMap<string, FileContent>
  /** References of each adjustable file in its last pass. */
  readonly references: ReadonlyMap<string, readonly PlacedReference[]>
  /** Passes after the first that were needed. */
  readonly passes: number
}

/** Mutable state of one run, private to this file. */
type Run = {
  readonly context: PostProcessContext
  readonly rewriting: RewriteFileContext
  readonly patternsFor: (path: string) => PatternSet['patterns']
  readonly hashedFiles: Map<string, string>
  readonly outputs: Map<string, FileContent>
  readonly references: Map<string, readonly PlacedReference[]>
  readonly noted: Set<string>
  pass: number
  /** Files since the last breath; a text that was read and rewritten anew counts as many. */
  unbreathed: number
  /**
   * Files without references whose name came out as it was: in a later pass Django deletes and saves the same bytes
   * under the same name, which changes nothing as long as no other file ever had that name.
   */
  readonly settled: Map<string, Passed>
  /** The file that first had a hashed name; names that more than one had are `shared`. */
  readonly owners: Map<string, string>
  readonly shared: Set<string>
}

type Passed = Processed & { readonly kind: 'item'; readonly substituted: boolean }

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
  const run: Run = {
    context,
    rewriting: {
      rules,
      staticUrl: effectiveStaticUrl(context.names.settings),
      patternsKey: context.patternsKey,
      memory: context.memory,
      tolerant: context.tolerant,
    },
    patternsFor: patternsBy(context.patterns),
    hashedFiles: new Map(),
    outputs: new Map(),
    references: new Map(),
    noted: new Set(),
    pass: 0,
    unbreathed: 0,
    settled: new Map(),
    owners: new Map(),
    shared: new Set(),
  }
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

/** So many files that nothing was read of take less than a millisecond. Each word to the driver costs on its way. */
const FILES_IN_A_BREATH = 32

/** Whether the driver is to look at the clock before the next file. */
function isBreathDue(run: Run): boolean {
  if (++run.unbreathed < FILES_IN_A_BREATH) return false
  run.unbreathed = 0
  return true
}

/** Gives the patterns of all globs that a path matches (`matches_patterns`). */
function patternsBy(sets: readonly PatternSet[]): Run['patternsFor'] {
  const tests = sets.map(({ glob, patterns }) => ({ matches: globMatcher(glob), patterns }))
  return (path) => {
    const matching = tests.filter(({ matches }) => matches(path))
    return matching.length === 1 ? (matching[0]?.patterns ?? []) : matching.flatMap(({ patterns }) => patterns)
  }
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
  run: Run,
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

/** A file that is hashed as it is. */
function hashFile(name: string, file: FoundFile, run: Run): Passed {
  const { source, key, before, exists } = startFile(name, file, run)
  const hashedName = exists ? before : cleanName(run.context.names.files.saveAs(before, source))
  run.outputs.set(name, source)
  run.hashedFiles.set(key, hashedName)
  if (!isPlainName(name)) own(run, hashedName, name)
  return { kind: 'item', name, hashedName, processed: !exists, substituted: true }
}

/** An adjustable file of one pass. Yields an error per failing pattern before the result, as Django does. */
function* adjustFile(name: string, file: FoundFile, run: Run): Generator<Passed> {
  const { names, keepIntermediateFiles, recording } = run.context
  const storage = names.files
  const { source, key, before, isFirst, exists } = startFile(name, file, run)
  const references = run.references.get(name)
  own(run, before, name)
  const rewritten = yield* adjustedContent(name, file, source, run)
  if (exists) storage.delete(before)
  if (keepIntermediateFiles) storage.saveAs(before, rewritten)
  // Of the same bytes the name is the one that it began with.
  const wanted = isFirst && rewritten === source ? before : names.hashedName(name, rewritten)
  if (storage.exists(wanted)) storage.delete(wanted)
  const hashedName = cleanName(storage.saveAs(wanted, rewritten))
  const substituted = before !== hashedName
  if (substituted && run.pass > 0)
    recording?.log.explain({ reason: 'renamed', pass: run.pass, because: firstChanged(references, run, name) })
  run.outputs.set(name, rewritten)
  run.hashedFiles.set(key, hashedName)
  if (substituted) own(run, hashedName, name)
  const passed: Passed = { kind: 'item', name, hashedName, processed: true, substituted }
  if (recording === null && !substituted && run.references.get(name)?.length === 0) run.settled.set(name, passed)
  yield passed
}

/** How a file of a pass begins: its name so far, the first of its source's own bytes, and whether that is there. */
function startFile(name: string, file: FoundFile, run: Run) {
  const { names, recording } = run.context
  recording?.log.begin({ reason: run.pass === 0 ? 'hashed' : 'again', pass: run.pass, because: null })
  // The original, local file is used, not the copied one.
  const source = openFound(file)
  const key = cleanName(name)
  const known = run.hashedFiles.get(key)
  const before = known ?? names.hashedName(name, source)
  return { source, key, before, isFirst: known === undefined, exists: names.files.exists(before) }
}

/** The target of the first reference that is written differently than in the pass before. */
function firstChanged(before: readonly PlacedReference[] | undefined, run: Run, name: string): string | null {
  const now = run.references.get(name) ?? []
  return now.find(({ written }, at) => before?.[at]?.written !== written)?.target ?? null
}

/** Notes who has a hashed name. A plain name that is not adjustable cannot share one with an adjustable file. */
function own(run: Run, hashedName: string, name: string): void {
  const owner = run.owners.get(hashedName)
  if (owner === undefined) run.owners.set(hashedName, name)
  else if (owner !== name) run.shared.add(hashedName)
}

/** The adjusted content of a file; yields what Django yields when a pattern fails. */
function* adjustedContent(
  name: string,
  file: FoundFile,
  source: FileContent,
  run: Run,
): Generator<Passed, FileContent> {
  const { names, tolerant } = run.context
  const { reportsUndecodable } = run.rewriting.rules
  const urlOf = (target: string): string =>
    names.urlOf(target, true, (clean) => names.storedNameIn(clean, run.hashedFiles))
  let outcome
  try {
    outcome = rewriteFile(source, name, run.patternsFor(file.path), urlOf, run.rewriting)
  } catch (error) {
    if (error instanceof PythonError && error.type === 'UnicodeDecodeError' && reportsUndecodable)
      yield failed(name, error)
    throw error
  }
  if (outcome.isNew) run.unbreathed = FILES_IN_A_BREATH
  for (const error of outcome.yielded) yield failed(name, error)
  if (outcome.thrown !== null) throw outcome.thrown
  if (tolerant)
    for (const reference of outcome.references)
      if (reference.error !== null) note(run, { name, error: reference.error, reference, pass: run.pass })
  run.references.set(name, outcome.references)
  return outcome.content
}

function failed(name: string, error: PythonError): Passed {
  return { kind: 'item', name, hashedName: null, processed: error, substituted: false }
}

/** `adjustable_paths`: those of which a pattern may match. Gives way in between. */
function* adjustableOf(paths: ReadonlyMap<string, FoundFile>, run: Run): Generator<PostProcessEvent, Set<string>> {
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
  run: Run,
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
  const bytes = readContentBytes(content)
  if (isValidUtf8(bytes)) return null
  try {
    decodeStrict(bytes)
    return null
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

/** Equal notes are kept once: each file is converted in several passes. */
function note(run: Run, entry: ErrorNote): void {
  const { error, reference } = entry
  const key = JSON.stringify([
    entry.name,
    error.type,
    error.message,
    reference?.line ?? null,
    reference?.matched ?? null,
  ])
  if (run.noted.has(key)) return
  run.noted.add(key)
  run.context.onError(entry, false)
}
