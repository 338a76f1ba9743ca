import type { ReleaseReference } from '../model/release.ts'

/** Stands where a hash stood. */
export const HIDDEN_HASH = '‹hash›'

/** A text without substituted hashes, and how many were hidden. */
export type HiddenHashes = { readonly text: string; readonly hidden: number }

/**
 * Replaces each written hashed name in an output by the logical name with a placeholder: `logo.3f9a0c12b7de.png`
 * becomes `logo.‹hash›.png`. Two outputs of one source are equal then, whatever their targets are called.
 * @param references those of the same output; a range of `[0, 0]` means that its place is not known
 */
export function hideHashes(text: string, references: readonly ReleaseReference[]): HiddenHashes {
  const parts: string[] = []
  let hidden = 0
  let at = 0
  for (const reference of references.toSorted((a, b) => a.range[0] - b.range[0])) {
    const [start, end] = reference.range
    if (end <= start || start < at || end > text.length) continue
    const url = text.slice(start, end)
    const name = baseOf(reference.written)
    const nameAt = url.lastIndexOf(name)
    if (name === '' || nameAt < 0) continue
    parts.push(text.slice(at, start + nameAt), placeholderOf(reference.target))
    at = start + nameAt + name.length
    hidden++
  }
  parts.push(text.slice(at))
  return hideElsewhere({ text: parts.join(''), hidden }, references)
}

/** Hides the names of references whose place is not known, wherever they stand. */
function hideElsewhere(so: HiddenHashes, references: readonly ReleaseReference[]): HiddenHashes {
  let { text, hidden } = so
  for (const { range, written, target } of references) {
    const name = baseOf(written)
    if (range[1] > range[0] || name === baseOf(target) || name === '') continue
    const pieces = text.split(name)
    hidden += pieces.length - 1
    text = pieces.join(placeholderOf(target))
  }
  return { text, hidden }
}

function placeholderOf(target: string): string {
  const base = baseOf(target)
  const dot = base.lastIndexOf('.')
  return dot > 0 ? `${base.slice(0, dot)}.${HIDDEN_HASH}${base.slice(dot)}` : `${base}.${HIDDEN_HASH}`
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
