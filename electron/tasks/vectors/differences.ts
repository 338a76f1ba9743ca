import { formatJson, isJsonObject, type Json } from './ordered-json.ts'

/** One place where the recorded result and ours are not the same. */
export type Difference = {
  readonly place: string
  readonly expected: Json | undefined
  readonly actual: Json | undefined
}

/** Objects at a key of this name are compared with the order of their keys: the manifest's order is part of its bytes. */
const ORDERED_KEYS = new Set(['paths'])

/**
 * Every place where two values differ. A key that only one side has is a difference.
 * `place` is the path to it, such as `manifest.paths["a.css"]`.
 */
export function differences(expected: Json | undefined, actual: Json | undefined, place = ''): Difference[] {
  if (isJsonObject(expected) && isJsonObject(actual)) {
    const keys = new Set([...expected.keys(), ...actual.keys()])
    const found = [...keys].flatMap((key) =>
      differences(expected.get(key), actual.get(key), place === '' ? key : `${place}[${formatJson(key)}]`),
    )
    if (found.length === 0 && ORDERED_KEYS.has(lastKey(place))) {
      const order = (keysOf: ReadonlyMap<string, Json>) => formatJson([...keysOf.keys()])
      if (order(expected) !== order(actual)) {
        found.push({ place: `${place} (order of keys)`, expected: [...expected.keys()], actual: [...actual.keys()] })
      }
    }
    return found
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length)
    return Array.from({ length }, (_, index) =>
      differences(expected[index] as Json | undefined, actual[index] as Json | undefined, `${place}[${index}]`),
    ).flat()
  }
  return expected === actual ? [] : [{ place, expected, actual }]
}

/** A difference as lines for people; long values are cut around the first character that differs. */
export function describeDifference(difference: Difference): string {
  const expected = formatJson(difference.expected)
  const actual = formatJson(difference.actual)
  let same = 0
  while (same < expected.length && expected[same] === actual[same]) same += 1
  return `    ${difference.place || 'result'}\n      expected ${cut(expected, same)}\n      got      ${cut(actual, same)}`
}

function lastKey(place: string): string {
  return /(?:^|\[")([^"[\]]+)(?:"\])?$/.exec(place)?.[1] ?? ''
}

function cut(text: string, around: number): string {
  const limit = 240
  if (text.length <= limit) return text
  const start = Math.max(0, around - 60)
  const end = Math.min(text.length, start + limit)
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`
}
