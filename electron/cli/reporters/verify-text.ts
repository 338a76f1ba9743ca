import type { VerificationDifference } from '../../../shared/model/verification.ts'
import { differenceLabel, differenceSide, verificationSentence } from '../../../shared/text/describe-verification.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { visibleText } from '../../core/projects/visible-text.ts'
import type { VerifiedProject } from '../../core/verify/verify-project.ts'
import type { Style } from '../style.ts'

/** Differences that are shown; the rest is counted. */
const SHOWN = 40
const SHOWN_PATHS = 5

/** A verification as lines for people: the verdict first, then each difference with both sides. */
export function* verifyText({ verification, differences }: VerifiedProject, style: Style): Generator<string> {
  const { agrees, error, isRemote, refused, storage, python } = verification
  const sign = agrees ? style.good('✓') : style.bad('✗')
  yield `${sign} ${style.bold(verificationSentence(verification))}\n`
  if (error !== null) yield `  ${visibleText(`${error.type}: ${error.message}`).replaceAll('\n', '\n  ')}\n`
  yield `  ${style.dim(`Python ${python} · ${storage}`)}\n`
  if (isRemote) yield '  The remote storage was replaced by one on this disk: hashing is compared, uploading is not.\n'
  if (refused.length > 0) yield* refusedLines(refused, style)
  for (const difference of differences.slice(0, SHOWN)) yield* differenceLines(difference, style)
  if (differences.length > SHOWN)
    yield `\n  ${style.dim(`… and ${formatCount(differences.length - SHOWN)} more; --json has all of them`)}\n`
}

function* refusedLines(refused: readonly string[], style: Style): Generator<string> {
  yield `  ${style.warn('!')} The project's collectstatic tried to change what is not to be changed, and was refused:\n`
  for (const path of refused.slice(0, SHOWN_PATHS)) yield `    ${visibleText(path)}\n`
  if (refused.length > SHOWN_PATHS)
    yield `    ${style.dim(`… and ${formatCount(refused.length - SHOWN_PATHS)} more`)}\n`
}

function* differenceLines(difference: VerificationDifference, style: Style): Generator<string> {
  const { name, ours, theirs, firstLine } = difference
  yield `\n${style.bold(visibleText(name ?? 'collectstatic'))}  ${style.dim(differenceLabel(difference))}\n`
  yield `  preview  ${visibleText(differenceSide(difference, ours))}\n`
  yield `  Django   ${visibleText(differenceSide(difference, theirs))}\n`
  if (firstLine === null) return
  yield `  line ${firstLine.line}\n`
  yield `    preview  ${visibleText(firstLine.ours ?? '(no such line)')}\n`
  yield `    Django   ${visibleText(firstLine.theirs ?? '(no such line)')}\n`
}
