import type { FileContent } from '../files/file-content.ts'
import { PythonError } from '../python/python-error.ts'
import { type FoundFile, openFound } from './find-files.ts'
import { cleanName } from './hashed-names.ts'
import { isPlainName } from './plain-name.ts'
import { note, own, type Passed, type PostProcessRun } from './post-process-run.ts'
import { rewriteFile } from './rewrite-file.ts'
import type { PlacedReference } from './rewrite-memory.ts'

/** So many files that nothing was read of take less than a millisecond. Each word to the driver costs on its way. */
export const FILES_IN_A_BREATH = 32

/** `_post_process` of a file that no pattern is for: it is hashed as it is. @throws PythonError OSError family */
export function hashFile(name: string, file: FoundFile, run: PostProcessRun): Passed {
  const { source, key, before, exists } = startFile(name, file, run)
  const hashedName = exists ? before : cleanName(run.context.names.files.saveAs(before, source))
  run.outputs.set(name, source)
  run.hashedFiles.set(key, hashedName)
  if (!isPlainName(name)) own(run, hashedName, name)
  return { kind: 'item', name, hashedName, processed: !exists, substituted: true }
}

/**
 * `_post_process` of an adjustable file, in one pass. Yields an error per failing pattern before the result, as Django does.
 * @throws PythonError what Django does not yield: UnicodeDecodeError up to 4.2, SuspiciousFileOperation, OSError family
 */
export function* adjustFile(name: string, file: FoundFile, run: PostProcessRun): Generator<Passed> {
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
function startFile(name: string, file: FoundFile, run: PostProcessRun) {
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
function firstChanged(
  before: readonly PlacedReference[] | undefined,
  run: PostProcessRun,
  name: string,
): string | null {
  const now = run.references.get(name) ?? []
  return now.find(({ written }, at) => before?.[at]?.written !== written)?.target ?? null
}

/** The adjusted content of a file; yields what Django yields when a pattern fails. */
function* adjustedContent(
  name: string,
  file: FoundFile,
  source: FileContent,
  run: PostProcessRun,
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
