import type { Cause, Status } from '../model/comparison.ts'
import type { ReleaseFile } from '../model/release.ts'
import { changedReferences, hasSameTargets, type ChangedReference } from './changed-references.ts'
import { servedName, type FilePair } from './file-pair.ts'
import { hideHashes } from './hide-hashes.ts'
import type { ReadText } from './pair-similar.ts'

/** What became of a pair, and why. */
export type Judgement = {
  readonly status: Status
  readonly cause: Cause
  readonly changed: readonly ChangedReference[]
  /** Its own edit, or the tool, changes what is written for it: a root edit of all that refers to it. */
  readonly isRoot: boolean
}

/** What a judgement needs besides the pair. */
export type JudgeContext = {
  /** Equal sources with equal targets must give equal bytes. */
  readonly sameRules: boolean
  readonly readText: ReadText
}

const NO_CHANGES: readonly ChangedReference[] = []
const UNCHANGED: Judgement = { status: 'unchanged', cause: 'unchanged', changed: NO_CHANGES, isRoot: false }
const SOURCE_ONLY: Judgement = { status: 'changed', cause: 'source-only', changed: NO_CHANGES, isRoot: false }

/**
 * Finds status and cause of one pair. It reads texts only where the rules of both releases differ, or where the source of
 * one side alone was recovered from its output.
 */
export function findCause(pair: FilePair, context: JudgeContext): Judgement | Promise<Judgement> {
  const { a, b } = pair
  if (a === null) return { status: 'added', cause: 'added', changed: NO_CHANGES, isRoot: false }
  if (b === null) return { status: 'removed', cause: 'removed', changed: NO_CHANGES, isRoot: false }
  if (pair.pairing === 'content' || pair.pairing === 'similar-text')
    return { status: 'moved', cause: 'moved', changed: changedReferences(a, b), isRoot: false }
  const sameOutput = isEqual(a.output?.hash, b.output?.hash)
  const sameName = servedName(a) === servedName(b)
  const sameSource = isEqual(a.source?.hash, b.source?.hash)
  // A recovered source is the output read backwards: quotes that Django wrote away cannot be told.
  const hasOtherSource = sameSource === false && a.isRecovered === b.isRecovered
  if (sameOutput === null) return withoutOutput(a, b, sameName, hasOtherSource)
  if (sameOutput) {
    if (!sameName) return { status: 'changed', cause: 'name-only', changed: changedReferences(a, b), isRoot: false }
    return hasOtherSource ? SOURCE_ONLY : UNCHANGED
  }
  const changed = changedReferences(a, b)
  if (sameName) return { status: 'changed', cause: 'other-bytes', changed, isRoot: false }
  if (sameSource === null) return { status: 'changed', cause: 'unknown', changed, isRoot: false }
  if (!sameSource && a.isRecovered !== b.isRecovered) return judgeRecovered(a, b, changed, context)
  return sameSource ? judgeEqualSource(a, b, changed, context) : judgeEdit(a, b, changed, context)
}

/** A side without contents: only its names can tell. */
function withoutOutput(a: ReleaseFile, b: ReleaseFile, sameName: boolean, hasOtherSource: boolean): Judgement {
  // A hash in the name stands for the bytes; without one nothing is known.
  if (sameName && a.hashedName !== null && a.hashedName !== a.name) return hasOtherSource ? SOURCE_ONLY : UNCHANGED
  return {
    status: sameName ? 'unchanged' : 'changed',
    cause: 'unknown',
    changed: changedReferences(a, b),
    isRoot: false,
  }
}

/** With a changed target as well, the edit is a root only if it shows behind the hashes: Django may have written it away. */
function judgeEdit(
  a: ReleaseFile,
  b: ReleaseFile,
  changed: readonly ChangedReference[],
  { readText }: JudgeContext,
): Judgement | Promise<Judgement> {
  if (changed.length === 0) return { status: 'changed', cause: 'own-edit', changed, isRoot: true }
  return differsBehindHashes(a, b, readText).then((differs) => ({
    status: 'changed',
    cause: 'own-edit-and-ripple',
    changed,
    isRoot: differs !== false,
  }))
}

function judgeEqualSource(
  a: ReleaseFile,
  b: ReleaseFile,
  changed: readonly ChangedReference[],
  context: JudgeContext,
): Judgement | Promise<Judgement> {
  const ripple: Judgement = { status: 'changed', cause: 'ripple', changed, isRoot: false }
  const tool: Judgement = { status: 'changed', cause: 'tool', changed, isRoot: true }
  if (changed.length === 0) return tool
  if (context.sameRules) return ripple
  if (!hasSameTargets(a, b)) return tool
  return differsBehindHashes(a, b, context.readText).then((differs) => (differs === true ? tool : ripple))
}

/** One source is the author's and the other recovered: what stands behind the hashes decides. */
async function judgeRecovered(
  a: ReleaseFile,
  b: ReleaseFile,
  changed: readonly ChangedReference[],
  { readText }: JudgeContext,
): Promise<Judgement> {
  const differs = await differsBehindHashes(a, b, readText)
  const ripples = changed.length > 0
  if (differs === null) return { status: 'changed', cause: 'unknown', changed, isRoot: false }
  if (differs) return { status: 'changed', cause: ripples ? 'own-edit-and-ripple' : 'own-edit', changed, isRoot: true }
  return { status: 'changed', cause: ripples ? 'ripple' : 'tool', changed, isRoot: !ripples }
}

/** Whether two outputs differ in more than the hashes written into them; null if a text cannot be had. */
async function differsBehindHashes(a: ReleaseFile, b: ReleaseFile, readText: ReadText): Promise<boolean | null> {
  const [textA, textB] = await Promise.all([readText(a.output?.hash ?? ''), readText(b.output?.hash ?? '')])
  if (textA === null || textB === null) return null
  return hideHashes(textA, a.references).text !== hideHashes(textB, b.references).text
}

function isEqual(a: string | undefined, b: string | undefined): boolean | null {
  return a === undefined || b === undefined ? null : a === b
}
