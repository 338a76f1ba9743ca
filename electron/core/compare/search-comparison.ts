import type { FileDifference } from '../../../shared/model/comparison.ts'
import { hasWildcard, matchGlob } from '../preview/match-glob.ts'
import { typeOf } from '../preview/outline-items.ts'
import type { ComparisonItems } from './comparison-items.ts'

type Test = (at: number) => boolean

type Searched = Pick<FileDifference, 'status' | 'cause' | 'roots' | 'from'>

const UNCHANGED: Searched = { status: 'unchanged', cause: 'unchanged', roots: [], from: null }

/** Keys of a search, with the text of a file that they look into. */
const KEYS: Readonly<Record<string, (difference: Searched) => readonly string[]>> = {
  status: ({ status }) => [status],
  cause: ({ cause }) => [cause],
  root: ({ roots }) => roots,
  from: ({ from }) => (from === null ? [] : [from]),
}

/**
 * Reads a search and gives the tests that a file must pass, all of them: `status:` and `cause:` by their whole words,
 * `root:` and `from:` by a part of a name, `alarm:` by its code, `type:` by the ending, and other words by a part of the
 * name or a glob. Quotes keep blanks together.
 */
export function searchComparison(search: string, items: ComparisonItems): Test[] {
  return [...search.toLowerCase().matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)].flatMap(([word]) => testOf(word, items) ?? [])
}

function testOf(word: string, items: ComparisonItems): Test | null {
  const { pairs, lowerNames, codes } = items
  const text = word.replaceAll('"', '')
  const colon = word.startsWith('"') ? -1 : text.indexOf(':')
  const [key, value] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)]
  const isKey = Object.hasOwn(KEYS, key) || ['alarm', 'type', 'is'].includes(key)
  if (text === '' || (isKey && value === '')) return null
  if (key === 'alarm') {
    const found = codes.get(value)
    return (at) => found?.has(at) === true
  }
  if (key === 'type') return (at) => typeOf(lowerNames[at] ?? '') === value.replace(/^\./, '')
  const read = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
  if (read !== undefined) {
    const isWhole = key === 'status' || key === 'cause'
    return (at) => {
      return read(pairs[at]?.difference ?? UNCHANGED).some((one) =>
        isWhole ? one === value : one.toLowerCase().includes(value),
      )
    }
  }
  if (!hasWildcard(text)) return (at) => lowerNames[at]?.includes(text) === true
  return (at) => {
    const name = lowerNames[at] ?? ''
    return matchGlob(text, text.includes('/') ? name : name.slice(name.lastIndexOf('/') + 1))
  }
}
