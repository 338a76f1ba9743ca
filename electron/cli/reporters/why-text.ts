import type { ReferenceUsers } from '../../../shared/model/check.ts'
import type { WhyAnswer } from '../../../shared/model/why.ts'
import { askerPlace, askersSentence } from '../../../shared/text/describe-askers.ts'
import { describeWhy } from '../../../shared/text/describe-why.ts'
import { visibleText } from '../../core/projects/visible-text.ts'
import type { Style } from '../style.ts'

/** Places that are shown; all are in the document. */
const PLACES = 10

/**
 * An answer as lines for people: the verdict, what it rests on, what to do, and who asks for it.
 * @param askedBy null: the answer is about no single name
 */
export function* whyText(answer: WhyAnswer, askedBy: ReferenceUsers | null, style: Style): Generator<string> {
  const { isGood, verdict, facts, advice } = describeWhy(answer)
  yield `${isGood ? style.good('✓') : style.bad('✗')} ${style.bold(visibleText(verdict))}\n`
  const width = Math.max(0, ...facts.map(({ label }) => label.length))
  for (const { label, text } of facts) yield `  ${style.dim(label.padEnd(width))}  ${visibleText(text)}\n`
  if (advice !== null) yield `  ${visibleText(advice)}\n`
  if (askedBy !== null) yield* askerLines(askedBy, style)
}

function* askerLines(askedBy: ReferenceUsers, style: Style): Generator<string> {
  yield `\n${askersSentence(askedBy)}\n`
  const { chain, users, total } = askedBy
  if (chain !== null && chain.length > 1) yield `  ${style.dim('Shortest way')}  ${visibleText(chain.join(' → '))}\n`
  for (const user of users.slice(0, PLACES))
    yield `  ${visibleText(askerPlace(user))}  ${style.dim(visibleText(user.text))}\n`
  if (total > PLACES) yield `  ${style.dim(`… and ${total - PLACES} more (all of them with --json)`)}\n`
}
