import type { WhyAnswer } from '../../../shared/model/why.ts'
import { describeWhy } from '../../../shared/text/describe-why.ts'
import { visibleText } from '../../core/projects/visible-text.ts'
import type { Style } from '../style.ts'

/** An answer as lines for people: the verdict, what it rests on, and what to do. */
export function* whyText(answer: WhyAnswer, style: Style): Generator<string> {
  const { isGood, verdict, facts, advice } = describeWhy(answer)
  yield `${isGood ? style.good('✓') : style.bad('✗')} ${style.bold(visibleText(verdict))}\n`
  const width = Math.max(0, ...facts.map(({ label }) => label.length))
  for (const { label, text } of facts) yield `  ${style.dim(label.padEnd(width))}  ${visibleText(text)}\n`
  if (advice !== null) yield `  ${visibleText(advice)}\n`
}
