const BACKSLASH = 0x5c

/** Where a value stands: names of members and indices of lists, from the top. */
export type JsonPath = readonly (string | number)[]
/** A string that is a value: where it stands with its quotes, and what it says. */
export type JsonString = { readonly offset: number; readonly length: number; readonly value: () => string }

/**
 * Goes through the values of valid JSON that are strings, in order. It hops from quote to quote, so that a string of
 * megabytes costs next to nothing, and only what is asked for is decoded.
 * @returns false for a text that is no JSON (RFC 8259); nothing is told of it then
 */
export function scanJson(text: string, take: (path: JsonPath, string: JsonString) => void): boolean {
  try {
    JSON.parse(text)
  } catch {
    return false
  }
  const path: (string | number)[] = []
  let isName = false
  for (let at = 0; at < text.length; at++) {
    switch (text.charAt(at)) {
      case '{':
        path.push('')
        isName = true
        break
      case '[':
        path.push(0)
        break
      case '}':
      case ']':
        path.pop()
        isName = false
        break
      case ',': {
        const last = path.at(-1)
        if (typeof last === 'number') path[path.length - 1] = last + 1
        else isName = true
        break
      }
      case '"': {
        const [offset, end] = [at, endOfString(text, at)]
        const value = (): string => JSON.parse(text.slice(offset, end)) as string
        if (isName) path[path.length - 1] = value()
        else take(path, { offset, length: end - offset, value })
        isName = false
        at = end - 1
        break
      }
      default:
    }
  }
  return true
}

/** Offset behind the closing quote: the first before which no odd number of backslashes stands. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1
    while (text.charCodeAt(before) === BACKSLASH) before -= 1
    if ((quote - before) % 2 === 1) return quote + 1
  }
  return text.length
}
