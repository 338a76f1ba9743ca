/**
 * The URLs of a `srcset` attribute with their offsets in it (HTML, "parse a srcset attribute"): separated by commas that
 * follow a blank or a descriptor, since URLs themselves may hold commas.
 */
export function splitSrcset(value: string): { readonly offset: number; readonly url: string }[] {
  const found: { offset: number; url: string }[] = []
  const candidate = /[\s,]*([^\s,]\S*)/y
  for (let match = candidate.exec(value); match !== null; match = candidate.exec(value)) {
    const whole = match[1] ?? ''
    const url = whole.replace(/,+$/, '')
    const offset = match.index + match[0].length - whole.length
    if (url !== '') found.push({ offset, url })
    if (url === whole) candidate.lastIndex = endOfDescriptors(value, candidate.lastIndex)
  }
  return found
}

/** Behind the comma that ends the descriptors (`2x`, `100w`); one in brackets ends nothing. */
function endOfDescriptors(value: string, from: number): number {
  let depth = 0
  for (let at = from; at < value.length; at++) {
    const character = value.charAt(at)
    if (character === '(') depth += 1
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (character === ',' && depth === 0) return at + 1
  }
  return value.length
}
