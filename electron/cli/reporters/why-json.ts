import { isCollected, type WhyAnswer } from '../../../shared/model/why.ts'

/** What a document of `why --json` calls itself; it changes when the meaning of a member does. */
export const WHY_SCHEMA = 'staticscope/why@1'

/** The document of `why --json`: equal answers give equal text. */
export function* whyJson(asked: string, answer: WhyAnswer): Generator<string> {
  yield `${JSON.stringify({ schema: WHY_SCHEMA, asked, isCollected: isCollected(answer), answer }, null, 2)}\n`
}
