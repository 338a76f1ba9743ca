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
}

/** What a judgement needs besides the pair. */
export type JudgeContext = {
  /** Equal sources with equal targets must give equal bytes. */
  readonly sameRules: boolean
  readonly readText: ReadText
}

const NO_CHANGES: readonly ChangedReference[] = []
const UNCHANGED: Judgement = { status: 'unchanged', cause: 'unchanged', changed: NO_CHANGES }
const SOURCE_ONLY: Judgement = { status: 'changed', cause: 'source-only', changed: NO_CHANGES }

/**
 * Finds status and cause of one pair. It reads texts only where the rules of both releases differ, or where the source of
 * one side alone was recovered from its output.
 */
export function findCause(pair: FilePair, context: JudgeContext): Judgement | Promise<Judgement> {
  const { a, b } = pair
  if (a === null) return { status: 'added', cause: 'added', changed: NO_CHANGES }
  if (b === null) return { status: 'removed', cause: 'removed', changed: NO_CHANGES }
  if (pair.pairing === 'content' || pair.pairing === 'similar-text')
    return { status: 'moved', cause: 'moved', changed: changedReferences(a, b) }
  const sameOutput = isEqual(a.output?.hash, b.output?.hash)
  const sameName = servedName(a) === servedName(b)
  const sameSource = isEqual(a.source?.hash, b.source?.hash)
  // A recovered source is the output read backwards: quotes that Django wrote away cannot be told.
  const hasOtherSource = sameSource === false && a.isRecovered === b.isRecovered
  if (sameOutput === null) return withoutOutput(a, b, sameName, hasOtherSource)
  if (sameOutput) {
    if (!sameName) return { status: 'changed', cause: 'name-only', changed: changedReferences(a, b) }
    return hasOtherSource ? SOURCE_ONLY : UNCHANGED
  }
  const changed = changedReferences(a, b)
  if (sameName) return { status: 'changed', cause: 'other-bytes', changed }
  if (sameSource === null) return { status: 'changed', cause: 'unknown', changed }
  if (!sameSource && a.isRecovered !== b.isRecovered) return judgeRecovered(a, b, changed, context)
  return sameSource ? judgeEqualSource(a, b, changed, context) : judgeEdit(changed)
}

/** A side without contents: only its names can tell. */
function withoutOutput(a: ReleaseFile, b: ReleaseFile, sameName: boolean, hasOtherSource: boolean): Judgement {
  // A hash in the name stands for the bytes; without one nothing is known.
  if (sameName && a.hashedName !== null && a.hashedName !== a.name) return hasOtherSource ? SOURCE_ONLY : UNCHANGED
  return { status: sameName ? 'unchanged' : 'changed', cause: 'unknown', changed: changedReferences(a, b) }
}

function judgeEdit(changed: readonly ChangedReference[]): Judgement {
  return { status: 'changed', cause: changed.length > 0 ? 'own-edit-and-ripple' : 'own-edit', changed }
}

function judgeEqualSource(
  a: ReleaseFile,
  b: ReleaseFile,
  changed: readonly ChangedReference[],
  context: JudgeContext,
): Judgement | Promise<Judgement> {
  const ripple: Judgement = { status: 'changed', cause: 'ripple', changed }
  const tool: Judgement = { status: 'changed', cause: 'tool', changed }
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
  if (differs === null) return { status: 'changed', cause: 'unknown', changed }
  if (differs) return judgeEdit(changed)
  return { status: 'changed', cause: changed.length > 0 ? 'ripple' : 'tool', changed }
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
