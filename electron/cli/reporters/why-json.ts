import type { ReferenceUsers } from '../../../shared/model/check.ts'
import { isCollected, type WhyAnswer } from '../../../shared/model/why.ts'

/** What a document of `why --json` calls itself; it changes when the meaning of a member does. */
export const WHY_SCHEMA = 'staticscope/why@1'

/**
 * The document of `why --json`: equal answers give equal text.
 * @param askedBy null: the answer is about no single name
 */
export function* whyJson(asked: string, answer: WhyAnswer, askedBy: ReferenceUsers | null): Generator<string> {
  const document = { schema: WHY_SCHEMA, asked, isCollected: isCollected(answer), answer, askedBy: askersJson(askedBy) }
  yield `${JSON.stringify(document, null, 2)}\n`
}

function askersJson(askedBy: ReferenceUsers | null) {
  if (askedBy === null) return null
  const { total, chain, users } = askedBy
  return {
    total,
    chain,
    places: users.map(({ file, line, column, kind, text, served }) => ({ file, line, column, kind, text, served })),
  }
}
